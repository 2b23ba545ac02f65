-- Run once for each choice of filters: how every row stands to it. A row that lacks a searched word
-- is left out; any other has the chosen facets that it does not meet. A row without one is
-- selected; a row with one would be selected if that facet were chosen otherwise.

-- One row per finding. Key: finding_id
create temporary table finding_standing as
select
    finding_id,
    site_id,
    unmet(map_keys(getvariable('filters').chosen), facet_values) as unmet_facets,
from finding_facets
where has_searched_words(words);

-- One row per site. Key: site_id
create temporary table site_standing as
select
    site_id,
    unmet(getvariable('filters').site_facets, facet_values) as unmet_facets,
from site_facets
where has_searched_words(words);
