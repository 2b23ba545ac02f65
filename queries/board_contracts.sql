-- One row per site among the columns $columns and contract of it, by its start.
-- Key: column_number, number
select
    asked.column_number,
    cast(contract_terms.number as integer) as number,
    contract_terms.contract_id,
    contract_terms.form_name,
    contract_terms.status,
    contract_terms.status_name,
    contract_terms.status_date,
    contract_terms.is_last_seen,
    contract_terms.value_gbp,
    contract_terms.value_basis,
    contract_terms.years,
    contract_terms.value_a_year_gbp,
    contract_terms.value_a_head_a_year_gbp,
    contract_terms.population,
    contract_terms.population_counts,
    contract_terms.population_as_of,
    contract_terms.is_population_covered,
    contract_terms.population_source_id,
    contract_terms.population_locator,
    contract_terms.start_date,
    contract_terms.end_date,
    contract_terms.payment,
    contract_terms.what_happened,
    contract_terms.reason,
    contract_terms.source_id,
    contract_terms.locator,
from asked_columns($columns::varchar[]) as asked
inner join contract_terms on contract_terms.site_id = asked.value
order by asked.column_number, contract_terms.number
