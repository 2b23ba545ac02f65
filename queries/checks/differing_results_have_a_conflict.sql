-- One row per finding whose source gives another figure for the same measure than an earlier
-- finding's source, without a conflict row that says how the two are settled.
with pairs as (
    select
        later.finding_id,
        later.value,
        min(earlier.finding_id) as earlier_id,
    from findings as later
    inner join findings as earlier
        on earlier.site_id = later.site_id
        and earlier.outcome_domain = later.outcome_domain
        and lower(earlier.measure) = lower(later.measure)
        and lower(earlier.population) is not distinct from lower(later.population)
        and earlier.unit = later.unit
        and earlier.source_id <> later.source_id
        and earlier.value <> later.value
        and earlier.finding_id < later.finding_id
    where (earlier.period = later.period or earlier.period is null or later.period is null)
        and not exists (
            select 1
            from conflicts
            where conflicts.site_id = later.site_id
                and conflicts.source_a in (earlier.source_id, later.source_id)
                and conflicts.source_b in (earlier.source_id, later.source_id)
        )
    group by later.finding_id, later.value
)
select
    'findings' as table_name,
    finding_id as row_id,
    'value' as field,
    cast(value as varchar) as value,
    'the finding ' || earlier_id
        || ' has another figure for the measure, from another source' as wrong,
    'add a row to conflicts that says how the two are settled' as mend,
from pairs
order by row_id
