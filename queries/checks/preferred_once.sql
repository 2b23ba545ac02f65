-- One row per preferred fact beyond the first of its site and kind.
with preferred_facts as (
    select
        fact_id,
        fact,
        first_value(fact_id) over (partition by site_id, fact order by fact_id) as earlier_id,
    from facts
    where preferred
)
select
    'facts' as table_name,
    fact_id as row_id,
    'preferred' as field,
    'true' as value,
    'the fact ' || earlier_id || ' is already the preferred one of the kind ' || fact
        || ' for the site' as wrong,
    'write false in the one that is not the commissioner''s or evaluator''s figure' as mend,
from preferred_facts
where fact_id <> earlier_id
order by row_id
