-- One row per source that one of the findings $finding_ids rests on, selected or not, by date.
-- Key: source_id
-- $finding_ids varchar[]; none of them gives no row. Sources without a date come last.
select
    source_id,
    any_value(source_title) as title,
    any_value(publisher) as publisher,
    any_value(published) as published,
    any_value(source_url) as url,
from finding_details
where list_contains($finding_ids, finding_id)
group by source_id
order by published nulls last, title, source_id
