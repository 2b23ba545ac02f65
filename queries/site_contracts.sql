-- One row per contract of the site $site_id, by its start, with when its status was last known.
-- Key: contract_id
-- value_a_year_gbp is computed, and only from a stated total and stated years. status_date is the
-- date of the stage that the status names, else the day on which the contract was last seen.
with dated as (
    select
        contract_stages.contract_id,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = contracts.status) as named_date,
        max_by(contract_stages.precision, contract_stages.date)
            filter (where contract_stages.stage = contracts.status) as named_precision,
        max_by(contract_stages.date, contract_stages.date)
            filter (where contract_stages.stage = 'last_seen') as seen_date,
        max_by(contract_stages.precision, contract_stages.date)
            filter (where contract_stages.stage = 'last_seen') as seen_precision,
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contract_stages.status = 'happened' and contract_stages.date is not null
    group by contract_stages.contract_id
)

select
    contracts.contract_id,
    cast(row_number() over (
        order by contracts.start_date nulls last, contracts.contract_id
    ) as integer) as number,
    if(contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name)
        as form_name,
    contract_forms.definition as form_definition,
    contracts.status,
    statuses.label as status_name,
    coalesce(dated.named_date, dated.seen_date) as status_date,
    if(dated.named_date is null, dated.seen_precision, dated.named_precision) as status_precision,
    dated.named_date is null as is_last_seen,
    contracts.commissioner,
    contracts.provider,
    contracts.value_gbp,
    contracts.value_basis,
    bases.label as basis_name,
    contracts.years,
    if(contracts.value_basis = 'total', contracts.value_gbp / contracts.years, null)
        as value_a_year_gbp,
    contracts.start_date,
    contracts.end_date,
    contracts.payment,
    contracts.scope,
    contracts.what_happened,
    contracts.reason,
    contracts.source_id,
    contracts.locator,
from contracts
inner join contract_forms on contract_forms.contract_form = contracts.contract_form
inner join categories as statuses
    on statuses.table_name = 'contracts'
    and statuses.field = 'status'
    and statuses.value = contracts.status
inner join categories as bases
    on bases.table_name = 'contracts'
    and bases.field = 'value_basis'
    and bases.value = contracts.value_basis
left join dated on dated.contract_id = contracts.contract_id
where contracts.site_id = $site_id
order by number
