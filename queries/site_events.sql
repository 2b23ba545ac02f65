-- One row per milestone of the site $site_id and stage of its contracts, by group and date.
-- Key: group_number, event_id
-- starts and ends are the first and the last day that the date may mean; empty without a date.
-- in_force_from and in_force_to say from when to when the row's contract is known to have run, as
-- the first and the last possible day; in_force_ended is whether an end was reported.
with numbered as (
    select
        contracts.contract_id,
        if(contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name)
            as form_name,
        row_number() over (
            order by contracts.start_date nulls last, contracts.contract_id
        ) as number,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    where contracts.site_id = $site_id
),

events as (
    select
        milestone_id as event_id,
        0 as group_number,
        'Milestones' as group_name,
        null as stage,
        event as words,
        date,
        precision,
        status,
        source_id,
        locator,
    from milestones
    where site_id = $site_id
    union all
    select
        contract_stages.stage_id,
        numbered.number,
        concat('Contract ', numbered.number, ': ', numbered.form_name),
        contract_stages.stage,
        concat_ws(': ', stages.label, contract_stages.note),
        contract_stages.date,
        contract_stages.precision,
        contract_stages.status,
        contract_stages.source_id,
        contract_stages.locator,
    from contract_stages
    inner join numbered on numbered.contract_id = contract_stages.contract_id
    inner join categories as stages
        on stages.table_name = 'contract_stages'
        and stages.field = 'stage'
        and stages.value = contract_stages.stage
),

spans as (
    select
        events.*,
        try_cast(rpad(date, 10, '-01') as date) as starts,
        case precision
            when 'day' then try_cast(date as date)
            when 'month' then last_day(try_cast(date || '-01' as date))
            when 'year' then try_cast(date || '-12-31' as date)
        end as ends,
        ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
        ifnull(row_readings.is_second_read, false) as is_second_read,
        row_readings.entered_by,
        row_readings.entered_at,
        row_readings.checked_by,
        row_readings.checked_at,
    from events
    left join row_readings
        on row_readings.table_name = if(events.group_number = 0, 'milestones', 'contract_stages')
        and row_readings.row_id = events.event_id
)

select
    event_id,
    cast(group_number as integer) as group_number,
    group_name,
    stage,
    words,
    date,
    precision,
    status,
    starts,
    ends,
    min(starts) filter (where stage = 'live_from' and status = 'happened') over groups
        as in_force_from,
    coalesce(
        max(ends) filter (where stage in ('ended', 'terminated') and status = 'happened')
            over groups,
        max(ends) filter (where stage = 'last_seen') over groups
    ) as in_force_to,
    coalesce(
        bool_or(stage in ('ended', 'terminated') and status = 'happened') over groups, false
    ) as in_force_ended,
    source_id,
    locator,
    reading,
    is_second_read,
    entered_by,
    entered_at,
    checked_by,
    checked_at,
from spans
window groups as (partition by group_number)
order by group_number, starts nulls last, ends, status, event_id
