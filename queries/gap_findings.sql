-- One row per selected finding of the sites in one cell of the gap map.
-- Key: finding_id
-- The cell is $outcome_domain in the column $column_value of $grouping (model_type or contract_form).
-- Sites by their strongest evidence, then name; the findings of a site by the strength of the
-- evidence and of the design, the newest source first, then name; never by size.
select
    selected_findings.finding_id,
    selected_findings.site_id,
    selected_findings.site_short_name,
    selected_findings.outcome_name,
    selected_findings.label,
    selected_findings.measure,
    selected_findings.direction,
    selected_findings.quantity,
    selected_findings.value,
    selected_findings.unit,
    selected_findings.ci_low,
    selected_findings.ci_high,
    selected_findings.comparator,
    selected_findings.comparator_value,
    selected_findings.evidence_status,
    selected_findings.source_title,
    selected_findings.publisher,
    selected_findings.published,
    selected_findings.source_url,
    selected_findings.locator,
from selected_findings
inner join gap_members
    on gap_members.site_id = selected_findings.site_id
    and gap_members.grouping = $grouping
    and gap_members.column_value = $column_value
where selected_findings.outcome_domain = $outcome_domain
order by
    min(selected_findings.strength_rank) over (partition by selected_findings.site_id),
    selected_findings.site_short_name,
    selected_findings.site_id,
    selected_findings.strength_rank,
    selected_findings.suitability_rank nulls last,
    selected_findings.published desc nulls last,
    coalesce(selected_findings.label, selected_findings.measure),
    selected_findings.finding_id
