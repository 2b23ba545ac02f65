-- What the lists of sites and sources and the map show whatever is chosen, made once a revision: a click
-- only joins it with what is selected.

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
