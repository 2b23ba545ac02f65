-- The two views that every result query reads, over the standing that queries/standing.sql gives
-- each row for the filters of the asking connection.

-- One row per finding that meets every chosen facet, its site included.
create view selected_findings as
select finding_details.*
from finding_details
where finding_details.finding_id in (
        select finding_standing.finding_id
        from finding_standing
        where len(finding_standing.unmet_facets) = 0
    );

-- One row per site that meets every chosen facet about sites and, where a facet about findings
-- is chosen too, has a selected finding. What rests on a chosen source need not be a finding.
create view selected_sites as
select sites.*
from sites
where sites.site_id in (
        select site_standing.site_id
        from site_standing
        where len(site_standing.unmet_facets) = 0
    )
    and (
        cardinality(getvariable('filters').chosen) = len(getvariable('filters').site_facets)
        or sites.site_id in (
            select finding_standing.site_id
            from finding_standing
            where len(finding_standing.unmet_facets) = 0
        )
    );
