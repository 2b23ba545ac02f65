-- One row per site or national group with a lesson, whatever is chosen, with the number of its lessons.
-- Key: site_id
select
    site_id,
    any_value(short_name) as short_name,
    count(*) as n_lessons,
from lesson_details
where site_id is not null
group by site_id
order by folded(any_value(short_name)), site_id
