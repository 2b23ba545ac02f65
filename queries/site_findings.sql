-- One row per finding of the site $site_id, observed before forecast, by outcome, then design strength, recency and name.
-- Key: finding_id
select
    finding_id,
    outcome_domain,
    outcome_name,
    evidence_status = 'forecast' as is_forecast,
    measure,
    finding_details.label,
    polarity,
    direction,
    quantity,
    quantities.label as quantity_name,
    finding_details.value,
    unit,
    ci_low,
    ci_high,
    comparator,
    comparators.label as comparator_name,
    comparator_value,
    population,
    n,
    period,
    design_name,
    evidence_status,
    status_name,
    statement,
    source_id,
    publisher,
    published,
    source_title,
    source_url,
    locator,
    reading,
    is_second_read,
from finding_details
inner join categories as comparators
    on comparators.table_name = 'findings'
    and comparators.field = 'comparator'
    and comparators.value = finding_details.comparator
left join categories as quantities
    on quantities.table_name = 'findings'
    and quantities.field = 'quantity'
    and quantities.value = finding_details.quantity
where site_id = $site_id
order by
    is_forecast,
    outcome_sort_order,
    suitability_rank nulls last,
    published desc nulls last,
    finding_details.label,
    finding_id
