-- What the pages about contracts show whatever is chosen, made once a revision.

-- The name of a contract form as it stands beside others: 'Alliance', 'Prime contractor'.
create macro short_form_name(name) as
regexp_replace(split_part(split_part(name, ' (', 1), ' or ', 1), ' contract$', '');

-- One row per contract: its terms (queries/prepared_board.sql), the site, the form and the parties,
-- with what it is called beside others. No source names the contracts, so contract_label is the
-- site's short name; of a site with several, the first year known of each follows, where that is
-- the same for two of them the form, and where that is too the first words of the scope.
create table contract_fates as
with staged as (
    select
        contract_id,
        min(date) filter (date is not null) as first_date,
        ifnull(
            bool_or(stage in ('signed', 'live_from', 'terminated', 'ended') and status = 'happened'),
            false
        ) as has_signing_stage,
    from contract_stages
    group by contract_id
),

named as (
    select
        contracts.contract_id,
        staged.first_date,
        left(coalesce(least(staged.first_date, contracts.start_date), contracts.start_date), 4)
            as first_year,
        ifnull(staged.has_signing_stage, false) as has_signing_stage,
        count(*) over (partition by contracts.site_id) as n_of_site,
        count(*) over (partition by contracts.site_id, first_year) as n_of_year,
        count(*) over (partition by contracts.site_id, first_year, contracts.contract_form)
            as n_of_form,
    from contracts
    left join staged on staged.contract_id = contracts.contract_id
)

select
    contract_terms.*,
    sites.name as site_name,
    sites.short_name,
    sites.kind as site_kind,
    sites.model_type,
    short_form_name(contract_terms.form_name) as short_form,
    contract_forms.definition as form_definition,
    contract_forms.integration_rank,
    contracts.commissioner,
    contracts.provider,
    contracts.scope,
    bases.label as basis_name,
    named.first_date,
    named.first_year,
    case
        when named.n_of_site = 1 then sites.short_name
        when named.first_year is not null and named.n_of_year = 1
            then sites.short_name || ', ' || named.first_year
        when named.n_of_form = 1
            then
                sites.short_name
                || ', '
                || lower(short_form_name(contract_terms.form_name))
                || ifnull(' ' || named.first_year, '')
        else
            sites.short_name
            || ': '
            || ifnull(
                lower(regexp_extract(contracts.scope, '^[^,;(]*[^,;( ]')),
                'contract ' || contract_terms.number
            )
    end as contract_label,
    named.has_signing_stage
    or contract_terms.status in ('live', 'ended', 'terminated') as is_signing_seen,
from contract_terms
inner join named on named.contract_id = contract_terms.contract_id
inner join contracts on contracts.contract_id = contract_terms.contract_id
inner join sites on sites.site_id = contract_terms.site_id
inner join contract_forms on contract_forms.contract_form = contract_terms.contract_form
inner join categories as bases
    on bases.table_name = 'contracts'
    and bases.field = 'value_basis'
    and bases.value = contract_terms.value_basis;

-- One row per contract and source that its page rests on: the rows about the contract itself, and
-- what the page says of its site. rests and locators as in queries/site_references.sql.
create table contract_references as
with resting as (
    select contract_id, source_id, 1 as kind_order, 'contract' as kind, locator from contracts
    union all
    select contract_id, source_id, 2, 'contract figure', locator from contract_figures
    union all
    select contract_id, source_id, 3, 'contract stage', locator from contract_stages
    union all
    select contracts.contract_id, told.source_id, told.kind_order, told.kind, told.locator
    from (
        select site_id, source_id, 4 as kind_order, 'milestone' as kind, locator from milestones
        union all
        select site_id, source_id, 5, 'lesson', locator from lessons
        union all
        select site_id, unnest(list_distinct([source_a, source_b])), 6, 'conflict', null
        from conflicts
    ) as told
    inner join contracts on contracts.site_id = told.site_id
),

