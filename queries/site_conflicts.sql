-- One row per disagreement between sources about the site $site_id, by topic.
-- Key: conflict_id
select
    conflicts.conflict_id,
    conflicts.topic,
    conflicts.statement_a,
    conflicts.source_a,
    conflicts.statement_b,
    conflicts.source_b,
    conflicts.resolution,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from conflicts
left join row_readings
    on row_readings.table_name = 'conflicts' and row_readings.row_id = conflicts.conflict_id
where conflicts.site_id = $site_id
order by folded(conflicts.topic), conflicts.conflict_id
