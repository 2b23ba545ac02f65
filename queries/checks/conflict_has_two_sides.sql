-- One row per conflict whose two statements are the same.
select
    'conflicts' as table_name,
    conflict_id as row_id,
    'statement_b' as field,
    statement_b as value,
    'both statements say the same' as wrong,
    'write what the second source says, or leave the row out' as mend,
from conflicts
where lower(statement_a) = lower(statement_b)
order by row_id
