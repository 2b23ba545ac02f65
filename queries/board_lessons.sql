-- One row per column of $columns and lesson of its sites, by theme.
-- Key: column_number, lesson_id
select
    asked.column_number,
    lessons.lesson_id,
    lessons.theme,
    themes.label as theme_name,
    lessons.lesson,
    sites.short_name as site_short_name,
    lessons.source_id,
    lessons.locator,
from asked_columns($columns::varchar[]) as asked
inner join column_members on column_members.value = asked.value
inner join lessons on lessons.site_id = column_members.site_id
inner join sites on sites.site_id = lessons.site_id
inner join categories as themes
    on themes.table_name = 'lessons' and themes.field = 'theme' and themes.value = lessons.theme
order by asked.column_number, themes.sort_order, sites.short_name, lessons.lesson_id
