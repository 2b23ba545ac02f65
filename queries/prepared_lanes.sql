-- What became of each contract, as lanes over years; made once a revision.

-- The first day that a date may mean, which may lack its day or month, and the day after the last.
create macro first_day(written) as try_cast(rpad(written, 10, '-01') as date);
create macro day_after(written) as cast(
    first_day(written)
    + case length(written)
        when 4 then interval 1 year
        when 7 then interval 1 month
        else interval 1 day
    end
    as date
);

-- One row per dated stage of a contract, from the first day that its date may mean to the day after
-- the last. phase is the state that it begins; rank orders states that may begin on one day.
create table lane_stages as
select
    contract_id,
    stage,
    status = 'planned' as is_planned,
    first_day(date) as starts,
    day_after(date) as ends,
    precision = 'day' as is_exact,
    case
        when stage = 'procurement_opened' then 'procuring'
        when stage in ('bidder_chosen', 'awarded', 'signed') then 'awarded'
        when stage = 'shadow_started' then 'shadow'
        when stage in ('live_from', 'extended') then 'live'
        when stage = 'paused' then 'paused'
    end as phase,
    list_position(['procuring', 'paused', 'awarded', 'shadow', 'live'], phase) as rank,
from contract_stages
where date is not null;

-- One row per contract with a dated stage that took place: when its status was last known, else when
-- the last of these stages was. A year in which it was seen begins no earlier than the last stage.
create table lane_sights as
with latest as (
    select
        contract_id,
        max_by(starts, (starts, ends)) as last_starts,
        max_by(ends, (starts, ends)) as last_ends,
        max(starts) filter (stage != 'last_seen') as last_stage_starts,
    from lane_stages
    where not is_planned
    group by contract_id
)

select
    contract_terms.contract_id,
    coalesce(first_day(contract_terms.status_date), latest.last_starts) as earliest,
    coalesce(day_after(contract_terms.status_date), latest.last_ends) as seen_to,
    if(
        latest.last_stage_starts > earliest and latest.last_stage_starts < seen_to,
        latest.last_stage_starts,
        earliest
    ) as seen_from,
    contract_terms.is_last_seen,
    contract_terms.status,
from contract_terms
inner join latest on latest.contract_id = contract_terms.contract_id;

-- One row: the years of the lanes, the same whatever is chosen. They begin in 2010, from when nearly
-- all dates are, or earlier where the last sight of a contract is.
create table lane_axis as
select
    least(date '2010-01-01', cast(date_trunc('year', min(lane_sights.seen_from)) as date))
        as axis_from,
    cast(date_trunc('year', max(lane_stages.ends) - interval 1 day) + interval 1 year as date)
        as axis_to,
from lane_stages
left join lane_sights on lane_sights.contract_id = lane_stages.contract_id;

-- One row per state that a contract was in, from when it may and when it must have begun, to when the
-- next may and must have. An extension begins one only where no start is known, and a signature none
-- once the contract is live. A state that begins after the last sight was agreed and is not here. A
-- contract last seen as planned was no longer in the state before, which ends where it began.
create table lane_phases as
with begun as (
    select
        lane_stages.*,
        lane_sights.seen_from,
        lane_sights.seen_to,
        lane_sights.status,
        min(lane_stages.starts) filter (lane_stages.stage = 'live_from') over stages
            as live_from,
    from lane_stages
    inner join lane_sights on lane_sights.contract_id = lane_stages.contract_id
    where lane_stages.phase is not null
        and not lane_stages.is_planned
        and (lane_stages.starts < lane_sights.seen_to or not lane_sights.is_last_seen)
    window stages as (partition by lane_stages.contract_id)
),

changes as (
    select *
    from begun
    where not (stage = 'extended' and live_from is not null)
        and not (phase = 'awarded' and ifnull(live_from <= starts, false))
    qualify
        phase is distinct from lag(phase) over (
            partition by contract_id order by starts, rank, ends, stage
        )
)

select
    contract_id,
    phase,
    starts,
    if(is_exact, starts, ends) as surely_from,
    is_exact,
    ends,
    coalesce(lead(starts) over stages, if(status = 'planned', ends, seen_from)) as surely_to,
from changes
window stages as (partition by contract_id order by starts, rank, ends, stage);

-- One row per bar, box or mark in the lane of a contract. kind is a state, vague for the year or month
-- in which something happened, planned for what was only planned or agreed, or pause for where a
-- pause began. A planned term begins where planned, else with the last sight.
create table lane_spans as
with agreed as (
    select lane_stages.*, lane_sights.seen_to
    from lane_stages
    left join lane_sights on lane_sights.contract_id = lane_stages.contract_id
    where lane_stages.is_planned
        or (
            lane_stages.phase is not null
            and lane_sights.is_last_seen
            and lane_stages.starts >= lane_sights.seen_to
        )
),

