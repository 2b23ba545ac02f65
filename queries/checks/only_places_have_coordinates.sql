-- One row per programme or national group that is set on the map: neither is a place.
select
    'sites' as table_name,
    site_id as row_id,
    'lat' as field,
    cast(lat as varchar) as value,
    'a ' || replace(kind, '_', ' ') || ' is not a place' as wrong,
    'empty lat and lon, or correct the kind' as mend,
from sites
where kind in ('programme', 'national_group') and lat is not null
order by row_id
