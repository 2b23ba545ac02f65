-- One row per source that a row of the selection rests on, one page of them, in the chosen order.
-- Key: source_id
-- $everything lists every source of the set instead, with all that rests on it. $sort is rests,
-- newest, oldest, title, publisher or type; $page_size rows a page, $page counts from 1 and stops at
-- the last. A row counts by its site, a finding by itself; a row without a site counts where nothing
-- but sources is chosen. rests_on holds a table and its number of rows, in reading order.
with cited as materialized (
    select 'findings' as table_name, finding_id as row_id, site_id, source_id from findings
    union all
    select 'sites', site_id, site_id, source_id from sites
    union all
    select 'contracts', contract_id, site_id, source_id from contracts
    union all
    select 'contract_stages', contract_stages.stage_id, contracts.site_id, contract_stages.source_id
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    union all
    select 'contract_figures', contract_figures.figure_id, contracts.site_id, contract_figures.source_id
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    union all
    select 'facts', fact_id, site_id, source_id from facts
    union all
    select 'funding', funding_id, site_id, source_id from funding
    union all
    select 'milestones', milestone_id, site_id, source_id from milestones
    union all
    select 'partners', partner_id, site_id, source_id from partners
    union all
    select 'absences', absence_id, site_id, source_id from absences
    union all
    select 'lessons', lesson_id, site_id, source_id from lessons
    union all
    select 'conflicts', conflict_id, site_id, unnest(list_distinct([source_a, source_b]))
    from conflicts
    union all
    select 'principles', cast(number as varchar), null, source_id from principles
    union all
    select 'commissioning_steps', cast(number as varchar), null, source_id from commissioning_steps
),

chosen_sources as (
    select sources.source_id
    from sources
    inner join source_years on source_years.source_id = sources.source_id
    where leaves_in('source_id', sources.source_id)
        and leaves_in_year(source_years.published_year)
),

resting as materialized (
    select cited.table_name, cited.row_id, cited.site_id, cited.source_id
    from cited
    where $everything
        or (
            cited.source_id in (select source_id from chosen_sources)
            and case
                when cited.table_name = 'findings'
                    then cited.row_id in (select finding_id from selected_findings)
                when cited.site_id is not null
                    then cited.site_id in (select site_id from selected_sites)
                else len(getvariable('filters').words) = 0
                    and len(list_filter(
                        map_keys(getvariable('filters').chosen),
                        lambda facet: facet not in ('source_id', 'published_up_to')
                    )) = 0
            end
        )
),

counted as (
    select
        source_id,
        table_name,
        count(*) as n,
        list_position(
            [
                'findings', 'sites', 'contracts', 'contract_stages', 'contract_figures', 'facts',
                'funding', 'milestones', 'partners', 'absences', 'lessons', 'conflicts',
                'principles', 'commissioning_steps'
            ],
            table_name
        ) as place,
    from resting
    group by source_id, table_name
),

listed as (
    select source_id, list({table_name: table_name, n: n} order by place) as rests_on
    from counted
    group by source_id
),

sizes as (
    select
        sources.source_id,
        count(resting.row_id) as n_rows,
        count(distinct resting.site_id) filter (where sites.kind != 'national_group') as n_sites,
        count(distinct resting.site_id) filter (where sites.kind = 'national_group') as n_groups,
    from sources
    left join resting on resting.source_id = sources.source_id
    left join sites on sites.site_id = resting.site_id
    group by sources.source_id
),

ordered as (
    select
        sources.source_id,
        sources.title,
        sources.publisher,
        sources.published,
        sources.type,
        categories.label as type_label,
        sources.url,
        sources.note,
        listed.rests_on,
        sizes.n_rows,
        sizes.n_sites,
        sizes.n_groups,
        row_number() over (
            order by
                case when $sort = 'rests' then sizes.n_rows end desc,
                case when $sort = 'newest' then sources.published end desc nulls last,
                case when $sort = 'oldest' then sources.published end nulls last,
                case when $sort = 'publisher' then folded(sources.publisher) end,
                case when $sort = 'type' then categories.sort_order end,
                folded(sources.title),
                sources.source_id
        ) as place,
        count(*) over () as n_listed,
        (select count(*) from sources) as n_all,
    from sources
    inner join sizes on sizes.source_id = sources.source_id
    left join listed on listed.source_id = sources.source_id
    left join categories
        on categories.table_name = 'sources'
        and categories.field = 'type'
        and categories.value = sources.type
    where $everything or sizes.n_rows > 0
)

select
    source_id,
    title,
    publisher,
    published,
    type,
    type_label,
    url,
    note,
    rests_on,
    n_rows,
    n_sites,
    n_groups,
    place,
    n_listed,
    n_all,
from ordered
where (place - 1) // $page_size = least($page - 1, (n_listed - 1) // $page_size)
order by place
