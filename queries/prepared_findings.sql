-- What the pictures of findings and absences show whatever is chosen, made once a revision: a click
-- only joins it with what is selected.

-- One row per outcome domain and evidence status, in the order of the evidence map.
create table evidence_cells as
select
    outcome_domains.outcome_domain,
    outcome_domains.name as outcome_name,
    evidence_statuses.evidence_status,
    evidence_statuses.name as status_name,
    row_number() over (
        order by outcome_domains.sort_order, evidence_statuses.sort_order
    ) as cell_place,
from outcome_domains
cross join evidence_statuses;

-- One row per absence, with its words and its place in queries/known_missing.sql.
create table absence_details as
select
    absences.absence_id,
    absences.site_id,
    absences.outcome_domain,
    absences.reason,
    categories.label as reason_label,
    absences.source_id,
    source_years.published_year,
    dense_rank() over (
        order by outcome_domains.sort_order nulls last, categories.sort_order
    ) as place,
from absences
inner join source_years on source_years.source_id = absences.source_id
inner join categories
    on categories.table_name = 'absences'
    and categories.field = 'reason'
    and categories.value = absences.reason
left join outcome_domains on outcome_domains.outcome_domain = absences.outcome_domain;

-- One row per finding: what queries/impacts.sql draws, the panel it belongs to, and for each way to
-- group the rows of a panel the group and the place in the order of the page. A panel holds one
-- quantity, one unit and one kind of comparison; forecasts, and amounts with no scale, have panels
-- of their own. A finding without a number stands beside the scale of the changes of its kind of
-- comparison.
create table impact_rows as
with families as (
    select
        finding_details.*,
        evidence_status = 'forecast' as is_forecast,
        comparator in ('matched_control', 'rest_england', 'other_sites') as is_against_others,
        case
            when evidence_status = 'forecast' then 'forecast'
            when value is null then 'change'
            when quantity in ('change', 'ratio', 'own_growth', 'difference', 'level') then quantity
            else 'amount'
        end as family,
    from finding_details
),

forms_of_sites as (
    select
        site_forms.site_id,
        string_agg(contract_forms.name, ', ' order by contract_forms.sort_order) as label,
        min(contract_forms.sort_order) as sort_order,
    from site_forms
    inner join contract_forms on contract_forms.contract_form = site_forms.contract_form
    group by site_forms.site_id
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
        concat_ws('-', family, panel_unit, comparison) as panel,
        coalesce(forms_of_sites.label, 'No contract in this set') as form_label,
        forms_of_sites.sort_order as form_order,
    from families
    left join forms_of_sites on forms_of_sites.site_id = families.site_id
),

-- The order of the panels, and that of the rows of one group.
ordered as (
    select
        placed.*,
        dense_rank() over (
            order by
                list_position([
                    'others', 'matched_control', 'rest_england', 'other_sites', 'before_after',
                    'target', 'none_stated'
                ], comparison) nulls last,
                list_position([
                    'change', 'ratio', 'own_growth', 'difference', 'level', 'amount', 'forecast'
                ], family),
                list_position([
                    'percent_change', 'percentage_points', 'percent', 'per_1000', 'count', 'days',
                    'weeks', 'gbp'
                ], panel_unit) nulls last,
                panel
        ) as panel_place,
        row_number() over (
            order by
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
        ) as row_place,
    from placed
)

select
    panel,
    family,
    panel_unit,
    comparison,
    coalesce(label, measure) as row_label,
    has_outside_comparator,
    is_independent,
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
    is_second_read,
    entered_by,
    entered_at,
    checked_by,
    checked_at,
    model_name,
    form_label,
    status_name,
    row_number() over (
        order by panel_place, outcome_sort_order, outcome_name, row_place
    ) as outcome_place,
    row_number() over (
        order by panel_place, model_sort_order, model_name, row_place
    ) as model_place,
    row_number() over (
        order by panel_place, form_order nulls last, form_label, row_place
    ) as form_place,
    row_number() over (
        order by panel_place, strength_rank, status_name, row_place
    ) as status_place,
from ordered;

-- One row per grouping of the gap map, column and site in it. grouping is model_type or
-- contract_form; a site has one model and may have several forms. National groups are left out.
create table gap_members as
select
    'model_type' as grouping,
    sites.model_type as column_value,
    model_types.name as column_name,
    model_types.sort_order as column_place,
    sites.site_id,
from sites
inner join model_types on model_types.model_type = sites.model_type
where sites.kind != 'national_group'
union all
select
    'contract_form',
    site_forms.contract_form,
    case site_forms.contract_form
        when 'none' then 'No contract in this set'
        when 'not_stated' then 'Form not stated'
        else contract_forms.name
    end,
    coalesce(contract_forms.sort_order, 99),
    site_forms.site_id,
from site_forms
inner join sites on sites.site_id = site_forms.site_id
left join contract_forms on contract_forms.contract_form = site_forms.contract_form
where sites.kind != 'national_group';

-- One row per grouping of the gap map, outcome domain and column: its cells, whatever is chosen.
create table gap_places as
select
    columns_of_map.grouping,
    columns_of_map.column_value,
    columns_of_map.column_name,
    outcome_domains.outcome_domain,
    outcome_domains.name as outcome_name,
    row_number() over (
        order by
            columns_of_map.grouping,
            outcome_domains.sort_order,
            outcome_domains.outcome_domain,
            columns_of_map.column_place,
            columns_of_map.column_value
    ) as place,
from (
    select distinct grouping, column_value, column_name, column_place from gap_members
) as columns_of_map
cross join outcome_domains;

-- One row per finding of a site that is no forecast: what the effect direction plot and the harvest
-- plot merge. National groups overlap with sites and are left out. design_level is how well the
-- design tells cause from chance, 5 the best: a trial; against controls; a trend or reviews; before
-- and after; no test, which a design that is not stated counts as.
create table observed_findings as
select
    finding_id,
    site_id,
    site_name,
    site_short_name,
    outcome_domain,
    direction,
    evidence_status,
    strength_rank,
    case
        when design = 'rct' then 5
        when design in ('difference_in_differences', 'synthetic_control', 'matched_control') then 4
        when design in ('interrupted_time_series', 'systematic_review') then 3
        when design = 'before_after' then 2
        else 1
    end as design_level,
    suitability_rank,
    design_name,
    published,
    has_outside_comparator,
    is_independent,
from finding_details
where evidence_status != 'forecast' and site_kind != 'national_group';
