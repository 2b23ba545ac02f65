-- One row per outcome domain, evidence status and direction that somebody has, and one with no
-- direction for each outcome and status without a finding: every outcome is there.
-- Key: outcome_domain, evidence_status, direction
-- A site's findings of one outcome and status that are left at $step of "Only what survives" merge
-- to the direction that at least 70% of them share, else to mixed (Thomson and Thomas 2013; Hilton
-- Boon and Thomson 2021). Where none is left all of them do, and the site is among the faint ones.
-- National groups overlap with sites and are counted apart. n_compared and n_independent: marks, of
-- sites and groups, that are left at those steps. n_status_sites: sites with a finding of that status.
with standing as (
    select
        site_id,
        site_kind != 'national_group' as is_site,
        outcome_domain,
        evidence_status,
        direction,
        has_outside_comparator,
        is_independent,
        survives($step, has_outside_comparator, is_independent) as is_left,
    from finding_standing
    where unmet_facet is null
),

merged as (
    select
        site_id,
        is_site,
        outcome_domain,
        evidence_status,
        is_left,
        bool_or(has_outside_comparator) as is_compared,
        bool_or(is_independent) as is_independent,
        merged_direction(
            count(*),
            count(*) filter (direction = 'improved'),
            count(*) filter (direction = 'no_difference'),
            count(*) filter (direction = 'unclear'),
            count(*) filter (direction = 'worsened')
        ) as direction,
    from standing
    group by site_id, is_site, outcome_domain, evidence_status, is_left
),

results as (
    select
        is_site,
        outcome_domain,
        evidence_status,
        bool_or(is_compared) as is_compared,
        bool_or(is_independent) as is_independent,
        bool_or(is_left) as is_left,
        max_by(direction, is_left) as direction,
    from merged
    group by site_id, is_site, outcome_domain, evidence_status
),

counts as (
    select
        outcome_domain,
        evidence_status,
        direction,
        count(*) filter (is_left and is_site) as n_sites,
        count(*) filter (is_left and not is_site) as n_groups,
        count(*) filter (not is_left and is_site) as n_faint_sites,
        count(*) filter (not is_left and not is_site) as n_faint_groups,
        count(*) filter (is_compared) as n_compared,
        count(*) filter (is_independent) as n_independent,
    from results
    group by all
),

status_sites as (
    select evidence_status, count(distinct site_id) as n
    from standing
    where is_site
    group by evidence_status
)

select
    evidence_cells.outcome_domain,
    evidence_cells.outcome_name,
    evidence_cells.evidence_status,
    evidence_cells.status_name,
    counts.direction,
    ifnull(counts.n_sites, 0) as n_sites,
    ifnull(counts.n_groups, 0) as n_groups,
    ifnull(counts.n_faint_sites, 0) as n_faint_sites,
    ifnull(counts.n_faint_groups, 0) as n_faint_groups,
    ifnull(counts.n_compared, 0) as n_compared,
    ifnull(counts.n_independent, 0) as n_independent,
    ifnull(status_sites.n, 0) as n_status_sites,
from evidence_cells
left join status_sites on status_sites.evidence_status = evidence_cells.evidence_status
left join counts
    on counts.outcome_domain = evidence_cells.outcome_domain
    and counts.evidence_status = evidence_cells.evidence_status
order by
    evidence_cells.cell_place,
    case counts.direction
        when 'improved' then 1
        when 'no_difference' then 2
        when 'mixed' then 3
        when 'unclear' then 4
        when 'worsened' then 5
    end
