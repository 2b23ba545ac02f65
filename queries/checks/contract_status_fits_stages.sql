-- One row per contract that has come to an end by its stages and not by its status.
with ends as (
    select contract_id, list(distinct stage order by stage) as stages
    from contract_stages
    where stage in ('ended', 'terminated', 'abandoned') and status = 'happened'
    group by contract_id
)
select
    'contracts' as table_name,
    contracts.contract_id as row_id,
    'status' as field,
    contracts.status as value,
    'the stages of the contract say ' || array_to_string(ends.stages, ' and ') as wrong,
    'write that as status too, or correct the stage' as mend,
from contracts
inner join ends on ends.contract_id = contracts.contract_id
where not list_contains(ends.stages, contracts.status)
order by row_id
