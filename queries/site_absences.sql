-- One row per result of the site $site_id that is missing: each that a source says is missing, then each outcome without an observed finding.
-- Key: kind, outcome_domain, reason_name, as_of
-- kind is absence, forecast_only or none; an absence without an outcome is about all of them.
with observed as (
    select outcome_domain, bool_or(evidence_status != 'forecast') as is_observed
    from findings
    where site_id = $site_id
    group by outcome_domain
),

missing as (
    select
        'absence' as kind,
        absence_id,
        outcome_domain,
        reason,
        label,
        as_of,
        source_id,
        locator,
    from absences
    where site_id = $site_id
    union all
    select
        if(observed.outcome_domain is null, 'none', 'forecast_only'),
        null,
        outcome_domains.outcome_domain,
        null,
        null,
        null,
        null,
        null,
    from outcome_domains
    left join observed on observed.outcome_domain = outcome_domains.outcome_domain
    where not coalesce(observed.is_observed, false)
        and outcome_domains.outcome_domain not in (
            select absences.outcome_domain
            from absences
            where absences.site_id = $site_id and absences.outcome_domain is not null
        )
)

select
    missing.kind,
    missing.absence_id,
    missing.outcome_domain,
    outcome_domains.name as outcome_name,
    reasons.label as reason_name,
    missing.label,
    missing.as_of,
    missing.source_id,
    missing.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from missing
left join outcome_domains on outcome_domains.outcome_domain = missing.outcome_domain
left join categories as reasons
    on reasons.table_name = 'absences'
    and reasons.field = 'reason'
    and reasons.value = missing.reason
left join row_readings
    on row_readings.table_name = 'absences' and row_readings.row_id = missing.absence_id
order by
    list_position(['absence', 'forecast_only', 'none'], missing.kind),
    outcome_domains.sort_order nulls first,
    missing.source_id
