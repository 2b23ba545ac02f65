-- One row per finding whose interval, set against no difference, says otherwise than its direction.
-- An end that touches no difference is let pass: the ends are rounded in the source.
-- The interval of a site's own growth is of that growth, not of the difference, and is not judged.
with judged as (
    select
        finding_id,
        direction,
        ci_low,
        ci_high,
        if(quantity = 'ratio', 1, 0) as no_difference_at,
    from findings
    where quantity in ('change', 'difference', 'ratio')
)
select
    'findings' as table_name,
    finding_id as row_id,
    'direction' as field,
    direction as value,
    if(
        direction = 'no_difference',
        'the interval leaves out no difference, but the direction says that there is none',
        'the interval spans no difference, but the direction says better or worse'
    ) as wrong,
    if(
        direction = 'no_difference',
        'check both ends; if they are right, write improved or worsened',
        'check both ends; if they are right, write no_difference'
    ) as mend,
from judged
where (
        direction in ('improved', 'worsened')
        and ci_low < no_difference_at
        and ci_high > no_difference_at
    )
    or (
        direction = 'no_difference'
        and (ci_low > no_difference_at or ci_high < no_difference_at)
    )
order by row_id
