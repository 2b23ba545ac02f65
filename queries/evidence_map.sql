-- One row per outcome domain, evidence status and direction that somebody has, and one with no
-- direction for each outcome and status without a finding: every outcome is there.
-- Key: outcome_domain, evidence_status, direction
-- A site's findings of one outcome and status merge to the direction that at least 70% of them
-- share, else to mixed (Thomson and Thomas 2013; Hilton Boon and Thomson 2021). National groups
-- overlap with sites and are counted apart. n_status_sites: sites with a finding of that status.
with directions as (
    select outcome_domain, evidence_status, site_id, site_kind, direction, count(*) as n
    from selected_findings
    group by all
),

votes as (
    select
        outcome_domain,
        evidence_status,
        site_id,
        site_kind = 'national_group' as is_group,
        if(10 * max(n) >= 7 * sum(n), arg_max(direction, n), 'mixed') as direction,
    from directions
    group by outcome_domain, evidence_status, site_id, site_kind
),

status_sites as (
    select evidence_status, count(distinct site_id) as n
    from directions
    where site_kind != 'national_group'
    group by evidence_status
)

select
    outcome_domains.outcome_domain,
    outcome_domains.name as outcome_name,
    evidence_statuses.evidence_status,
    evidence_statuses.name as status_name,
    votes.direction,
    count(*) filter (not votes.is_group) as n_sites,
    count(*) filter (votes.is_group) as n_groups,
    ifnull(status_sites.n, 0) as n_status_sites,
from outcome_domains
cross join evidence_statuses
left join status_sites on status_sites.evidence_status = evidence_statuses.evidence_status
left join votes
    on votes.outcome_domain = outcome_domains.outcome_domain
    and votes.evidence_status = evidence_statuses.evidence_status
group by
    outcome_domains.outcome_domain,
    outcome_domains.name,
    outcome_domains.sort_order,
    evidence_statuses.evidence_status,
    evidence_statuses.name,
    evidence_statuses.sort_order,
    status_sites.n,
    votes.direction
order by
    outcome_domains.sort_order,
    evidence_statuses.sort_order,
    list_position(
        ['improved', 'no_difference', 'mixed', 'unclear', 'worsened'], votes.direction
    )
