-- One row per site among the columns $columns, outcome domain and absence that stands there.
-- Key: column_number, outcome_domain, absence_id
-- An absence of all results that findings have overtaken has no outcome.
select
    asked.column_number,
    absence_places.outcome_domain,
    absence_places.absence_id,
    absence_places.is_of_whole_site,
    absence_places.reason,
    absence_places.reason_name,
    absence_places.label,
    absence_places.as_of,
    absence_places.source_id,
    absence_places.locator,
from asked_columns($columns::varchar[]) as asked
inner join absence_places on absence_places.site_id = asked.value
order by
    asked.column_number,
    absence_places.outcome_order nulls last,
    absence_places.is_of_whole_site,
    absence_places.reason_order,
    absence_places.absence_id
