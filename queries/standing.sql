-- Run once for each choice of filters: how every row stands to it. A row that lacks a searched
-- word, or does not meet two of the chosen facets, is left out. unmet_facet is the one facet that a
-- row does not meet: it would be selected if that were chosen otherwise. Empty where all are met.

-- One row per finding. Key: finding_id
create temporary table finding_standing as
select
    finding_id,
    site_id,
    site_kind,
    outcome_domain,
    evidence_status,
    direction,
    source_id,
    has_number,
    has_interval,
    has_outside_comparator,
    is_independent,
    unmet_facets[1] as unmet_facet,
from (
    select
        finding_facets.*,
        unmet(map_keys(getvariable('filters').chosen), facet_values) as unmet_facets,
    from finding_facets
    where has_searched_words(words)
)
where len(unmet_facets) < 2;

-- One row per site. Key: site_id
-- A site meets every chosen facet about sites and, where a facet about findings is chosen too, has a
-- selected finding. What rests on a chosen source need not be a finding.
create temporary table site_standing as
select
    site_id,
    kind,
    unmet_facets[1] as unmet_facet,
    len(unmet_facets) = 0
        and (
            cardinality(getvariable('filters').chosen) = len(getvariable('filters').site_facets)
            or site_id in (
                select finding_standing.site_id
                from finding_standing
                where finding_standing.unmet_facet is null
            )
        ) as is_selected,
from (
    select
        site_facets.*,
        unmet(getvariable('filters').site_facets, facet_values) as unmet_facets,
    from site_facets
    where has_searched_words(words)
)
where len(unmet_facets) < 2;
