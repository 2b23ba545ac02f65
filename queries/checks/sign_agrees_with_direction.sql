-- One row per finding whose value lies on the better side while its direction says worse, or the
-- reverse. A change, a difference and a total are set against 0, a ratio against 1, own growth and
-- a level against the comparator's value where there is one. A price has nothing to be set against.
-- Mixed, unclear and no_difference say that the value alone does not settle it; the statement says
-- why.
with judged as (
    select
        finding_id,
        value,
        polarity,
        direction,
        case
            when quantity in ('change', 'difference', 'total') then 0
            when quantity = 'ratio' then 1
            when quantity in ('own_growth', 'level') then comparator_value
        end as no_difference_at,
    from findings
    where direction in ('improved', 'worsened')
        and polarity in ('lower_is_better', 'higher_is_better')
),
sides as (
    select
        finding_id,
        value,
        polarity,
        direction,
        sign(value - no_difference_at) * if(polarity = 'higher_is_better', 1, -1) as better_side,
    from judged
    where value is not null and no_difference_at is not null
)
select
    'findings' as table_name,
    finding_id as row_id,
    'value' as field,
    cast(value as varchar) as value,
    'the sign says '
        || case better_side when 1 then 'better' when -1 then 'worse' else 'no difference' end
        || if(polarity = 'higher_is_better', ', as higher is better', ', as lower is better')
        || ', but the direction says '
        || direction as wrong,
    'check sign, polarity and direction against the source; if all are right, write mixed or'
        || ' unclear and let the statement say why' as mend,
from sides
where better_side <> if(direction = 'improved', 1, -1)
order by row_id
