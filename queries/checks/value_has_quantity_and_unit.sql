-- One row per finding that has a value without its kind or unit, or a kind, unit or comparator's
-- value without a value.
with cells as (
    select finding_id, value, 'quantity' as field, quantity as cell from findings
    union all
    select finding_id, value, 'unit' as field, unit as cell from findings
)
select
    'findings' as table_name,
    finding_id as row_id,
    field,
    cell as value,
    if(value is null, 'the finding has no value', 'the value has no ' || field) as wrong,
    if(
        value is null,
        'empty the cell, or give the value',
        'write the ' || field || ' that the source gives the figure in, or empty the value'
    ) as mend,
from cells
where (value is null) <> (cell is null)
order by row_id, field
