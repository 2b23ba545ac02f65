-- One row per lesson that bears on the step or principle $item_id by its theme (theme_items).
-- Key: lesson_id
-- Lessons of the selected sites and national groups, and general ones, which have no site.
select
    lesson_details.lesson_id,
    lesson_details.site_id,
    lesson_details.short_name,
    lesson_details.site_kind,
    lesson_details.theme,
    lesson_details.theme_name,
    theme_items.why,
    lesson_details.lesson,
    lesson_details.title,
    lesson_details.publisher,
    lesson_details.published,
    lesson_details.url,
    lesson_details.locator,
    row_number() over (
        partition by lesson_details.theme
        order by lesson_details.place
    ) as place_in_theme,
from theme_items
inner join lesson_details on lesson_details.theme = theme_items.theme
where theme_items.item_id = $item_id
    and (
        lesson_details.site_id is null
        or lesson_details.site_id in (
            select site_standing.site_id
            from site_standing
            where site_standing.is_selected
        )
    )
order by lesson_details.place
