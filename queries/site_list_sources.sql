-- One row per source that the rows of queries/site_list.sql rest on, by its id.
-- Key: source_id
-- That is: what each site is, its contracts, its preferred population, its selected findings, its
-- milestones and the stages of its contracts.
with resting as (
    select source_id, site_id
    from citing_rows
    where is_site_list
    union
    select source_id, site_id
    from finding_standing
    where unmet_facet is null
),

listed as (
    select resting.source_id, list(resting.site_id order by resting.site_id) as site_ids
    from resting
    inner join site_standing on site_standing.site_id = resting.site_id
    where site_standing.is_selected
    group by resting.source_id
)

select
    source_briefs.source_id,
    source_briefs.title,
    source_briefs.publisher,
    source_briefs.published,
    source_briefs.type,
    source_briefs.url,
    source_briefs.note,
    listed.site_ids,
from listed
inner join source_briefs on source_briefs.source_id = listed.source_id
order by source_briefs.source_id
