-- One row per period that cannot be: a month outside 01 to 12, a day outside the calendar, a
-- financial year that is not followed by the next.
with parts as (
    select 'facts' as table_name, fact_id as row_id, 'as_of' as field, as_of as value,
        unnest(string_split(as_of, ' to ')) as part
    from facts
    union all
    select 'funding' as table_name, funding_id as row_id, 'financial_year' as field,
        financial_year as value, financial_year as part
    from funding
),
judged as (
    select
        table_name,
        row_id,
        field,
        value,
        case
            when regexp_matches(part, '^\d{4}-\d\d-\d\d$') then try_cast(part as date) is not null
            when regexp_matches(part, '^\d{4}-\d{4}$') then right(part, 4) >= left(part, 4)
            when regexp_matches(part, '^\d{4}[-/]\d\d$')
                then (part[5] = '-' and right(part, 2) between '01' and '12')
                    or try_cast(right(part, 2) as integer)
                        = (try_cast(left(part, 4) as integer) + 1) % 100
            else true
        end as is_real,
    from parts
)
select
    table_name,
    row_id,
    field,
    value,
    'there is no such period' as wrong,
    'write a year, month, day or a financial year such as 2016-17, as the source gives it' as mend,
from judged
where not is_real
order by table_name, row_id
