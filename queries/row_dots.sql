-- One row per selected finding of one outcome in a column of the comparison, with the scale it stands on.
-- Key: column_number, finding_id
-- $columns holds the columns as queries/comparable.sql names them, from left to right. A scale holds
-- one quantity and one unit, all comparators together; a growth or a figure in a unit of its own
-- depends on whom and how long it counts, so those keep one comparator. comparison is null where a
-- scale has several. A finding without a number stands beside the scale of the changes in per cent.
with placed as (
    select
        impact_rows.* exclude (panel, comparison),
        asked.column_number,
        if(
            impact_rows.family in ('change', 'ratio') or impact_rows.unit = 'percent',
            null,
            impact_rows.comparison
        ) as only_comparison,
        concat_ws('-', impact_rows.family, impact_rows.panel_unit, only_comparison) as panel,
    from asked_columns($columns::varchar[]) as asked
    inner join column_members on column_members.value = asked.value
    inner join impact_rows on impact_rows.site_id = column_members.site_id
    inner join finding_standing on finding_standing.finding_id = impact_rows.finding_id
    where finding_standing.unmet_facet is null
        and finding_standing.outcome_domain = $outcome_domain
)

select
    column_number,
    panel,
    family,
    panel_unit,
    only_comparison as comparison,
    row_label,
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
from placed
order by
    min(outcome_place) over (partition by panel),
    panel,
    column_number,
    outcome_place,
    finding_id
