-- One row per selected site and national group, the groups last, with what is known of it in brief.
-- Key: site_id
-- $sort is name, model, findings, contract or event; anything else is name. The findings are the
-- selected ones. Those of one outcome and evidence status merge to the direction that at least 70%
-- of them share, else to mixed; is_strongest marks the strongest status that the outcome has.
-- missing holds the reasons that sources give for there being no result at all.
with results as (
    select
        selected_results.site_id,
        selected_results.n_findings,
        outcome_domains.sort_order as outcome_place,
        evidence_statuses.strength_rank,
        {
            outcome_domain: selected_results.outcome_domain,
            outcome_name: outcome_domains.name,
            evidence_status: selected_results.evidence_status,
            direction: selected_results.direction,
            n_findings: selected_results.n_findings::integer,
            is_strongest: evidence_statuses.strength_rank = min(evidence_statuses.strength_rank)
                over (partition by selected_results.site_id, selected_results.outcome_domain)
        } as result,
    from selected_results
    inner join outcome_domains on outcome_domains.outcome_domain = selected_results.outcome_domain
    inner join evidence_statuses
        on evidence_statuses.evidence_status = selected_results.evidence_status
),

results_of_sites as (
    select
        site_id,
        cast(sum(n_findings) as integer) as n_findings,
        list(result order by outcome_place, strength_rank) as results,
    from results
    group by site_id
)

select
    site_briefs.site_id,
    site_briefs.name,
    site_briefs.short_name,
    site_briefs.kind,
    site_briefs.model_name,
    site_briefs.country,
    site_briefs.area,
    site_briefs.contracts,
    site_briefs.population,
    site_briefs.population_counts,
    site_briefs.population_as_of,
    results_of_sites.n_findings,
    site_briefs.n_all_findings,
    results_of_sites.results,
    site_briefs.missing,
    site_briefs.last_event,
from site_standing
inner join site_briefs on site_briefs.site_id = site_standing.site_id
left join results_of_sites on results_of_sites.site_id = site_standing.site_id
where site_standing.is_selected
order by
    site_briefs.is_group,
    if($sort = 'findings', results_of_sites.n_findings, null) desc nulls last,
    case $sort
        when 'model' then site_briefs.model_place
        when 'contract' then site_briefs.contract_place
        when 'event' then site_briefs.event_place
        else site_briefs.name_place
    end