terms as (
    select
        contract_id,
        coalesce(
            max(starts) filter (stage in ('planned_start', 'live_from', 'extended')),
            any_value(seen_to)
        ) as starts,
        max(ends) filter (stage = 'ended') as ends,
    from agreed
    group by contract_id
    having max(starts) filter (stage = 'ended') >= coalesce(
        max(starts) filter (stage in ('planned_start', 'live_from', 'extended')),
        any_value(seen_to)
    )
)

select contract_id, phase as kind, surely_from as starts, surely_to as ends
from lane_phases
where surely_to > surely_from
union
select contract_id, 'vague', starts, ends
from lane_phases
where not is_exact
union
select contract_id, 'vague', seen_from, seen_to
from lane_sights
where seen_to > seen_from + interval 1 day
union
select contract_id, 'pause', starts, ends
from lane_phases
where phase = 'paused'
union
select contract_id, 'planned', starts, ends
from terms
union
select agreed.contract_id, 'planned', agreed.starts, agreed.ends
from agreed
left join terms on terms.contract_id = agreed.contract_id
where terms.contract_id is null
    or not (
        agreed.stage = 'ended'
        or (agreed.stage in ('planned_start', 'live_from', 'extended') and agreed.starts = terms.starts)
    );

-- One row per contract: its lane as shares of the years, 0 at their beginning and 1 at their end.
-- mark is the middle of when the contract was last seen, empty where nothing of it is dated. before
-- is the year of a beginning that lies before the years; unstated is where what is known of a
-- contract begins that ran without a known start. is_agreed_only is a live contract that starts after
-- the source that calls it live. stages are all of its stages in their order.
create table contract_lane_shapes as
with shared as (
    select
        lane_spans.contract_id,
        lane_spans.kind,
        lane_spans.starts as first_day,
        date_diff('day', lane_axis.axis_from, greatest(lane_spans.starts, lane_axis.axis_from))
        / date_diff('day', lane_axis.axis_from, lane_axis.axis_to) as starts,
        date_diff('day', lane_axis.axis_from, lane_spans.ends)
        / date_diff('day', lane_axis.axis_from, lane_axis.axis_to) as ends,
    from lane_spans
    cross join lane_axis
),

drawn as (
    select
        contract_id,
        list(
            struct_pack(kind := kind, starts := round(starts, 5), ends := round(ends, 5))
            order by list_position(['vague'], kind) nulls last, starts, ends, kind
        ) filter (ends > 0) as spans,
        min(first_day) as first_day,
        min(starts) filter (kind not in ('planned', 'pause')) as first_share,
    from shared
    group by contract_id
),

listed as (
    select
        contract_id,
        list(
            struct_pack(stage := stage, date := date, is_planned := status = 'planned')
            order by
                -- What was seen in a year is said after what happened in it.
                if(stage = 'last_seen', day_after(date), first_day(date)) nulls last,
                stage = 'last_seen',
                day_after(date),
                stage,
                status
        ) as stages,
        min(first_day(date)) filter (stage = 'live_from') as live_from,
    from contract_stages
    group by contract_id
)

select
    contract_terms.contract_id,
    ifnull(drawn.spans, []) as spans,
    ifnull(listed.stages, []) as stages,
    round(
        (
            date_diff('day', lane_axis.axis_from, lane_sights.seen_from)
            + date_diff('day', lane_axis.axis_from, lane_sights.seen_to)
        )
        / 2
        / date_diff('day', lane_axis.axis_from, lane_axis.axis_to),
        5
    ) as mark,
    if(drawn.first_day < lane_axis.axis_from, year(drawn.first_day), null) as before,
    case
        when
            contract_terms.status in ('live', 'ended', 'terminated')
            and listed.live_from is null
            then round(coalesce(least(drawn.first_share, mark), mark), 5)
    end as unstated,
    contract_terms.status = 'live' and ifnull(listed.live_from >= lane_sights.seen_to, false)
        as is_agreed_only,
    year(lane_axis.axis_from) as first_year,
    year(lane_axis.axis_to) - 1 as last_year,
from contract_terms
cross join lane_axis
left join lane_sights on lane_sights.contract_id = contract_terms.contract_id
left join drawn on drawn.contract_id = contract_terms.contract_id
left join listed on listed.contract_id = contract_terms.contract_id;
