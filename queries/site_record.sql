-- One row: the site $site_id with its words; no row when there is no such site.
-- Key: site_id
select
    sites.site_id,
    sites.name,
    sites.short_name,
    sites.kind,
    kinds.label as kind_name,
    model_types.name as model_name,
    model_types.definition as model_definition,
    waves.label as wave_name,
    sites.country,
    sites.area,
    sites.lead_organisation,
    sites.started,
    sites.ended,
    sites.outcome_status,
    outcomes.label as outcome_name,
    sites.summary,
    sites.source_id,
    sites.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from sites
inner join model_types on model_types.model_type = sites.model_type
inner join categories as kinds
    on kinds.table_name = 'sites' and kinds.field = 'kind' and kinds.value = sites.kind
inner join categories as outcomes
    on outcomes.table_name = 'sites'
    and outcomes.field = 'outcome_status'
    and outcomes.value = sites.outcome_status
left join categories as waves
    on waves.table_name = 'sites' and waves.field = 'wave' and waves.value = sites.wave
left join row_readings
    on row_readings.table_name = 'sites' and row_readings.row_id = sites.site_id
where sites.site_id = $site_id
