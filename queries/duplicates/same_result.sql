-- One row per entered finding and finding of the same site, outcome domain, measure and period.
-- The id of an entered row is its place; the order does not matter.
select
    typed.finding_id as place,
    'findings' as table_name,
    known.finding_id as row_id,
    'It has the same site, outcome domain, measure and period.' as why,
from entered.findings as typed
inner join main.findings as known
    on known.site_id = typed.site_id
    and known.outcome_domain = typed.outcome_domain
    and lower(known.measure) = lower(typed.measure)
    and lower(known.period) is not distinct from lower(typed.period)
