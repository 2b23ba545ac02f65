-- One row per dated event whose precision is not that of its date, or that has only one of the two.
with dated as (
    select 'milestones' as table_name, milestone_id as row_id, date, precision
    from milestones
    union all
    select 'contract_stages' as table_name, stage_id as row_id, date, precision
    from contract_stages
),
judged as (
    select
        table_name,
        row_id,
        precision,
        case length(date) when 10 then 'day' when 7 then 'month' when 4 then 'year' end as expected,
    from dated
)
select
    table_name,
    row_id,
    'precision' as field,
    precision as value,
    if(
        expected is null,
        'there is a precision, but no date',
        'the date is exact to the ' || expected
    ) as wrong,
    if(
        expected is null,
        'empty the cell, or give the date',
        'write ' || expected || ', or correct the date'
    ) as mend,
from judged
where expected is distinct from precision
order by table_name, row_id
