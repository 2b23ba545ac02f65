-- One row per lesson learnt at the site $site_id, by theme.
-- Key: lesson_id
select
    lessons.lesson_id,
    lessons.theme,
    themes.label as theme_name,
    lessons.lesson,
    lessons.source_id,
    lessons.locator,
from lessons
inner join categories as themes
    on themes.table_name = 'lessons' and themes.field = 'theme' and themes.value = lessons.theme
where lessons.site_id = $site_id
order by themes.sort_order, lessons.lesson_id
