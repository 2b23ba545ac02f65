-- One row per financial year for which national transformation money for the site $site_id is known.
-- Key: funding_id
select
    funding.funding_id,
    funding.financial_year,
    funding.amount_gbp,
    funding.source_id,
    funding.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from funding
left join row_readings
    on row_readings.table_name = 'funding' and row_readings.row_id = funding.funding_id
where funding.site_id = $site_id
order by funding.financial_year, funding.funding_id
