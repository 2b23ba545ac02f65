-- What result queries show of every site, source, finding and absence whatever is chosen, made once
-- a revision: a click only joins it with what is selected.

-- One row per site: what queries/site_list.sql says of it but for its findings. missing holds the
-- reasons that sources give for there being no result at all; that a contract was still seen is an
-- event only of a site of which nothing else is known.
create table site_briefs as
with contracts_of_sites as (
    select
        contracts.site_id,
        min(statuses.sort_order) as first_status,
        list(
            {
                form: if(
                    contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name
                ),
                status: contracts.status
            }
            order by statuses.sort_order, contract_forms.sort_order, contracts.contract_id
        ) as contracts,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    inner join categories as statuses
        on statuses.table_name = 'contracts'
        and statuses.field = 'status'
        and statuses.value = contracts.status
    group by contracts.site_id
),

happened as (
    select site_id, true as is_event, date, precision, null as stage, event as words
    from milestones
    where status = 'happened'
    union all
    select
        contracts.site_id,
        contract_stages.stage != 'last_seen',
        contract_stages.date,
        contract_stages.precision,
        contract_stages.stage,
        contract_stages.note,
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contract_stages.status = 'happened' and contract_stages.date is not null
),

last_events as (
    select
        site_id,
        max_by(
            {stage: stage, words: words, date: date, precision: precision},
            {is_event: is_event, date: date, is_milestone: stage is null, words: words}
        ) as last_event,
    from happened
    group by site_id
),

findings_of_sites as (
    select site_id, count(*) as n from findings group by site_id
),

absences_of_sites as (
    select site_id, list(reason order by absence_id) as missing
    from absences
    where outcome_domain is null
    group by site_id
)

select
    sites.site_id,
    sites.name,
    sites.short_name,
    sites.kind,
    model_types.name as model_name,
    sites.country,
    sites.area,
    contracts_of_sites.contracts,
    populations.value as population,
    populations.counts as population_counts,
    populations.as_of as population_as_of,
    cast(findings_of_sites.n as integer) as n_all_findings,
    absences_of_sites.missing,
    last_events.last_event,
    sites.kind = 'national_group' as is_group,
    row_number() over (
        order by sites.kind = 'national_group', folded(sites.name), sites.site_id
    ) as name_place,
    row_number() over (
        order by
            sites.kind = 'national_group',
            model_types.sort_order,
            folded(sites.name),
            sites.site_id
    ) as model_place,
    row_number() over (
        order by
            sites.kind = 'national_group',
            contracts_of_sites.first_status nulls last,
            folded(sites.name),
            sites.site_id
    ) as contract_place,
    row_number() over (
        order by
            sites.kind = 'national_group',
            last_events.last_event.date desc nulls last,
            folded(sites.name),
            sites.site_id
    ) as event_place,
from sites
inner join model_types on model_types.model_type = sites.model_type
left join facts as populations
    on populations.site_id = sites.site_id
    and populations.fact = 'population'
    and populations.preferred
left join contracts_of_sites on contracts_of_sites.site_id = sites.site_id
left join findings_of_sites on findings_of_sites.site_id = sites.site_id
left join absences_of_sites on absences_of_sites.site_id = sites.site_id
left join last_events on last_events.site_id = sites.site_id;

-- One row per site, national groups left out: what queries/site_map.sql says of it but for its
-- findings. panel is the small map it belongs to; place says whether it is drawn there.
create table site_map_places as
select
    sites.site_id,
    sites.name,
    sites.short_name,
    model_types.name as model_name,
    sites.area,
    sites.country,
    sites.lat,
    sites.lon,
    if(
        sites.model_type in ('mcp', 'pacs', 'ehch', 'uec', 'acc'), sites.model_type, 'other'
    ) as panel,
    case
        when sites.country != 'England' then 'outside_england'
        when sites.country is null or sites.lat is null then 'no_single_place'
        else 'drawn'
    end as place,
    row_number() over (
        order by model_types.sort_order, sites.short_name, sites.site_id
    ) as row_place,
from sites
inner join model_types on model_types.model_type = sites.model_type
where sites.kind != 'national_group';

-- One row per outcome domain and evidence status, in the order of the evidence map.
create table evidence_cells as
select
    outcome_domains.outcome_domain,
    outcome_domains.name as outcome_name,
    evidence_statuses.evidence_status,
    evidence_statuses.name as status_name,
    row_number() over (
        order by outcome_domains.sort_order, evidence_statuses.sort_order
    ) as cell_place,
from outcome_domains
cross join evidence_statuses;

