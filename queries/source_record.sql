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
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from sources
left join categories as types
    on types.table_name = 'sources'
    and types.field = 'type'
    and types.value = sources.type
left join row_readings
    on row_readings.table_name = 'sources' and row_readings.row_id = sources.source_id
where sources.source_id = $source_id
order by sources.source_id
