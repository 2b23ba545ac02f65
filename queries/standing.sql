-- Run once for each choice of filters: how every row stands to it. A row that lacks a searched word
-- is left out; any other has the chosen facets that it does not meet. A row without one is
-- selected; a row with one would be selected if that facet were chosen otherwise.

-- One row per finding. Key: finding_id
create temporary table finding_standing as
with met as (
    select finding_values.finding_id, list(finding_values.facet) as facets
    from finding_values
    where is_chosen(finding_values.facet, finding_values.value)
    group by finding_values.finding_id
)

select
    finding_words.finding_id,
    finding_words.site_id,
    unmet(getvariable('filters').facets, met.facets) as unmet_facets,
from finding_words
left join met on met.finding_id = finding_words.finding_id
where has_searched_words(finding_words.words);

-- One row per site. Key: site_id
create temporary table site_standing as
with met as (
    select site_values.site_id, list(site_values.facet) as facets
    from site_values
    where is_chosen(site_values.facet, site_values.value)
    group by site_values.site_id
)

select
    site_documents.site_id,
    unmet(getvariable('filters').site_facets, met.facets) as unmet_facets,
from site_documents
left join met on met.site_id = site_documents.site_id
where has_searched_words(site_documents.words);
