-- One row per finding whose unit cannot be the unit of its kind of value.
with allowed (quantity, units) as (
    values
        ('change', ['percent_change', 'percentage_points']),
        ('own_growth', ['percent_change']),
        ('ratio', ['ratio']),
        ('difference', ['per_1000', 'count', 'days', 'weeks', 'gbp']),
        ('level', ['percent', 'per_1000', 'count', 'days', 'weeks', 'gbp']),
        ('total', ['count', 'days', 'weeks', 'gbp']),
        ('price', ['gbp', 'ratio'])
)
select
    'findings' as table_name,
    findings.finding_id as row_id,
    'unit' as field,
    findings.unit as value,
    'a value of the kind ' || findings.quantity || ' cannot have this unit' as wrong,
    'write ' || array_to_string(allowed.units, ' or ') || ', or correct the quantity' as mend,
from findings
inner join allowed on allowed.quantity = findings.quantity
where not list_contains(allowed.units, findings.unit)
order by row_id
