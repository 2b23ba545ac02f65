-- One row per source among $source_ids, by id.
-- Key: source_id
select source_id, title, publisher, published, url
from sources
where list_contains($source_ids::varchar[], source_id)
order by source_id
