-- One row: where the contract $contract_id stands among the selected contracts, as the page
-- "Contracts" orders them: by form, the forms off the line of integration last, then by label.
-- Key: none, one row
-- Not selected: position and neighbours are empty.
with ordered as (
    select
        contract_id,
        row_number() over places as position,
        lag(contract_id) over places as previous_id,
        lag(contract_label) over places as previous_name,
        lead(contract_id) over places as next_id,
        lead(contract_label) over places as next_name,
    from selected_contracts
    window places as (
        order by integration_rank nulls last, form_order, folded(contract_label), contract_id
    )
)

select
    (select count(*) from ordered) as n_selected,
    ordered.position,
    ordered.previous_id,
    ordered.previous_name,
    ordered.next_id,
    ordered.next_name,
from (select 1) as always
left join ordered on ordered.contract_id = $contract_id
