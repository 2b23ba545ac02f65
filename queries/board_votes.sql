-- One row per group among the columns $columns, outcome domain and site of it that has something there.
-- Key: column_number, outcome_domain, site_id
-- kind is result, hidden (the filters hide all that was observed), forecast_only or absence. A result
-- is the site's one vote: of its observed findings that are left at $step of "Only what survives",
-- of all where none is left (is_left is false then), those of the strongest evidence status, merged
-- to the direction that at least 70% of them share, else to mixed (Thomson and Thomas 2013; Hilton
-- Boon and Thomson 2021). By outcome, then direction, evidence status and name.
with members as (
    select asked.column_number, column_members.site_id
    from asked_columns($columns::varchar[]) as asked
    inner join column_members on column_members.value = asked.value
    where column_members.is_group
),

member_sites as (
    select distinct site_id from members
),

findings_of_sites as (
    select
        finding_details.site_id,
        finding_details.outcome_domain,
        finding_details.direction,
        finding_details.evidence_status,
        finding_details.strength_rank,
        finding_details.evidence_status != 'forecast' as is_observed,
        survives(
            $step, finding_details.has_outside_comparator, finding_details.is_independent
        ) as is_left,
        selected_findings.finding_id is not null as is_selected,
    from member_sites
    inner join finding_details on finding_details.site_id = member_sites.site_id
    left join selected_findings on selected_findings.finding_id = finding_details.finding_id
),

candidates as (
    select *
    from findings_of_sites
    where is_selected and is_observed
    qualify
        is_left = bool_or(is_left) over (partition by site_id, outcome_domain)
),

strongest as (
    select *
    from candidates
    qualify strength_rank = min(strength_rank) over (partition by site_id, outcome_domain)
),

results as (
    select
        site_id,
        outcome_domain,
        'result' as kind,
        merged_direction(
            count(*),
            count(*) filter (direction = 'improved'),
            count(*) filter (direction = 'no_difference'),
            count(*) filter (direction = 'unclear'),
            count(*) filter (direction = 'worsened')
        ) as direction,
        any_value(evidence_status) as evidence_status,
        bool_or(is_left) as is_left,
        count(*) as n_findings,
    from strongest
    group by all
),

without_result as (
    select
        site_id,
        outcome_domain,
        if(
            bool_or(is_observed) filter (not is_selected), 'hidden', 'forecast_only'
        ) as kind,
        count(*) as n_findings,
    from findings_of_sites
    where (site_id, outcome_domain) not in (
            select (results.site_id, results.outcome_domain)
            from results
        )
    group by all
),

absent as (
    select
        site_id,
        outcome_domain,
        first(reason_name order by is_of_whole_site, reason_order, absence_id) as reason_name,
    from absence_places
    where outcome_domain is not null
        and (site_id, outcome_domain) not in (
            select (results.site_id, results.outcome_domain)
            from results
        )
    group by all
),

placed as (
    select
        site_id,
        outcome_domain,
        kind,
        direction,
        evidence_status,
        is_left,
        n_findings,
        null as reason_name,
    from results
    union all
    select site_id, outcome_domain, 'absence', null, null, null, null, reason_name
    from absent
    union all
    select site_id, outcome_domain, kind, null, null, null, n_findings, null
    from without_result
    where (site_id, outcome_domain) not in (
            select (absent.site_id, absent.outcome_domain)
            from absent
        )
)

select
    members.column_number,
    placed.outcome_domain,
    placed.site_id,
    sites.short_name,
    placed.kind,
    placed.direction,
    placed.evidence_status,
    placed.is_left,
    placed.n_findings,
    placed.reason_name,
from members
inner join placed on placed.site_id = members.site_id
inner join sites on sites.site_id = members.site_id
inner join outcome_domains on outcome_domains.outcome_domain = placed.outcome_domain
left join evidence_statuses on evidence_statuses.evidence_status = placed.evidence_status
order by
    members.column_number,
    outcome_domains.sort_order,
    list_position(
        ['improved', 'no_difference', 'mixed', 'unclear', 'worsened'], placed.direction
    ) nulls last,
    evidence_statuses.sort_order nulls last,
    sites.short_name,
    placed.site_id
