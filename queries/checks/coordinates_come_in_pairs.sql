-- One row per site with a latitude and no longitude, or the reverse.
select
    'sites' as table_name,
    site_id as row_id,
    if(lat is null, 'lat', 'lon') as field,
    null as value,
    'only one of latitude and longitude is given' as wrong,
    'give both, or empty both' as mend,
from sites
where (lat is null) <> (lon is null)
order by row_id
