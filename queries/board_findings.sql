-- One row per outcome domain, column of $columns and selected finding of its site, and one without a finding where there is none.
-- Key: outcome_domain, column_number, finding_id
-- Within a cell: observed before forecast, then design strength, recency and name. The columns of a
-- group have no findings of their own here. n_hidden: findings of the cell that are not selected.
with cells as (
    select
        asked.column_number,
        asked.value as site_id,
        outcome_domains.outcome_domain,
        outcome_domains.name as outcome_name,
        outcome_domains.sort_order as outcome_order,
    from asked_columns($columns::varchar[]) as asked
    cross join outcome_domains
),

hidden as (
    select site_id, outcome_domain, count(*) as n
    from finding_details
    where list_contains($columns::varchar[], site_id)
        and finding_id not in (
            select selected_findings.finding_id
            from selected_findings
        )
    group by all
)

select
    cells.outcome_domain,
    cells.outcome_name,
    cells.column_number,
    ifnull(hidden.n, 0) as n_hidden,
    shown.finding_id,
    cells.site_id,
    shown.site_short_name,
    shown.measure,
    shown.label,
    shown.polarity,
    shown.direction,
    shown.quantity,
    shown.value,
    shown.unit,
    shown.ci_low,
    shown.ci_high,
    shown.comparator,
    shown.comparator_value,
    shown.population,
    shown.n,
    shown.period,
    shown.design,
    shown.design_name,
    shown.evidence_status,
    shown.has_outside_comparator,
    shown.is_independent,
    shown.source_id,
    shown.publisher,
    shown.published,
    shown.published_year,
    shown.source_title,
    shown.source_url,
    shown.locator,
    shown.is_second_read,
from cells
left join selected_findings as shown
    on shown.site_id = cells.site_id and shown.outcome_domain = cells.outcome_domain
left join hidden
    on hidden.site_id = cells.site_id and hidden.outcome_domain = cells.outcome_domain
order by
    cells.outcome_order,
    cells.column_number,
    shown.evidence_status = 'forecast',
    shown.suitability_rank nulls last,
    shown.published desc nulls last,
    shown.label,
    shown.finding_id
