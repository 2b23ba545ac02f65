-- One row per finding that repeats an earlier finding of its site and outcome domain: the same
-- statement, or the same measure with the same value over the same period. The same result from two
-- sources is one finding.
with repeats as (
    select
        later.finding_id,
        later.measure,
        min(earlier.finding_id) as earlier_id,
    from findings as later
    inner join findings as earlier
        on earlier.site_id = later.site_id
        and earlier.outcome_domain = later.outcome_domain
        and earlier.finding_id < later.finding_id
    where lower(earlier.statement) = lower(later.statement)
        or (
            lower(earlier.measure) = lower(later.measure)
            and earlier.value = later.value
            and earlier.unit = later.unit
            and earlier.quantity = later.quantity
            and earlier.comparator_value is not distinct from later.comparator_value
            and lower(earlier.population) is not distinct from lower(later.population)
            and earlier.period is not distinct from later.period
        )
    group by later.finding_id, later.measure
)
select
    'findings' as table_name,
    finding_id as row_id,
    'measure' as field,
    measure as value,
    'the finding ' || earlier_id || ' says the same' as wrong,
    'keep the one with the better source, evaluation before journal news before press' as mend,
from repeats
order by row_id
