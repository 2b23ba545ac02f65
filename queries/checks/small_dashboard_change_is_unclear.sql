-- One row per unadjusted dashboard change of less than 1% either way that is called more than
-- unclear.
select
    'findings' as table_name,
    finding_id as row_id,
    'direction' as field,
    direction as value,
    'an unadjusted dashboard change of less than 1% is too small to read' as wrong,
    'write unclear' as mend,
from findings
where evidence_status = 'monitored'
    and quantity = 'change'
    and unit = 'percent_change'
    and abs(value) < 1
    and ci_low is null
    and direction <> 'unclear'
order by row_id
