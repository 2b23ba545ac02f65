-- One row: how many contracts and sites with one are selected at $status (all: any), of how many.
-- Key: none, one row
select
    count(selected_contracts.contract_id) as n_contracts,
    any_value(set_size.n_all_contracts) as n_all_contracts,
    count(distinct selected_contracts.site_id) as n_sites,
    any_value(set_size.n_all_sites) as n_all_sites,
from (
    select
        count(*) as n_all_contracts,
        count(distinct site_id) as n_all_sites,
    from contract_fates
) as set_size
left join selected_contracts on $status in ('all', selected_contracts.status)
