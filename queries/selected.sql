-- The views that the result queries read, over the standing that queries/standing.sql gives each row
-- for the filters of the asking connection.

-- One row per finding that meets every chosen facet, its site included.
create view selected_findings as
select finding_details.*
from finding_details
where finding_details.finding_id in (
        select finding_standing.finding_id
        from finding_standing
        where finding_standing.unmet_facet is null
    );

-- One row per site that meets every chosen facet about sites and, where a facet about findings
-- is chosen too, has a selected finding.
create view selected_sites as
select sites.*
from sites
where sites.site_id in (
        select site_standing.site_id
        from site_standing
        where site_standing.is_selected
    );

-- One row per site, outcome domain and evidence status with a selected finding: its result. direction
-- is the one that at least 70% of the findings share, else mixed (Thomson and Thomas 2013; Hilton
-- Boon and Thomson 2021). National groups have results too, and overlap with sites.
create view selected_results as
select
    site_id,
    site_kind,
    outcome_domain,
    evidence_status,
    count(*) as n_findings,
    count(*) filter (direction = 'improved') as n_findings_improved,
    case
        when 10 * n_findings_improved >= 7 * n_findings then 'improved'
        when 10 * count(*) filter (direction = 'no_difference') >= 7 * n_findings
            then 'no_difference'
        when 10 * count(*) filter (direction = 'unclear') >= 7 * n_findings then 'unclear'
        when 10 * count(*) filter (direction = 'worsened') >= 7 * n_findings then 'worsened'
        else 'mixed'
    end as direction,
from finding_standing
where unmet_facet is null
group by all;
