-- One row per source of a contract of a selected site whose lessons bear on any step or principle, by
-- date; those without one last.
-- Key: source_id
-- These are the sources that queries/commissioning_cases.sql cites for all of the items together.
select distinct
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
from selected_contracts
inner join selected_lessons
    on selected_lessons.site_id = selected_contracts.site_id
    and selected_lessons.site_kind != 'national_group'
inner join theme_items on theme_items.theme = selected_lessons.theme
inner join sources on sources.source_id = selected_contracts.source_id
order by sources.published nulls last, sources.title, sources.source_id
