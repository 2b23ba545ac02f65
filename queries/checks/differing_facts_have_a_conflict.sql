-- One row per fact whose source counts the same thing differently from an earlier fact's source,
-- for the same date or an unknown one, without a conflict row that says how the two are settled.
with pairs as (
    select
        later.fact_id,
        later.value,
        min(earlier.fact_id) as earlier_id,
    from facts as later
    inner join facts as earlier
        on earlier.site_id = later.site_id
        and earlier.fact = later.fact
        and earlier.unit = later.unit
        and lower(earlier.counts) = lower(later.counts)
        and earlier.source_id <> later.source_id
        and earlier.value <> later.value
        and earlier.fact_id < later.fact_id
    where (earlier.as_of = later.as_of or earlier.as_of is null or later.as_of is null)
        and not exists (
            select 1
            from conflicts
            where conflicts.site_id = later.site_id
                and conflicts.source_a in (earlier.source_id, later.source_id)
                and conflicts.source_b in (earlier.source_id, later.source_id)
        )
    group by later.fact_id, later.value
)
select
    'facts' as table_name,
    fact_id as row_id,
    'value' as field,
    cast(value as varchar) as value,
    'the fact ' || earlier_id || ' counts the same otherwise, from another source' as wrong,
    'add a row to conflicts that says how the two are settled' as mend,
from pairs
order by row_id
