-- One row per site or contract that ends before it starts, compared as far as both dates go.
with spans as (
    select 'sites' as table_name, site_id as row_id, 'ended' as field,
        started as starts, ended as ends
    from sites
    union all
    select 'contracts' as table_name, contract_id as row_id, 'end_date' as field,
        start_date as starts, end_date as ends
    from contracts
)
select
    table_name,
    row_id,
    field,
    ends as value,
    'the end lies before the start, ' || starts as wrong,
    'check both dates against the source' as mend,
from spans
where left(ends, least(length(starts), length(ends)))
    < left(starts, least(length(starts), length(ends)))
order by table_name, row_id
