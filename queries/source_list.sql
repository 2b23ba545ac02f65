-- One row per source that a row of the selection rests on, one page of them, in the chosen order.
-- Key: source_id
-- $everything lists every source of the set instead, with all that rests on it. $sort is rests,
-- newest, oldest, title, publisher or type; $page_size rows a page, $page counts from 1 and stops at
-- the last. A row counts by its site, a finding by itself; a row without a site counts where nothing
-- but sources is chosen. rests_on holds a table and its number of rows, in reading order.
with resting as (
    select source_id, site_id, is_group, table_place
    from citing_rows
    where $everything
        or site_id in (select site_standing.site_id from site_standing where is_selected)
        or (
            site_id is null
            and len(getvariable('filters').words) = 0
            and len(list_filter(
                map_keys(getvariable('filters').chosen),
                lambda facet: facet not in ('source_id', 'published_up_to')
            )) = 0
        )
    union all
    select source_id, site_id, site_kind = 'national_group', 1
    from finding_facets
    where $everything
        or finding_id in (
            select finding_standing.finding_id
            from finding_standing
            where finding_standing.unmet_facet is null
        )
),

sizes as (
    select
        source_id,
        map_entries(histogram(table_place)) as rests_on,
        count(*) as n_rows,
        count(distinct if(is_group, null, site_id)) as n_sites,
        count(distinct if(is_group, site_id, null)) as n_groups,
    from resting
    group by source_id
),

ordered as (
    select
        source_briefs.*,
        sizes.rests_on,
        ifnull(sizes.n_rows, 0) as n_rows,
        ifnull(sizes.n_sites, 0) as n_sites,
        ifnull(sizes.n_groups, 0) as n_groups,
        row_number() over (
            order by
                if($sort = 'rests', sizes.n_rows, null) desc nulls last,
                case $sort
                    when 'newest' then source_briefs.newest_place
                    when 'oldest' then source_briefs.oldest_place
                    when 'publisher' then source_briefs.publisher_place
                    when 'type' then source_briefs.type_place
                    else source_briefs.title_place
                end
        ) as place,
        count(*) over () as n_listed,
    from source_briefs
    left join sizes on sizes.source_id = source_briefs.source_id
    where $everything
        or (
            sizes.n_rows > 0
            and leaves_in('source_id', source_briefs.source_id)
            and leaves_in_year(source_briefs.published_year)
        )
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
    list_transform(
        rests_on,
        lambda each: {
            table_name: [
                'findings', 'sites', 'contracts', 'contract_stages', 'contract_figures', 'facts',
                'funding', 'milestones', 'partners', 'absences', 'lessons', 'conflicts',
                'principles', 'commissioning_steps'
            ][each.key],
            n: each.value
        }
    ) as rests_on,
    n_rows,
    n_sites,
    n_groups,
    place,
    n_listed,
    n_all,
from ordered
where (place - 1) // $page_size = least($page - 1, (n_listed - 1) // $page_size)
order by place
