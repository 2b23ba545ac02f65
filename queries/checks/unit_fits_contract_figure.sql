-- One row per term of a contract whose unit is not that of its kind, or that is a share above 100%.
with judged as (
    select
        figure_id,
        figure,
        unit,
        value,
        case
            when figure = 'other' then unit
            when figure like '%percent' then 'percent'
            when figure like '%months%' then 'months'
            else 'gbp'
        end as expected,
    from contract_figures
)
select
    'contract_figures' as table_name,
    figure_id as row_id,
    if(unit <> expected, 'unit', 'value') as field,
    if(unit <> expected, unit, cast(value as varchar)) as value,
    if(
        unit <> expected,
        'the figure ' || figure || ' is in ' || expected,
        'it is more than 100 per cent'
    ) as wrong,
    if(
        unit <> expected,
        'write ' || expected || ', or correct the kind of figure',
        'check it against the source'
    ) as mend,
from judged
where unit <> expected or (unit = 'percent' and abs(value) > 100)
order by row_id