mentioned as (
    select distinct
        contract_id,
        unnest(regexp_extract_all(locator, '[a-z0-9]+(?:-[a-z0-9]+)+')) as source_id,
        locator,
    from resting
),

kinds as (
    select contract_id, source_id, kind_order, kind, count(*) as n from resting group by all
    union all
    select mentioned.contract_id, mentioned.source_id, 7, 'mention', count(*)
    from mentioned
    inner join sources on sources.source_id = mentioned.source_id
    where (mentioned.contract_id, mentioned.source_id) not in (
            select (resting.contract_id, resting.source_id) from resting
        )
    group by mentioned.contract_id, mentioned.source_id
),

places as (
    select
        contract_id,
        source_id,
        list(distinct locator order by locator) filter (where locator is not null) as locators,
    from resting
    group by contract_id, source_id
)

select
    kinds.contract_id,
    kinds.source_id,
    list({kind: kinds.kind, n: kinds.n} order by kinds.kind_order) as rests,
    coalesce(any_value(places.locators), []) as locators,
from kinds
left join places
    on places.contract_id = kinds.contract_id and places.source_id = kinds.source_id
group by kinds.contract_id, kinds.source_id;

-- One row per contract: how it stands on the line of forms. place is its order among all contracts:
-- by state, then first date, then name. is_never_signed: planned, put to the market or given up
-- without ever being signed, as far as the sources say.
create table contract_marks as
select
    contract_id,
    contract_form,
    site_id,
    status,
    status in ('planned', 'procuring', 'abandoned') and not is_signing_seen as is_never_signed,
    row_number() over (
        order by status_order, first_date nulls last, contract_label, contract_id
    ) as place,
    {
        contract_id: contract_id,
        label: contract_label,
        status: status,
        status_name: status_name,
        status_date: status_date,
        is_last_seen: is_last_seen,
        reason: reason,
        site_id: site_id,
        site: site_name,
        source_id: source_id,
    } as mark,
from contract_fates;

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

-- What became of a contract, as far as lessons are sorted by it. Nothing says how good it was.
create macro fate_of(status) as
case
    when status in ('abandoned', 'terminated') then 'abandoned_or_terminated'
    when status in ('live', 'ended') then 'live_or_ended'
    when status in ('planned', 'procuring') then 'no_signature'
    when status is null then 'no_contract'
    else 'unknown'
end;

-- One row per theme of lessons and commissioning step or design principle that it bears on. The match
-- is made here and by no source; the page prints it with its reason.
create table theme_items as
select theme, item_id, why
from (
    values
    -- Step 1 asks which services are in and what part primary care plays: that is whose work it is.
    ('workforce', 'step-1', 'whose work the model takes in'),
    ('data', 'step-1', 'what is known of the services today'),
    -- Step 2 asks for involvement as early as the law requires it.
    ('engagement', 'step-2', 'who is involved, and when'),
    ('legal', 'step-2', 'what the law requires of a change'),
    -- Step 3 asks which contracts must end and who has to consent.
    ('procurement', 'step-3', 'ending a contract and letting the next'),
    ('legal', 'step-3', 'what can be ended, with whose consent'),
    -- Step 4 asks for the form, its length and how payment is made.
    ('finance', 'step-4', 'how and how much is paid'),
    ('risk', 'step-4', 'who bears which loss'),
    ('tax', 'step-4', 'what the chosen form costs in tax'),
    ('legal', 'step-4', 'which forms the law allows'),
    -- Step 5 asks for the market and for awards without competition.
    ('procurement', 'step-5', 'the market and the award'),
    ('legal', 'step-5', 'when no competition is needed'),
    -- The edges of a system are a matter of how it is governed and of whom it is for.
    ('governance', 'principle-1', 'where the system begins and ends'),
    ('engagement', 'principle-1', 'whom it serves'),
    ('engagement', 'principle-2', 'who has to be won'),
    ('workforce', 'principle-2', 'whose work is needed'),
    ('culture', 'principle-3', 'what partners hold in common'),
    ('leadership', 'principle-3', 'who stands for the aims'),
    ('governance', 'principle-4', 'how decisions are made'),
    ('engagement', 'principle-4', 'how patients and the public share in them'),
    ('leadership', 'principle-5', 'who leads'),
    ('culture', 'principle-5', 'the style of leading'),
    -- A dispute is settled by rules, by the contract or by whoever bears the loss.
    ('governance', 'principle-6', 'who may settle a dispute'),
    ('legal', 'principle-6', 'what the contract says'),
    ('risk', 'principle-6', 'what a broken rule costs, and whom'),
    ('finance', 'principle-7', 'resources and payment'),
    ('risk', 'principle-7', 'how risk and reward are shared'),
    ('tax', 'principle-7', 'tax as a cost of the form'),
    -- The lessons on a body that runs the system stand under governance, those on people under leadership.
    ('governance', 'principle-8', 'which body runs the system'),
    ('leadership', 'principle-8', 'who has the job'),
    ('governance', 'principle-9', 'what is decided where'),
    ('workforce', 'principle-9', 'teams in neighbourhoods'),
    ('evaluation', 'principle-10', 'what is measured and judged'),
    ('data', 'principle-10', 'what it is measured with')
) as matched (theme, item_id, why);

