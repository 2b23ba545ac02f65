-- One row per disagreement between sources about the site $site_id, by topic.
-- Key: conflict_id
select conflict_id, topic, statement_a, source_a, statement_b, source_b, resolution
from conflicts
where site_id = $site_id
order by folded(topic), conflict_id
