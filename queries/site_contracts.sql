-- One row per contract of the site $site_id, by its start, with when its status was last known.
-- Key: contract_id
-- What a contract says of itself stands at contract_terms in queries/prepared_board.sql;
-- value_a_year_gbp is computed, and here only from a stated total and stated years.
select
    contract_terms.contract_id,
    cast(contract_terms.number as integer) as number,
    contract_terms.form_name,
    contract_forms.definition as form_definition,
    contract_terms.status,
    contract_terms.status_name,
    contract_terms.status_date,
    contract_terms.status_precision,
    contract_terms.is_last_seen,
    contracts.commissioner,
    contracts.provider,
    contract_terms.value_gbp,
    contract_terms.value_basis,
    bases.label as basis_name,
    contract_terms.years,
    if(contract_terms.value_basis = 'total', contract_terms.value_a_year_gbp, null)
        as value_a_year_gbp,
    contract_terms.start_date,
    contract_terms.end_date,
    contract_terms.payment,
    contracts.scope,
    contract_terms.what_happened,
    contract_terms.reason,
    contract_terms.source_id,
    contract_terms.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from contract_terms
inner join contracts on contracts.contract_id = contract_terms.contract_id
inner join contract_forms on contract_forms.contract_form = contract_terms.contract_form
inner join categories as bases
    on bases.table_name = 'contracts'
    and bases.field = 'value_basis'
    and bases.value = contract_terms.value_basis
left join row_readings
    on row_readings.table_name = 'contracts'
    and row_readings.row_id = contract_terms.contract_id
where contract_terms.site_id = $site_id
order by contract_terms.number
