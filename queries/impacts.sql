-- One row per selected finding, with the panel and the group in which the impacts page draws it, in order.
-- Key: finding_id
-- $group_by is outcome_domain, model_type, contract_form or evidence_status. How findings fall into
-- panels, and the order of both, stands at impact_rows in queries/prepared_findings.sql.
select
    impact_rows.panel,
    impact_rows.family,
    impact_rows.panel_unit,
    impact_rows.comparison,
    case $group_by
        when 'model_type' then impact_rows.model_name
        when 'contract_form' then impact_rows.form_label
        when 'evidence_status' then impact_rows.status_name
        else impact_rows.outcome_name
    end as group_label,
    -- What the heading says already is not repeated in the row.
    if($group_by = 'outcome_domain', null, impact_rows.outcome_name) as row_outcome,
    impact_rows.row_label,
    impact_rows.has_outside_comparator,
    impact_rows.is_independent,
    impact_rows.finding_id,
    impact_rows.site_id,
    impact_rows.site_short_name,
    impact_rows.outcome_name,
    impact_rows.label,
    impact_rows.polarity,
    impact_rows.direction,
    impact_rows.quantity,
    impact_rows.value,
    impact_rows.unit,
    impact_rows.ci_low,
    impact_rows.ci_high,
    impact_rows.comparator,
    impact_rows.comparator_value,
    impact_rows.evidence_status,
    impact_rows.publisher,
    impact_rows.published,
    impact_rows.source_url,
    impact_rows.locator,
    impact_rows.is_second_read,
    impact_rows.entered_by,
    impact_rows.entered_at,
    impact_rows.checked_by,
    impact_rows.checked_at,
from impact_rows
where impact_rows.finding_id in (
        select finding_standing.finding_id
        from finding_standing
        where finding_standing.unmet_facet is null
    )
order by
    case $group_by
        when 'model_type' then impact_rows.model_place
        when 'contract_form' then impact_rows.form_place
        when 'evidence_status' then impact_rows.status_place
        else impact_rows.outcome_place
    end
