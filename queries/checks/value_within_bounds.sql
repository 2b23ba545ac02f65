-- One row per finding whose value cannot be: a ratio or price of 0 or less, a level below 0, a
-- share above 100%, a fall of more than 100%. A level in pounds may be below 0, for a deficit.
with judged as (
    select
        finding_id,
        value,
        case
            when quantity in ('ratio', 'price') and value <= 0 then 'a ratio or price is above 0'
            when quantity = 'level' and unit <> 'gbp' and value < 0 then 'a level is not below 0'
            when quantity = 'level' and unit = 'percent' and value > 100
                then 'a share is at most 100 per cent'
            when unit = 'percent_change' and value < -100
                then 'nothing can fall by more than 100 per cent'
        end as wrong,
    from findings
)
select
    'findings' as table_name,
    finding_id as row_id,
    'value' as field,
    cast(value as varchar) as value,
    wrong,
    'check the value, the quantity and the unit against the source' as mend,
from judged
where wrong is not null
order by row_id
