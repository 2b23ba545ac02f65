-- One row per event that is said to have happened in a year after its source was published. A stage
-- of a contract may rest on something else than its source; its note says so and names the source.
with events as (
    select 'milestones' as table_name, milestone_id as row_id, date, source_id
    from milestones
    where status = 'happened'
    union all
    select 'contract_stages' as table_name, stage_id as row_id, date, source_id
    from contract_stages
    where status = 'happened' and not regexp_matches(lower(coalesce(note, '')), '\bsource')
)
select
    events.table_name,
    events.row_id,
    'date' as field,
    events.date as value,
    'the source is of ' || sources.published || ' and cannot know of it' as wrong,
    'cite the source that reports it, write planned, or correct the date' as mend,
from events
inner join sources on sources.source_id = events.source_id
where left(events.date, 4) > left(sources.published, 4)
order by events.table_name, events.row_id
