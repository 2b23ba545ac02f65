-- One row per stage of the contract $contract_id and milestone of its site, by kind and date.
-- Key: kind, event_id
-- kind is stage or milestone; a milestone is the site's and may be about something else. What has
-- no date stands last of its kind.
with events as (
    select
        'stage' as kind,
        contract_stages.stage_id as event_id,
        stages.label as stage_name,
        contract_stages.note as words,
        contract_stages.date,
        contract_stages.precision,
        contract_stages.status,
        contract_stages.source_id,
        contract_stages.locator,
    from contract_stages
    inner join categories as stages
        on stages.table_name = 'contract_stages'
        and stages.field = 'stage'
        and stages.value = contract_stages.stage
    where contract_stages.contract_id = $contract_id
    union all
    select
        'milestone',
        milestones.milestone_id,
        null,
        milestones.event,
        milestones.date,
        milestones.precision,
        milestones.status,
        milestones.source_id,
        milestones.locator,
    from milestones
    inner join contracts on contracts.site_id = milestones.site_id
    where contracts.contract_id = $contract_id
)

select
    events.kind,
    events.event_id,
    events.stage_name,
    events.words,
    events.date,
    events.precision,
    events.status,
    events.source_id,
    events.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from events
left join row_readings
    on row_readings.table_name = if(events.kind = 'stage', 'contract_stages', 'milestones')
    and row_readings.row_id = events.event_id
order by events.kind desc, events.date nulls last, events.event_id
