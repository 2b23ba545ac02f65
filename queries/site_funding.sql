-- One row per financial year for which national transformation money for the site $site_id is known.
-- Key: funding_id
select funding_id, financial_year, amount_gbp, source_id, locator
from funding
where site_id = $site_id
order by financial_year, funding_id
