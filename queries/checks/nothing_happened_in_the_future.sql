-- One row per event that is said to have happened, or document to have appeared, after today.
with events as (
    select 'milestones' as table_name, milestone_id as row_id, 'date' as field, date
    from milestones
    where status = 'happened'
    union all
    select 'contract_stages' as table_name, stage_id as row_id, 'date' as field, date
    from contract_stages
    where status = 'happened'
    union all
    select 'sources' as table_name, source_id as row_id, 'published' as field, published as date
    from sources
)
select
    table_name,
    row_id,
    field,
    date as value,
    'the date lies in the future' as wrong,
    if(field = 'published', 'correct the date', 'write planned, or correct the date') as mend,
from events
where date > left(cast(current_date as varchar), length(date))
order by table_name, row_id
