-- One row: how many sites, findings and contracts are selected, and of what standing they are.
-- Key: none, one row
-- Sites leave out national groups, which overlap with them; findings include those of national
-- groups. A result is a finding that is not a forecast. Contracts are those of the selected sites,
-- of the chosen forms only where a form is chosen; their status is the last one found.
with site_counts as (
    select
        count(*) filter (kind != 'national_group') as n_sites,
        count(*) filter (kind = 'vanguard') as n_vanguards,
    from site_standing
    where is_selected
),

finding_counts as (
    select
        count(*) as n_findings,
        count(*) filter (site_kind = 'national_group') as n_group_findings,
        count(*) filter (has_interval) as n_with_interval,
        count(*) filter (has_number) as n_with_number,
        count(distinct site_id) filter (
            site_kind != 'national_group' and evidence_status != 'forecast'
        ) as n_observed,
        count(distinct site_id) filter (
            site_kind != 'national_group' and evidence_status = 'evaluated'
        ) as n_evaluated,
        count(distinct site_id) filter (
            site_kind = 'vanguard' and evidence_status = 'evaluated'
        ) as n_vanguards_evaluated,
    from finding_standing
    where unmet_facet is null
),

contract_counts as (
    select
        count(*) as n_contracts,
        count(*) filter (status = 'live') as n_live,
        count(distinct site_id) filter (status = 'live') as n_sites_live,
        count(*) filter (status = 'ended') as n_ended,
        count(*) filter (status = 'abandoned') as n_abandoned,
        count(*) filter (status = 'terminated') as n_terminated,
        count(distinct site_id) filter (status in ('abandoned', 'terminated')) as n_sites_stopped,
        count(*) filter (status = 'planned') as n_planned,
        count(*) filter (status = 'procuring') as n_procuring,
        count(*) filter (status = 'unknown') as n_unknown,
    from contracts
    where site_id in (select site_id from site_standing where is_selected)
        and leaves_in('contract_form', contract_form)
)

select
    n_sites,
    n_observed,
    n_sites - n_observed as n_without_result,
    n_evaluated,
    n_vanguards,
    n_vanguards_evaluated,
    n_findings,
    n_group_findings,
    n_with_interval,
    n_with_number,
    n_contracts,
    n_live,
    n_sites_live,
    n_ended,
    n_abandoned + n_terminated as n_stopped,
    n_sites_stopped,
    n_abandoned,
    n_terminated,
    n_planned + n_procuring as n_never_started,
    n_planned,
    n_procuring,
    n_unknown,
from site_counts
cross join finding_counts
cross join contract_counts
