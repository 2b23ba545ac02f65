-- What the comparison board shows whatever is chosen, made once a revision: a click
-- only joins it with what is selected.

-- The columns of the comparison that $columns of a query names, from left to right, from 1.
create macro asked_columns(chosen) as table
select unnest(chosen) as value, generate_subscripts(chosen, 1) as column_number;

-- One row per column that the comparison can hold and site in it. value is what the address says: a
-- site_id, model:<model_type> or form:<contract_form>. Groups leave out national groups.
create table column_members as
select site_id as value, site_id, false as is_group from sites
union all
select 'model:' || model_type, site_id, true from sites where kind != 'national_group'
union all
select 'form:' || site_forms.contract_form, site_forms.site_id, true
from site_forms
inner join sites on sites.site_id = site_forms.site_id
where site_forms.n_contracts > 0 and sites.kind != 'national_group';

-- One row per column that the comparison can hold: what queries/board_columns.sql says of it whatever
-- is chosen. Of a group only the sites are counted; what is said of one site is missing.
create table column_briefs as
with populations as (
    select site_id, value, counts, as_of, source_id, locator
    from facts
    where fact = 'population' and preferred
),

sized as (
    select
        column_members.value,
        column_members.is_group,
        count(*) filter (sites.kind != 'national_group') as n_sites,
        count(*) filter (sites.kind = 'vanguard') as n_vanguards,
        count(populations.site_id) as n_with_population,
    from column_members
    inner join sites on sites.site_id = column_members.site_id
    left join populations on populations.site_id = column_members.site_id
    group by all
)

select
    sized.*,
    sites.short_name,
    sites.name,
    kinds.label as kind_name,
    coalesce(model_types.name, contract_forms.name) as group_name,
    model_types.name as model_name,
    sites.source_id,
    sites.locator,
    sites.outcome_status,
    outcomes.label as outcome_name,
    populations.value as population,
    populations.counts as population_counts,
    populations.as_of as population_as_of,
    populations.source_id as population_source_id,
    populations.locator as population_locator,
from sized
left join sites on sites.site_id = sized.value
left join model_types
    on model_types.model_type = sites.model_type
    or sized.value = 'model:' || model_types.model_type
left join contract_forms on sized.value = 'form:' || contract_forms.contract_form
left join categories as kinds
    on kinds.table_name = 'sites' and kinds.field = 'kind' and kinds.value = sites.kind
left join categories as outcomes
    on outcomes.table_name = 'sites'
    and outcomes.field = 'outcome_status'
    and outcomes.value = sites.outcome_status
left join populations on populations.site_id = sites.site_id;

-- One row per contract, with its place among those of its site, when its status was last known (a live
-- one that no later source mentions: when it began or was extended), and the population that a source
-- states for the people it covers. A site's population is of another
-- kind unless its words say so, and cannot be shared out between several contracts.
create table contract_terms as
with dated as (
    select
        contract_stages.contract_id,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = contracts.status) as named_date,
        max_by(contract_stages.precision, contract_stages.date)
            filter (where contract_stages.stage = contracts.status) as named_precision,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = 'last_seen') as seen_date,
        max_by(contract_stages.precision, contract_stages.date)
            filter (where contract_stages.stage = 'last_seen') as seen_precision,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage in ('live_from', 'extended')) as ran_date,
        max_by(contract_stages.precision, contract_stages.date)
            filter (where contract_stages.stage in ('live_from', 'extended')) as ran_precision,
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contract_stages.status = 'happened' and contract_stages.date is not null
    group by contract_stages.contract_id
),

populations as (
    select
        site_id,
        fact_id,
        value,
        counts,
        as_of,
        source_id,
        locator,
        counts like 'people covered by the contract%' as is_covered,
    from facts
    where fact = 'population' and preferred
)

select
    contracts.contract_id,
    contracts.site_id,
    row_number() over (
        partition by contracts.site_id
        order by contracts.start_date nulls last, contracts.contract_id
    ) as number,
    contracts.contract_form,
    if(contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name)
        as form_name,
    contract_forms.sort_order as form_order,
    contracts.status,
    statuses.label as status_name,
    statuses.sort_order as status_order,
    coalesce(
        dated.named_date, dated.seen_date, if(contracts.status = 'live', dated.ran_date, null)
    ) as status_date,
    case status_date
        when dated.named_date then dated.named_precision
        when dated.seen_date then dated.seen_precision
        else if(status_date is null, null, dated.ran_precision)
    end as status_precision,
    dated.named_date is null as is_last_seen,
    contracts.value_gbp,
    contracts.value_basis,
    contracts.years,
    case contracts.value_basis
        when 'total' then contracts.value_gbp / contracts.years
        when 'annual' then contracts.value_gbp
    end as value_a_year_gbp,
    populations.value as population,
    populations.counts as population_counts,
    populations.as_of as population_as_of,
    coalesce(
        populations.is_covered and count(*) over (partition by contracts.site_id) = 1, false
    ) as is_population_covered,
    if(is_population_covered, value_a_year_gbp / populations.value, null)
        as value_a_head_a_year_gbp,
    populations.source_id as population_source_id,
    populations.locator as population_locator,
    contracts.start_date,
    contracts.end_date,
    contracts.payment,
    contracts.what_happened,
    contracts.reason,
    contracts.source_id,
    contracts.locator,
from contracts
inner join contract_forms on contract_forms.contract_form = contracts.contract_form
inner join categories as statuses
    on statuses.table_name = 'contracts'
    and statuses.field = 'status'
    and statuses.value = contracts.status
left join dated on dated.contract_id = contracts.contract_id
left join populations on populations.site_id = contracts.site_id;

-- One row per site, outcome domain and absence that stands there: a source says that the result is
-- missing. An absence of all results stands in every outcome of a site without any observed finding;
-- of a site with one it was overtaken, is about no outcome any more, and has none here.
create table absence_places as
with overtaken as (
    select distinct site_id from findings where evidence_status != 'forecast'
)

select
    absences.site_id,
    outcome_domains.outcome_domain,
    outcome_domains.sort_order as outcome_order,
    absences.absence_id,
    absences.outcome_domain is null as is_of_whole_site,
    absences.reason,
    categories.label as reason_name,
    categories.sort_order as reason_order,
    absences.label,
    absences.as_of,
    absences.source_id,
    absences.locator,
from absences
left join overtaken on overtaken.site_id = absences.site_id
left join outcome_domains
    on outcome_domains.outcome_domain = absences.outcome_domain
    or (absences.outcome_domain is null and overtaken.site_id is null)
inner join categories
    on categories.table_name = 'absences'
    and categories.field = 'reason'
    and categories.value = absences.reason;
