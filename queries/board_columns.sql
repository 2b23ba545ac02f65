-- One row per column of the comparison that $columns names and that there is, from left to right.
-- Key: column_number
-- A column is a site, or a group of sites: model:<model_type> or form:<contract_form>. Groups leave
-- out national groups. n_shown and the like are of the selected findings, n_hidden of the others;
-- n_surviving is left at $step of "Only what survives". Those named board
-- are of all columns together, a finding counted once.
with members as (
    select asked.column_number, column_members.value, column_members.site_id
    from asked_columns($columns::varchar[]) as asked
    inner join column_members on column_members.value = asked.value
),

counted as (
    select
        members.column_number,
        finding_details.finding_id,
        finding_details.evidence_status,
        finding_details.ci_low is not null as has_interval,
        survives(
            $step, finding_details.has_outside_comparator, finding_details.is_independent
        ) as is_left,
        selected_findings.finding_id is not null as is_selected,
    from members
    inner join finding_details on finding_details.site_id = members.site_id
    left join selected_findings on selected_findings.finding_id = finding_details.finding_id
),

statuses as (
    select
        counted.column_number,
        counted.evidence_status,
        any_value(evidence_statuses.sort_order) as sort_order,
        count(*) as n,
    from counted
    inner join evidence_statuses on evidence_statuses.evidence_status = counted.evidence_status
    where counted.is_selected
    group by all
),

listed as (
    select
        column_number,
        list({status: evidence_status, n: n} order by sort_order) as statuses,
    from statuses
    group by column_number
),

totals as (
    select
        column_number,
        count(*) filter (is_selected) as n_shown,
        count(*) filter (not is_selected) as n_hidden,
        count(*) filter (is_selected and has_interval) as n_with_interval,
        count(*) filter (is_selected and is_left) as n_surviving,
    from counted
    group by column_number
),

together as (
    select
        list(distinct finding_id order by finding_id) filter (is_selected) as board_finding_ids,
        count(distinct finding_id) filter (not is_selected) as n_board_hidden,
        count(distinct finding_id) filter (is_selected and not is_left) as n_board_lost,
    from counted
)

select
    asked.column_number,
    column_briefs.value,
    column_briefs.is_group,
    column_briefs.n_sites,
    column_briefs.n_vanguards,
    column_briefs.n_with_population,
    column_briefs.short_name,
    column_briefs.name,
    column_briefs.kind_name,
    column_briefs.group_name,
    column_briefs.model_name,
    column_briefs.source_id,
    column_briefs.locator,
    column_briefs.outcome_status,
    column_briefs.outcome_name,
    column_briefs.population,
    column_briefs.population_counts,
    column_briefs.population_as_of,
    column_briefs.population_source_id,
    column_briefs.population_locator,
    ifnull(totals.n_shown, 0) as n_shown,
    ifnull(totals.n_hidden, 0) as n_hidden,
    ifnull(totals.n_with_interval, 0) as n_with_interval,
    ifnull(totals.n_surviving, 0) as n_surviving,
    listed.statuses,
    together.board_finding_ids,
    together.n_board_hidden,
    together.n_board_lost,
from asked_columns($columns::varchar[]) as asked
inner join column_briefs on column_briefs.value = asked.value
cross join together
left join totals on totals.column_number = asked.column_number
left join listed on listed.column_number = asked.column_number
order by asked.column_number
