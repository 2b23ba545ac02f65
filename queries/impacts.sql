-- One row per selected finding, with the panel and the group in which the impacts page draws it, in order.
-- Key: finding_id
-- $group_by is outcome_domain, model_type, contract_form or evidence_status. A panel holds one quantity, one
-- unit and one kind of comparison; forecasts, and amounts with no scale, have panels of their own.
-- A finding without a number stands beside the scale of the changes of its kind of comparison.
with families as (
    select
        selected_findings.*,
        evidence_status = 'forecast' as is_forecast,
        comparator in ('matched_control', 'rest_england', 'other_sites') as is_against_others,
        case
            when evidence_status = 'forecast' then 'forecast'
            when value is null then 'change'
            when quantity in ('change', 'ratio', 'own_growth', 'difference', 'level') then quantity
            else 'amount'
        end as family,
    from selected_findings
),

placed as (
    select
        families.*,
        case
            when family in ('amount', 'forecast') then null
            when value is null then 'percent_change'
            else unit
        end as panel_unit,
        case
            when family in ('amount', 'forecast') then null
            -- A growth or a figure in a unit of its own depends on whom and how long it counts, so
            -- only changes, ratios and shares stand beside those of another comparator.
            when is_against_others and (family in ('change', 'ratio') or unit = 'percent')
                then 'others'
            else comparator
        end as comparison,
        case $group_by
            when 'model_type' then model_name
            when 'contract_form' then coalesce(
                (
                    select string_agg(contract_forms.name, ', ' order by contract_forms.sort_order)
                    from site_forms
                    inner join contract_forms
                        on contract_forms.contract_form = site_forms.contract_form
                    where site_forms.site_id = families.site_id
                ),
                'No contract in this set'
            )
            when 'evidence_status' then status_name
            else outcome_name
        end as group_label,
        case $group_by
            when 'model_type' then model_sort_order
            when 'contract_form' then (
                select min(contract_forms.sort_order)
                from site_forms
                inner join contract_forms
                    on contract_forms.contract_form = site_forms.contract_form
                where site_forms.site_id = families.site_id
            )
            when 'evidence_status' then strength_rank
            else outcome_sort_order
        end as group_order,
    from families
)

select
    concat_ws('-', family, panel_unit, comparison) as panel,
    family,
    panel_unit,
    comparison,
    group_label,
    -- What the heading says already is not repeated in the row.
    if($group_by = 'outcome_domain', null, outcome_name) as row_outcome,
    coalesce(label, measure) as row_label,
    is_against_others and not is_forecast as has_outside_comparator,
    is_against_others and evidence_status in ('evaluated', 'audited') as is_independent,
    finding_id,
    site_id,
    site_short_name,
    outcome_name,
    label,
    polarity,
    direction,
    quantity,
    value,
    unit,
    ci_low,
    ci_high,
    comparator,
    comparator_value,
    evidence_status,
    publisher,
    published,
    source_url,
    locator,
from placed
order by
    list_position([
        'others', 'matched_control', 'rest_england', 'other_sites', 'before_after', 'target',
        'none_stated'
    ], comparison) nulls last,
    list_position([
        'change', 'ratio', 'own_growth', 'difference', 'level', 'amount', 'forecast'
    ], family),
    list_position([
        'percent_change', 'percentage_points', 'percent', 'per_1000', 'count', 'days', 'weeks',
        'gbp'
    ], panel_unit) nulls last,
    panel,
    group_order nulls last,
    group_label,
    if(
        comparison = 'others',
        list_position(['matched_control', 'rest_england', 'other_sites'], comparator),
        0
    ),
    suitability_rank nulls last,
    published desc nulls last,
    site_short_name,
    label,
    finding_id