-- One row per absence, with its words and its place in queries/known_missing.sql.
create table absence_details as
select
    absences.absence_id,
    absences.site_id,
    absences.outcome_domain,
    absences.reason,
    categories.label as reason_label,
    absences.source_id,
    source_years.published_year,
    dense_rank() over (
        order by outcome_domains.sort_order nulls last, categories.sort_order
    ) as place,
from absences
inner join source_years on source_years.source_id = absences.source_id
inner join categories
    on categories.table_name = 'absences'
    and categories.field = 'reason'
    and categories.value = absences.reason
left join outcome_domains on outcome_domains.outcome_domain = absences.outcome_domain;

-- One row per row of the set that cites a source, findings left out, and source that it cites.
-- site_id is empty where the row is about no site; table_place is the reading order of the tables;
-- is_site_list marks the rows that queries/site_list.sql shows.
create table citing_rows as
with cited as (
    select 2 as table_place, site_id, source_id, true as is_site_list from sites
    union all
    select 3, site_id, source_id, true from contracts
    union all
    select 4, contracts.site_id, contract_stages.source_id, true
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    union all
    select 5, contracts.site_id, contract_figures.source_id, false
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    union all
    select 6, site_id, source_id, fact = 'population' and preferred from facts
    union all
    select 7, site_id, source_id, false from funding
    union all
    select 8, site_id, source_id, true from milestones
    union all
    select 9, site_id, source_id, false from partners
    union all
    select 10, site_id, source_id, false from absences
    union all
    select 11, site_id, source_id, false from lessons
    union all
    select 12, site_id, unnest(list_distinct([source_a, source_b])), false from conflicts
    union all
    select 13, null, source_id, false from principles
    union all
    select 14, null, source_id, false from commissioning_steps
)

select
    cited.source_id,
    cited.site_id,
    sites.kind = 'national_group' as is_group,
    cited.table_place,
    cited.is_site_list,
from cited
left join sites on sites.site_id = cited.site_id;

-- One row per source: what queries/source_list.sql says of it but for what rests on it, with its
-- place in every order that does not hang on that.
create table source_briefs as
select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.type,
    categories.label as type_label,
    sources.url,
    sources.note,
    source_years.published_year,
    row_number() over (order by folded(sources.title), sources.source_id) as title_place,
    row_number() over (
        order by sources.published desc nulls last, folded(sources.title), sources.source_id
    ) as newest_place,
    row_number() over (
        order by sources.published nulls last, folded(sources.title), sources.source_id
    ) as oldest_place,
    row_number() over (
        order by folded(sources.publisher), folded(sources.title), sources.source_id
    ) as publisher_place,
    row_number() over (
        order by categories.sort_order, folded(sources.title), sources.source_id
    ) as type_place,
    count(*) over () as n_all,
from sources
inner join source_years on source_years.source_id = sources.source_id
left join categories
    on categories.table_name = 'sources'
    and categories.field = 'type'
    and categories.value = sources.type;

-- One row per finding: what queries/impacts.sql draws, the panel it belongs to, and for each way to
-- group the rows of a panel the group and the place in the order of the page. A panel holds one
-- quantity, one unit and one kind of comparison; forecasts, and amounts with no scale, have panels
-- of their own. A finding without a number stands beside the scale of the changes of its kind of
-- comparison.
create table impact_rows as
with families as (
    select
        finding_details.*,
        evidence_status = 'forecast' as is_forecast,
        comparator in ('matched_control', 'rest_england', 'other_sites') as is_against_others,
        case
            when evidence_status = 'forecast' then 'forecast'
            when value is null then 'change'
            when quantity in ('change', 'ratio', 'own_growth', 'difference', 'level') then quantity
            else 'amount'
        end as family,
    from finding_details
),

forms_of_sites as (
    select
        site_forms.site_id,
        string_agg(contract_forms.name, ', ' order by contract_forms.sort_order) as label,
        min(contract_forms.sort_order) as sort_order,
    from site_forms
    inner join contract_forms on contract_forms.contract_form = site_forms.contract_form
    group by site_forms.site_id
),

placed as (
    select
        families.*,
        case
            when family in ('amount', 'forecast') then null
            when value is null then 'percent_change'
            else unit
        end as panel_unit,
        case
            when family in ('amount', 'forecast') then null
            -- A growth or a figure in a unit of its own depends on whom and how long it counts, so
            -- only changes, ratios and shares stand beside those of another comparator.
            when is_against_others and (family in ('change', 'ratio') or unit = 'percent')
                then 'others'
            else comparator
        end as comparison,
        concat_ws('-', family, panel_unit, comparison) as panel,
        coalesce(forms_of_sites.label, 'No contract in this set') as form_label,
        forms_of_sites.sort_order as form_order,
    from families
    left join forms_of_sites on forms_of_sites.site_id = families.site_id
),

