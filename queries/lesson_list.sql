-- One row per lesson of the selection that meets every choice, one page of them.
-- Key: lesson_id
-- $theme and $lesson_site are a value or all; $fate is what became of a contract of the lesson's
-- site, or any; every one of $lesson_words occurs in the lesson, its site or its theme. $page_size
-- rows a page, $page counts from 1 and stops at the last. General lessons have no site: they stay
-- whatever sites are selected, until a site or a fate is asked for. National groups have no fate.
with fates as (
    select distinct site_standing.site_id
    from site_standing
    left join selected_contracts on selected_contracts.site_id = site_standing.site_id
    where site_standing.is_selected
        and site_standing.kind != 'national_group'
        and fate_of(selected_contracts.status) = $fate
),

listed as (
    select
        lesson_details.*,
        row_number() over (order by lesson_details.place) as list_place,
        count(*) over () as n_listed,
    from lesson_details
    where $theme in ('all', lesson_details.theme)
        and $lesson_site in ('all', lesson_details.site_id)
        and ($fate = 'any' or lesson_details.site_id in (select fates.site_id from fates))
        and (
            lesson_details.site_id is null
            or lesson_details.site_id in (
                select site_standing.site_id
                from site_standing
                where site_standing.is_selected
            )
        )
        and coalesce(
            list_bool_and(list_transform(
                $lesson_words::varchar[],
                lambda word: contains(lesson_details.words, folded(word))
            )),
            true
        )
)

select
    lesson_id,
    site_id,
    short_name,
    site_kind,
    theme,
    theme_name,
    lesson,
    title,
    publisher,
    published,
    url,
    locator,
    list_place,
    n_listed,
from listed
where (list_place - 1) // $page_size = least($page - 1, (n_listed - 1) // $page_size)
order by list_place
