-- One row per lesson whose id is $lesson_id, whatever is chosen, with the steps and principles that it
-- bears on by its theme.
-- Key: lesson_id
select
    lesson_details.lesson_id,
    lesson_details.site_id,
    lesson_details.short_name,
    lesson_details.site_kind,
    lesson_details.theme,
    lesson_details.theme_name,
    lesson_details.lesson,
    lesson_details.title,
    lesson_details.publisher,
    lesson_details.published,
    lesson_details.url,
    lesson_details.locator,
    lesson_details.reading,
    lesson_details.is_second_read,
    (
        select list(plan_items.item_id order by plan_items.place)
        from theme_items
        inner join plan_items on plan_items.item_id = theme_items.item_id
        where theme_items.theme = lesson_details.theme
    ) as item_ids,
from lesson_details
where lesson_details.lesson_id = $lesson_id
order by lesson_details.lesson_id
