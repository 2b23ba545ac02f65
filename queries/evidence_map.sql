-- One row per outcome domain, evidence status and direction that somebody has, and one with no
-- direction for each outcome and status without a finding: every outcome is there.
-- Key: outcome_domain, evidence_status, direction
-- A site's findings of one outcome and status merge to the direction that at least 70% of them
-- share, else to mixed (Thomson and Thomas 2013; Hilton Boon and Thomson 2021). National groups
-- overlap with sites and are counted apart. n_status_sites: sites with a finding of that status.
with results as (
    select
        outcome_domain,
        evidence_status,
        direction,
        count(*) filter (site_kind != 'national_group') as n_sites,
        count(*) filter (site_kind = 'national_group') as n_groups,
    from selected_results
    group by all
),

status_sites as (
    select evidence_status, count(distinct site_id) as n
    from finding_standing
    where unmet_facet is null and site_kind != 'national_group'
    group by evidence_status
)

select
    evidence_cells.outcome_domain,
    evidence_cells.outcome_name,
    evidence_cells.evidence_status,
    evidence_cells.status_name,
    results.direction,
    ifnull(results.n_sites, 0) as n_sites,
    ifnull(results.n_groups, 0) as n_groups,
    ifnull(status_sites.n, 0) as n_status_sites,
from evidence_cells
left join status_sites on status_sites.evidence_status = evidence_cells.evidence_status
left join results
    on results.outcome_domain = evidence_cells.outcome_domain
    and results.evidence_status = evidence_cells.evidence_status
order by
    evidence_cells.cell_place,
    case results.direction
        when 'improved' then 1
        when 'no_difference' then 2
        when 'mixed' then 3
        when 'unclear' then 4
        when 'worsened' then 5
    end
