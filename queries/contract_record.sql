-- One row per contract of the site of the contract $contract_id, that one first, then by their start.
-- Key: contract_id
-- None for a contract that is not there. What a contract says of itself stands at contract_fates in
-- queries/prepared_contracts.sql; value_a_year_gbp is computed, and here only from a stated total
-- and stated years.
select
    contract_fates.contract_id,
    contract_fates.contract_id = $contract_id as is_asked,
    contract_fates.contract_label,
    cast(contract_fates.number as integer) as number,
    contract_fates.site_id,
    contract_fates.site_name,
    contract_fates.short_name,
    model_types.name as model_name,
    model_types.definition as model_definition,
    contract_fates.contract_form,
    contract_fates.form_name,
    contract_fates.form_definition,
    contract_fates.status,
    contract_fates.status_name,
    contract_fates.status_date,
    contract_fates.status_precision,
    contract_fates.is_last_seen,
    contract_fates.commissioner,
    contract_fates.provider,
    contract_fates.value_gbp,
    contract_fates.value_basis,
    contract_fates.basis_name,
    contract_fates.years,
    if(contract_fates.value_basis = 'total', contract_fates.value_a_year_gbp, null)
        as value_a_year_gbp,
    contract_fates.start_date,
    contract_fates.end_date,
    contract_fates.payment,
    contract_fates.scope,
    contract_fates.what_happened,
    contract_fates.reason,
    contract_fates.source_id,
    contract_fates.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from contract_fates
inner join model_types on model_types.model_type = contract_fates.model_type
left join row_readings
    on row_readings.table_name = 'contracts'
    and row_readings.row_id = contract_fates.contract_id
where contract_fates.site_id = (
        select this.site_id from contract_fates as this where this.contract_id = $contract_id
    )
order by is_asked desc, contract_fates.number
