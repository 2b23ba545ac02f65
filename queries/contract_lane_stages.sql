-- One row per stage of a selected contract at $status (all: any), in the order of the lanes.
-- Key: contract_id, stage_id
-- A contract without a stage has one row without one, with the contract's own source.
select
    contracts.contract_id,
    contracts.contract_label,
    contracts.form_name,
    contracts.status as contract_status,
    contract_stages.stage_id,
    stages.label as stage,
    contract_stages.date,
    contract_stages.precision,
    contract_stages.status as happened_or_planned,
    contract_stages.note,
    contracts.reason,
    sources.source_id,
    sources.publisher,
    sources.published,
    sources.title,
    sources.url,
    coalesce(contract_stages.locator, contracts.locator) as locator,
from selected_contracts as contracts
left join contract_stages on contract_stages.contract_id = contracts.contract_id
left join categories as stages
    on stages.table_name = 'contract_stages'
    and stages.field = 'stage'
    and stages.value = contract_stages.stage
inner join sources
    on sources.source_id = coalesce(contract_stages.source_id, contracts.source_id)
where $status in ('all', contracts.status)
order by
    contracts.integration_rank nulls last,
    contracts.form_order,
    contracts.first_date nulls last,
    contracts.contract_label,
    contracts.contract_id,
    contract_stages.date nulls last,
    contract_stages.stage_id
