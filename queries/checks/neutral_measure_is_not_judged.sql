-- One row per finding that calls a measure better or worse which is said to be neither.
select
    'findings' as table_name,
    finding_id as row_id,
    'direction' as field,
    direction as value,
    'the measure is neutral, so a result on it is neither better nor worse' as wrong,
    'write unclear or no_difference, or correct the polarity' as mend,
from findings
where polarity = 'neutral' and direction in ('improved', 'worsened')
order by row_id
