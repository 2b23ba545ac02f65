-- One row per source of the selected contracts at $status (all: any), by date; those without one last.
-- Key: source_id
-- That is: the sources of the contracts, their stages and their figures; n_contracts counts the
-- contracts that rest on one.
with cited as (
    select contract_id, source_id from contracts
    union
    select contract_id, source_id from contract_stages
    union
    select contract_id, source_id from contract_figures
)

select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    count(*) as n_contracts,
from selected_contracts
inner join cited on cited.contract_id = selected_contracts.contract_id
inner join sources on sources.source_id = cited.source_id
where $status in ('all', selected_contracts.status)
group by all
order by sources.published nulls last, sources.title, sources.source_id
