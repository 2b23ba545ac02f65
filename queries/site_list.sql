-- One row per selected site and national group, the groups last, with what is known of it in brief.
-- Key: site_id
-- $sort is name, model, findings, contract or event; anything else is name. The findings are the
-- selected ones. Those of one outcome and evidence status merge to the direction that at least 70%
-- of them share, else to mixed; is_strongest marks the strongest status that the outcome has.
-- missing holds the reasons that sources give for there being no result at all.
with counts as (
    select
        site_id,
        outcome_domain,
        outcome_name,
        outcome_sort_order,
        evidence_status,
        strength_rank,
        direction,
        count(*) as n,
    from selected_findings
    group by all
),

results as (
    select
        site_id,
        outcome_domain,
        outcome_name,
        outcome_sort_order,
        evidence_status,
        strength_rank,
        if(10 * max(n) >= 7 * sum(n), max_by(direction, n), 'mixed') as direction,
        cast(sum(n) as integer) as n_findings,
        strength_rank = min(strength_rank) over (partition by site_id, outcome_domain)
            as is_strongest,
    from counts
    group by
        site_id, outcome_domain, outcome_name, outcome_sort_order, evidence_status, strength_rank
),

results_of_sites as (
    select
        site_id,
        cast(sum(n_findings) as integer) as n_findings,
        list(
            {
                outcome_domain: outcome_domain,
                outcome_name: outcome_name,
                evidence_status: evidence_status,
                direction: direction,
                n_findings: n_findings,
                is_strongest: is_strongest
            }
            order by outcome_sort_order, strength_rank
        ) as results,
    from results
    group by site_id
),

contracts_of_sites as (
    select
        contracts.site_id,
        min(statuses.sort_order) as first_status,
        list(
            {
                form: if(
                    contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name
                ),
                status: contracts.status
            }
            order by statuses.sort_order, contract_forms.sort_order, contracts.contract_id
        ) as contracts,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    inner join categories as statuses
        on statuses.table_name = 'contracts'
        and statuses.field = 'status'
        and statuses.value = contracts.status
    group by contracts.site_id
),

-- That a contract was still seen is an event only of a site of which nothing else is known.
happened as (
    select site_id, true as is_event, date, precision, null as stage, event as words
    from milestones
    where status = 'happened'
    union all
    select
        contracts.site_id,
        contract_stages.stage != 'last_seen',
        contract_stages.date,
        contract_stages.precision,
        contract_stages.stage,
        contract_stages.note,
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contract_stages.status = 'happened' and contract_stages.date is not null
),

last_events as (
    select
        site_id,
        max_by(
            {stage: stage, words: words, date: date, precision: precision},
            {is_event: is_event, date: date, is_milestone: stage is null, words: words}
        ) as last_event,
    from happened
    group by site_id
),

findings_of_sites as (
    select site_id, count(*) as n from findings group by site_id
),

absences_of_sites as (
    select site_id, list(reason order by absence_id) as missing
    from absences
    where outcome_domain is null
    group by site_id
)

select
    selected_sites.site_id,
    selected_sites.name,
    selected_sites.kind,
    model_types.name as model_name,
    selected_sites.country,
    selected_sites.area,
    contracts_of_sites.contracts,
    populations.value as population,
    populations.counts as population_counts,
    populations.as_of as population_as_of,
    results_of_sites.n_findings,
    cast(findings_of_sites.n as integer) as n_all_findings,
    results_of_sites.results,
    absences_of_sites.missing,
    last_events.last_event,
from selected_sites
inner join model_types on model_types.model_type = selected_sites.model_type
left join facts as populations
    on populations.site_id = selected_sites.site_id
    and populations.fact = 'population'
    and populations.preferred
left join contracts_of_sites on contracts_of_sites.site_id = selected_sites.site_id
left join results_of_sites on results_of_sites.site_id = selected_sites.site_id
left join findings_of_sites on findings_of_sites.site_id = selected_sites.site_id
left join absences_of_sites on absences_of_sites.site_id = selected_sites.site_id
left join last_events on last_events.site_id = selected_sites.site_id
order by
    selected_sites.kind = 'national_group',
    if($sort = 'model', model_types.sort_order, null) nulls last,
    if($sort = 'findings', results_of_sites.n_findings, null) desc nulls last,
    if($sort = 'contract', contracts_of_sites.first_status, null) nulls last,
    if($sort = 'event', last_events.last_event.date, null) desc nulls last,
    folded(selected_sites.name),
    selected_sites.site_id