-- The order of the panels, and that of the rows of one group.
ordered as (
    select
        placed.*,
        dense_rank() over (
            order by
                list_position([
                    'others', 'matched_control', 'rest_england', 'other_sites', 'before_after',
                    'target', 'none_stated'
                ], comparison) nulls last,
                list_position([
                    'change', 'ratio', 'own_growth', 'difference', 'level', 'amount', 'forecast'
                ], family),
                list_position([
                    'percent_change', 'percentage_points', 'percent', 'per_1000', 'count', 'days',
                    'weeks', 'gbp'
                ], panel_unit) nulls last,
                panel
        ) as panel_place,
        row_number() over (
            order by
                if(
                    comparison = 'others',
                    list_position(['matched_control', 'rest_england', 'other_sites'], comparator),
                    0
                ),
                suitability_rank nulls last,
                published desc nulls last,
                site_short_name,
                label,
                finding_id
        ) as row_place,
    from placed
)

select
    panel,
    family,
    panel_unit,
    comparison,
    coalesce(label, measure) as row_label,
    has_outside_comparator,
    is_independent,
    finding_id,
    site_id,
    site_short_name,
    outcome_name,
    label,
    polarity,
    direction,
    quantity,
    value,
    unit,
    ci_low,
    ci_high,
    comparator,
    comparator_value,
    evidence_status,
    publisher,
    published,
    source_url,
    locator,
    model_name,
    form_label,
    status_name,
    row_number() over (
        order by panel_place, outcome_sort_order, outcome_name, row_place
    ) as outcome_place,
    row_number() over (
        order by panel_place, model_sort_order, model_name, row_place
    ) as model_place,
    row_number() over (
        order by panel_place, form_order nulls last, form_label, row_place
    ) as form_place,
    row_number() over (
        order by panel_place, strength_rank, status_name, row_place
    ) as status_place,
from ordered;

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

-- One row per contract, with its place among those of its site, when its status was last known, and
-- the population that a source states for the people it covers. A site's population is of another
-- kind unless its words say so, and cannot be shared out between several contracts.
create table contract_terms as
with dated as (
    select
        contract_stages.contract_id,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = contracts.status) as named_date,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = 'last_seen') as seen_date,
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
    coalesce(dated.named_date, dated.seen_date) as status_date,
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

-- One row per grouping of the gap map, column and site in it. grouping is model_type or
-- contract_form; a site has one model and may have several forms. National groups are left out.
create table gap_members as
select
    'model_type' as grouping,
    sites.model_type as column_value,
    model_types.name as column_name,
    model_types.sort_order as column_place,
    sites.site_id,
from sites
inner join model_types on model_types.model_type = sites.model_type
where sites.kind != 'national_group'
union all
select
    'contract_form',
    site_forms.contract_form,
    case site_forms.contract_form
        when 'none' then 'No contract in this set'
        when 'not_stated' then 'Form not stated'
        else contract_forms.name
    end,
    coalesce(contract_forms.sort_order, 99),
    site_forms.site_id,
from site_forms
inner join sites on sites.site_id = site_forms.site_id
left join contract_forms on contract_forms.contract_form = site_forms.contract_form
where sites.kind != 'national_group';

-- One row per grouping of the gap map, outcome domain and column: its cells, whatever is chosen.
create table gap_places as
select
    columns_of_map.grouping,
    columns_of_map.column_value,
    columns_of_map.column_name,
    outcome_domains.outcome_domain,
    outcome_domains.name as outcome_name,
    row_number() over (
        order by
            columns_of_map.grouping,
            outcome_domains.sort_order,
            outcome_domains.outcome_domain,
            columns_of_map.column_place,
            columns_of_map.column_value
    ) as place,
from (
    select distinct grouping, column_value, column_name, column_place from gap_members
) as columns_of_map
cross join outcome_domains;

-- One row per finding of a site that is no forecast: what the effect direction plot and the harvest
-- plot merge. National groups overlap with sites and are left out. design_level is how well the
-- design tells cause from chance, 5 the best: a trial; against controls; a trend or reviews; before
-- and after; no test, which a design that is not stated counts as.
create table observed_findings as
select
    finding_id,
    site_id,
    site_name,
    site_short_name,
    outcome_domain,
    direction,
    evidence_status,
    strength_rank,
    case
        when design = 'rct' then 5
        when design in ('difference_in_differences', 'synthetic_control', 'matched_control') then 4
        when design in ('interrupted_time_series', 'systematic_review') then 3
        when design = 'before_after' then 2
        else 1
    end as design_level,
    suitability_rank,
    design_name,
    published,
    has_outside_comparator,
    is_independent,
from finding_details
where evidence_status != 'forecast' and site_kind != 'national_group';
