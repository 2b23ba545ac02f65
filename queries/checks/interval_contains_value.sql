-- One row per finding whose interval is upside down or misses its value.
select
    'findings' as table_name,
    finding_id as row_id,
    if(ci_low > ci_high or value is null or value < ci_low, 'ci_low', 'ci_high') as field,
    cast(
        if(ci_low > ci_high or value is null or value < ci_low, ci_low, ci_high) as varchar
    ) as value,
    case
        when ci_low > ci_high then 'the lower end of the interval is above its upper end'
        when value is null then 'there is an interval, but no value'
        else 'the interval does not contain the value'
    end as wrong,
    'compare the value and both ends with the source, signs included' as mend,
from findings
where ci_low is not null
    and ci_high is not null
    and (ci_low > ci_high or value is null or value not between ci_low and ci_high)
order by row_id