-- One row per commissioning step and design principle, with the themes matched with it.
-- is_contractual: the fate of a contract has to do with it, as its themes are about contracts.
create table plan_items as
with items as (
    select
        'step-' || number as item_id, 1 as kind_order, 'step' as kind, number, step as words,
        questions, source_id, locator
    from commissioning_steps
    union all
    select
        'principle-' || number, 2, 'principle', number, principle, null, source_id, locator
    from principles
),

matched as (
    select
        theme_items.item_id,
        list(
            {theme: themes.value, theme_name: themes.label, why: theme_items.why}
            order by themes.sort_order
        ) as themes,
        bool_or(theme_items.theme in ('finance', 'procurement', 'governance')) as is_contractual,
    from theme_items
    inner join categories as themes
        on themes.table_name = 'lessons'
        and themes.field = 'theme'
        and themes.value = theme_items.theme
    group by theme_items.item_id
)

select
    items.item_id,
    items.kind,
    items.number,
    items.words,
    items.questions,
    ifnull(matched.themes, []) as themes,
    ifnull(matched.is_contractual, false) as is_contractual,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    items.locator,
    row_number() over (order by items.kind_order, items.number) as place,
from items
inner join sources on sources.source_id = items.source_id
left join matched on matched.item_id = items.item_id;

-- One row per lesson with its site, its source, the words that a search looks through, and its place
-- in the order of every list: by theme, by site, general ones last.
create table lesson_details as
select
    lessons.lesson_id,
    lessons.site_id,
    sites.short_name,
    sites.kind as site_kind,
    lessons.theme,
    themes.label as theme_name,
    themes.sort_order as theme_order,
    lessons.lesson,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    lessons.locator,
    folded(concat_ws(' ', lessons.lesson, sites.name, sites.short_name, themes.label)) as words,
    row_number() over (
        order by themes.sort_order, folded(sites.short_name) nulls last, lessons.lesson_id
    ) as place,
from lessons
inner join sources on sources.source_id = lessons.source_id
inner join categories as themes
    on themes.table_name = 'lessons' and themes.field = 'theme' and themes.value = lessons.theme
left join sites on sites.site_id = lessons.site_id;

-- The payment model. Every amount is in pounds and rounded to the penny once; what rounding leaves
-- goes to the commissioner, whose parts are what is over.
create macro pennies(amount) as cast(round(amount, 2) as decimal(18, 2));

-- In more digits than DuckDB takes by itself, or a large amount would overflow.
create macro part_of(amount, percent) as
    pennies(cast(amount as decimal(28, 2)) * percent * 0.01);

