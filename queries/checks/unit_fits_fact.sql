-- One row per fact whose unit is not that of its kind. Staff, locations, organisations and others
-- are counted in units of their own.
with expected (fact, unit) as (
    values
        ('population', 'people'),
        ('gp_practices', 'practices'),
        ('care_homes', 'homes'),
        ('beds', 'beds'),
        ('budget_gbp', 'gbp'),
        ('share_percent', 'percent')
)
select
    'facts' as table_name,
    facts.fact_id as row_id,
    'unit' as field,
    facts.unit as value,
    'a fact of the kind ' || facts.fact || ' is in ' || expected.unit as wrong,
    'write ' || expected.unit || ', or correct the kind of fact' as mend,
from facts
inner join expected on expected.fact = facts.fact
where facts.unit <> expected.unit
order by row_id
