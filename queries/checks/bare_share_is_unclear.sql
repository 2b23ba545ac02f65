-- One row per share with nothing to compare it with that is called more than unclear. A share of
-- people who themselves judged that something got better or worse carries its comparison in it; its
-- statement says so (improve, better, worse).
select
    'findings' as table_name,
    finding_id as row_id,
    'direction' as field,
    direction as value,
    'a share with nothing to compare it with tells no direction' as wrong,
    'write unclear, or give the comparator and its value' as mend,
from findings
where quantity = 'level'
    and unit = 'percent'
    and comparator = 'none_stated'
    and comparator_value is null
    and direction <> 'unclear'
    and not regexp_matches(lower(coalesce(statement, '')), 'improv|better|worse')
order by row_id
