-- One row per lesson of the selection that meets every choice, one page of them.
-- Key: lesson_id
-- $theme and $lesson_site are a value or all; $fate is what became of a contract of the lesson's
-- site, or any; every one of $lesson_words occurs in the lesson, its site or its theme. $page_size
-- rows a page, $page counts from 1 and stops at the last. General lessons have no site: they stay
-- whatever sites are selected, until a site or a fate is asked for. National groups have no fate.
with listed as (
    select
        selected_lessons.*,
        row_number() over (order by selected_lessons.place) as list_place,
        count(*) over () as n_listed,
    from selected_lessons
    left join selected_fates on selected_fates.site_id = selected_lessons.site_id
    where $theme in ('all', selected_lessons.theme)
        and $lesson_site in ('all', selected_lessons.site_id)
        and ($fate = 'any' or list_contains(selected_fates.of_contracts, $fate))
        and has_each_word(selected_lessons.words, $lesson_words::varchar[])
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
    reading,
    is_second_read,
    list_place,
    n_listed,
from listed
where (list_place - 1) // $page_size = least($page - 1, (n_listed - 1) // $page_size)
order by list_place
