-- One row per selected vanguard and financial year of national transformation money, by name; the
-- years are those of the whole set. amount_gbp is empty where none was found.
-- Key: site_id, financial_year, funding_id
-- The list is incomplete (data/README.md), so nothing is added up. n_with_amount counts the selected
-- vanguards with an amount in the year, n_vanguards the selected vanguards; number is the source's.
with years as (
    select distinct financial_year from funding
)

select
    selected_sites.site_id,
    selected_sites.short_name,
    years.financial_year,
    funding.funding_id,
    funding.amount_gbp,
    bool_or(funding.funding_id is not null) over (partition by selected_sites.site_id)
        as has_any,
    count(distinct if(funding.funding_id is null, null, selected_sites.site_id))
        over (partition by years.financial_year) as n_with_amount,
    count(distinct selected_sites.site_id) over () as n_vanguards,
    funding.source_id,
    funding.locator,
    if(
        funding.source_id is null,
        null,
        cast(dense_rank() over (
            order by funding.source_id is null, sources.published nulls last, sources.title,
                sources.source_id
        ) as integer)
    ) as number,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    row_readings.entered_by,
    row_readings.entered_at,
    row_readings.checked_by,
    row_readings.checked_at,
from selected_sites
cross join years
left join funding
    on funding.site_id = selected_sites.site_id
    and funding.financial_year = years.financial_year
left join sources on sources.source_id = funding.source_id
left join row_readings
    on row_readings.table_name = 'funding' and row_readings.row_id = funding.funding_id
where selected_sites.kind = 'vanguard'
order by
    folded(selected_sites.short_name),
    selected_sites.site_id,
    years.financial_year,
    funding.funding_id
