-- One row per lesson that bears on the step or principle $item_id by its theme (theme_items).
-- Key: lesson_id
-- Lessons of the selected sites and national groups, and general ones, which have no site.
select
    selected_lessons.lesson_id,
    selected_lessons.site_id,
    selected_lessons.short_name,
    selected_lessons.site_kind,
    selected_lessons.theme,
    selected_lessons.theme_name,
    theme_items.why,
    selected_lessons.lesson,
    selected_lessons.title,
    selected_lessons.publisher,
    selected_lessons.published,
    selected_lessons.url,
    selected_lessons.locator,
    selected_lessons.reading,
    selected_lessons.is_second_read,
    row_number() over (
        partition by selected_lessons.theme
        order by selected_lessons.place
    ) as place_in_theme,
from theme_items
inner join selected_lessons on selected_lessons.theme = theme_items.theme
where theme_items.item_id = $item_id
order by selected_lessons.place
