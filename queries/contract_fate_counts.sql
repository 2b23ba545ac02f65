-- One row per state that a contract can be in: how many selected contracts were last seen in it.
-- Key: status
-- n_never_signed counts those of them that, as far as the sources say, never reached signature. A
-- state without a contract has 0.
select
    statuses.value as status,
    statuses.label as status_name,
    count(contract_marks.contract_id) as n_contracts,
    count(*) filter (contract_marks.is_never_signed) as n_never_signed,
from categories as statuses
left join contract_marks
    on contract_marks.status = statuses.value
    and contract_marks.contract_id in (
        select selected_contracts.contract_id from selected_contracts
    )
where statuses.table_name = 'contracts' and statuses.field = 'status'
group by statuses.value, statuses.label, statuses.sort_order
order by statuses.sort_order
