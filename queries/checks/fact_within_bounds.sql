-- One row per fact that cannot be: below 0, or a share above 100%.
select
    'facts' as table_name,
    fact_id as row_id,
    'value' as field,
    cast(value as varchar) as value,
    if(value < 0, 'the figure is below 0', 'a share is at most 100 per cent') as wrong,
    'check the figure and its unit against the source' as mend,
from facts
where value < 0 or (unit = 'percent' and value > 100)
order by row_id
