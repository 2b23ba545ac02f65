-- One row per finding whose comparator's value is missing, or stands where it cannot be read.
with judged as (
    select
        finding_id,
        quantity,
        comparator,
        comparator_value,
        case
            when quantity = 'own_growth' and comparator_value is null
                then 'own growth says nothing without the growth of the comparator'
            when comparator_value is not null and quantity is null
                then 'there is a comparator''s value, but no value'
            when comparator_value is not null and quantity not in ('own_growth', 'level')
                then 'a value of the kind ' || quantity || ' has the comparator in it already'
            when comparator_value is not null and comparator = 'none_stated'
                then 'there is a comparator''s value, but no comparator'
        end as wrong,
    from findings
)
select
    'findings' as table_name,
    finding_id as row_id,
    'comparator_value' as field,
    cast(comparator_value as varchar) as value,
    wrong,
    case
        when comparator_value is null
            then 'give the comparator''s growth, or write change as quantity'
        when comparator = 'none_stated' then 'say in comparator what the value is set against'
        else 'empty the cell, or correct the quantity'
    end as mend,
from judged
where wrong is not null
order by row_id
