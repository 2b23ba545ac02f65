-- One row per contract that states a basis for a value that it does not have.
select
    'contracts' as table_name,
    contract_id as row_id,
    'value_basis' as field,
    value_basis as value,
    'a basis is stated, but no value' as wrong,
    'write not_stated, or give the value' as mend,
from contracts
where value_gbp is null and value_basis <> 'not_stated'
order by row_id
