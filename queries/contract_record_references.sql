-- One row per source that the page of the contract $contract_id rests on, as the page numbers them.
-- Key: source_id
-- rests and locators as in queries/site_references.sql; which rows count stands at
-- contract_references in queries/prepared_contracts.sql.
select
    cast(row_number() over (
        order by types.sort_order, sources.published desc nulls last, sources.title,
            sources.source_id
    ) as integer) as number,
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    types.label as type_name,
    sources.url,
    sources.note,
    contract_references.rests,
    contract_references.locators,
from contract_references
inner join sources on sources.source_id = contract_references.source_id
inner join categories as types
    on types.table_name = 'sources' and types.field = 'type' and types.value = sources.type
where contract_references.contract_id = $contract_id
order by number