-- What the provider has of an amount: all of it up to a limit, a share of what lies above.
create macro provider_part(amount, whole_up_to, percent_above) as
    least(amount, whole_up_to)
    + part_of(greatest(amount - whole_up_to, 0), percent_above);

-- One row per growth of demand, share of outcomes reached and year.
-- terms is a struct of the terms in evidence/payment/term_list.py. A growth over several years is
-- multiplied out in decimals, since power() is not exact to the penny.
create macro payment_outcomes(terms, demand_growths, achievements) as table
with recursive asked as (
    select unnest(
        cast(
            terms as struct(
                annual_value_gbp decimal(14, 2),
                annual_growth_percent decimal(7, 2),
                years integer,
                upfront_percent decimal(7, 2),
                management_fee_percent decimal(7, 2),
                provider_keeps_surplus_to_percent decimal(7, 2),
                surplus_share_provider_percent decimal(7, 2),
                provider_bears_deficit_to_percent decimal(7, 2),
                deficit_share_provider_percent decimal(7, 2),
                outcome_payment_percent decimal(7, 2),
                unreclaimable_tax_percent decimal(7, 2),
                transition_cost_gbp decimal(18, 2),
                first_year_cost_gbp decimal(14, 2)
            )
        )
    )
),

demands as (
    select unnest(cast(demand_growths as decimal(7, 2)[])) as demand_growth_percent
),

achieved as (
    select unnest(cast(achievements as decimal(7, 2)[])) as outcome_achievement_percent
),

factors as (
    select
        growth_percent,
        years,
        1 as year,
        cast(1 as decimal(26, 20)) as factor,
    from (
        select annual_growth_percent as growth_percent, years from asked
        union
        select demands.demand_growth_percent, asked.years from demands cross join asked
    )
    union all
    select
        growth_percent,
        years,
        year + 1,
        cast(factor * cast(1 + growth_percent * 0.01 as decimal(9, 6)) as decimal(26, 20)),
    from factors
    where year < years
),

budgets as (
    select
        asked.*,
        factors.year,
        achieved.outcome_achievement_percent,
        pennies(asked.annual_value_gbp * factors.factor) as budget_gbp,
        part_of(budget_gbp, asked.outcome_payment_percent) as outcome_gbp,
        part_of(outcome_gbp, achieved.outcome_achievement_percent) as earned_gbp,
        outcome_gbp - earned_gbp as held_back_gbp,
        if(factors.year = 1, asked.transition_cost_gbp, 0) as transition_gbp,
    from asked
    inner join factors on factors.growth_percent = asked.annual_growth_percent
    cross join achieved
),

costs as (
    select
        demands.demand_growth_percent,
        factors.year,
        pennies(ifnull(asked.first_year_cost_gbp, asked.annual_value_gbp) * factors.factor)
            as care_gbp,
        part_of(care_gbp, asked.unreclaimable_tax_percent) as tax_gbp,
    from asked
    cross join demands
    inner join factors on factors.growth_percent = demands.demand_growth_percent
),

results as (
    select
        budgets.*,
        costs.demand_growth_percent,
        costs.care_gbp,
        costs.tax_gbp,
        budget_gbp - held_back_gbp - care_gbp - tax_gbp - transition_gbp as surplus_gbp,
        if(
            surplus_gbp >= 0,
            provider_part(
                surplus_gbp,
                part_of(budget_gbp, provider_keeps_surplus_to_percent),
                surplus_share_provider_percent
            ),
            -provider_part(
                -surplus_gbp,
                part_of(care_gbp, provider_bears_deficit_to_percent),
                deficit_share_provider_percent
            )
        ) as provider_gbp,
    from budgets
    inner join costs on costs.year = budgets.year
)

select
    results.*,
    sum(provider_gbp) over totals as provider_total_gbp,
    sum(surplus_gbp - provider_gbp) over totals as commissioner_total_gbp,
    sum(held_back_gbp) over totals as held_back_total_gbp,
from results
window totals as (
    partition by demand_growth_percent, outcome_achievement_percent
    order by year
);
