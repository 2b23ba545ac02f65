-- One row per selected contract with a value in pounds, at $status (all: any): total values, annual
-- values, values of no stated basis; by name.
-- Key: contract_id
-- value_a_year_gbp is computed, and only from a stated total and stated years; an annual value stands
-- as it was stated, and one of no stated basis is never divided. Where a range was advertised its
-- upper end is the value, and from_gbp its lower end. number is that of the source.
with ranges as (
    select contract_id, min(value) as from_gbp
    from contract_figures
    where figure = 'other' and unit = 'gbp' and contains(lower(note), 'bottom of the advertised range')
    group by contract_id
)

select
    selected_contracts.contract_id,
    selected_contracts.contract_label,
    selected_contracts.status,
    selected_contracts.status_name,
    selected_contracts.value_basis,
    selected_contracts.basis_name,
    selected_contracts.value_gbp,
    selected_contracts.years,
    if(selected_contracts.value_basis = 'total', selected_contracts.value_a_year_gbp, null)
        as value_a_year_gbp,
    ranges.from_gbp,
    selected_contracts.source_id,
    selected_contracts.locator,
    cast(dense_rank() over (
        order by sources.published nulls last, sources.title, sources.source_id
    ) as integer) as number,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    row_readings.entered_by,
    row_readings.entered_at,
    row_readings.checked_by,
    row_readings.checked_at,
from selected_contracts
inner join sources on sources.source_id = selected_contracts.source_id
left join ranges
    on ranges.contract_id = selected_contracts.contract_id
    and ranges.from_gbp < selected_contracts.value_gbp
left join row_readings
    on row_readings.table_name = 'contracts'
    and row_readings.row_id = selected_contracts.contract_id
where $status in ('all', selected_contracts.status) and selected_contracts.value_gbp is not null
order by
    list_position(['total', 'annual', 'not_stated'], selected_contracts.value_basis),
    folded(selected_contracts.contract_label),
    selected_contracts.contract_id
