-- One row: how many sites, findings and contracts are selected, and of what standing they are.
-- Key: none, one row
-- Sites leave out national groups, which overlap with them; findings include those of national
-- groups. A result is a finding that is not a forecast. Contracts are those of the selected sites,
-- of the chosen forms only where a form is chosen; their status is the last one found.
with site_rows as materialized (
    select
        selected_sites.site_id,
        selected_sites.kind,
        count(selected_findings.finding_id) as n_findings,
        count(selected_findings.ci_low) as n_with_interval,
        count(selected_findings.value) as n_with_number,
        count(*) filter (selected_findings.evidence_status != 'forecast') > 0 as is_observed,
        count(*) filter (selected_findings.evidence_status = 'evaluated') > 0 as is_evaluated,
    from selected_sites
    left join selected_findings on selected_findings.site_id = selected_sites.site_id
    group by selected_sites.site_id, selected_sites.kind
),

site_counts as (
    select
        count(*) filter (kind != 'national_group') as n_sites,
        count(*) filter (kind != 'national_group' and is_observed) as n_observed,
        count(*) filter (kind != 'national_group' and is_evaluated) as n_evaluated,
        count(*) filter (kind = 'vanguard') as n_vanguards,
        count(*) filter (kind = 'vanguard' and is_evaluated) as n_vanguards_evaluated,
        sum(n_findings) as n_findings,
        sum(n_findings) filter (kind = 'national_group') as n_group_findings,
        sum(n_with_interval) as n_with_interval,
        sum(n_with_number) as n_with_number,
    from site_rows
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
    where site_id in (select site_id from site_rows)
        and leaves_in('contract_form', contract_form)
)

select
    n_sites,
    n_observed,
    n_sites - n_observed as n_without_result,
    n_evaluated,
    n_vanguards,
    n_vanguards_evaluated,
    ifnull(n_findings, 0)::integer as n_findings,
    ifnull(n_group_findings, 0)::integer as n_group_findings,
    ifnull(n_with_interval, 0)::integer as n_with_interval,
    ifnull(n_with_number, 0)::integer as n_with_number,
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
cross join contract_counts
