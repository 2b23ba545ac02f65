-- One row per finding whose interval has only one end: intervals are copied whole or left out.
select
    'findings' as table_name,
    finding_id as row_id,
    if(ci_low is null, 'ci_low', 'ci_high') as field,
    null as value,
    'the interval has only one end' as wrong,
    'copy both ends from the source, or empty both cells' as mend,
from findings
where (ci_low is null) <> (ci_high is null)
order by row_id
