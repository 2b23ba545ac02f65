-- One row per lesson learnt at the site $site_id, by theme.
-- Key: lesson_id
select
    lessons.lesson_id,
    lessons.theme,
    themes.label as theme_name,
    lessons.lesson,
    lessons.source_id,
    lessons.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from lessons
inner join categories as themes
    on themes.table_name = 'lessons' and themes.field = 'theme' and themes.value = lessons.theme
left join row_readings
    on row_readings.table_name = 'lessons' and row_readings.row_id = lessons.lesson_id
where lessons.site_id = $site_id
order by themes.sort_order, lessons.lesson_id
