-- One row per source of the id $source_id, in full: one, or none where there is no such source.
-- Key: source_id
select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.type,
    types.label as type_label,
    sources.url,
    sources.note,
from sources
left join categories as types
    on types.table_name = 'sources'
    and types.field = 'type'
    and types.value = sources.type
where sources.source_id = $source_id
order by sources.source_id
