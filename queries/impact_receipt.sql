-- One row, for the finding $finding_id, whether selected or not: what it says, how it was found, and who says so.
-- Key: finding_id
select
    finding_details.finding_id,
    finding_details.site_id,
    finding_details.site_short_name,
    finding_details.outcome_name,
    finding_details.measure,
    finding_details.label,
    finding_details.direction,
    finding_details.quantity,
    finding_details.value,
    finding_details.unit,
    finding_details.ci_low,
    finding_details.ci_high,
    finding_details.comparator,
    comparators.label as comparator_name,
    finding_details.comparator_value,
    finding_details.population,
    finding_details.n,
    finding_details.period,
    finding_details.design_name,
    finding_details.evidence_status,
    finding_details.statement,
    finding_details.source_title,
    finding_details.publisher,
    finding_details.published,
    finding_details.source_url,
    finding_details.locator,
    finding_details.reading,
    finding_details.is_second_read,
from finding_details
inner join categories as comparators
    on comparators.table_name = 'findings'
    and comparators.field = 'comparator'
    and comparators.value = finding_details.comparator
where finding_details.finding_id = $finding_id
order by finding_details.finding_id
