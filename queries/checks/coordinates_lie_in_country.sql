-- One row per site that lies outside a box drawn round its country, in degrees. Countries without a
-- box here are not judged.
with boxes (country, south, north, west, east) as (
    values
        ('England', 49.8, 55.9, -6.5, 1.8),
        ('Scotland', 54.6, 60.9, -8.7, -0.7),
        ('Wales', 51.3, 53.5, -5.4, -2.6),
        ('Northern Ireland', 54.0, 55.4, -8.2, -5.4),
        ('United Kingdom', 49.8, 60.9, -8.7, 1.8),
        ('Ireland', 51.4, 55.5, -10.7, -5.9),
        ('Netherlands', 50.7, 53.6, 3.3, 7.3),
        ('Germany', 47.2, 55.1, 5.8, 15.1),
        ('Sweden', 55.3, 69.1, 10.9, 24.2),
        ('Spain', 27.6, 43.8, -18.2, 4.4),
        ('New Zealand', -47.4, -34.3, 166.3, 178.7),
        ('United States', 18.9, 71.5, -179.2, -66.9)
)
select
    'sites' as table_name,
    sites.site_id as row_id,
    if(sites.lat between boxes.south and boxes.north, 'lon', 'lat') as field,
    cast(
        if(sites.lat between boxes.south and boxes.north, sites.lon, sites.lat) as varchar
    ) as value,
    'the place lies outside ' || sites.country as wrong,
    'check that latitude and longitude are not swapped, their signs, and the country' as mend,
from sites
inner join boxes on boxes.country = sites.country
where sites.lat not between boxes.south and boxes.north
    or sites.lon not between boxes.west and boxes.east
order by row_id
