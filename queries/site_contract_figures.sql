-- One row per term or amount of a contract of the site $site_id.
-- Key: figure_id
-- scale says what may stand on one axis: the price of the contract as advertised, capped and bid;
-- the value of its first year; single amounts, which the sources do not add up; empty for what is
-- not money.
select
    contract_figures.figure_id,
    contract_figures.contract_id,
    contract_figures.figure,
    figures.label as figure_name,
    contract_figures.value,
    contract_figures.unit,
    units.label as unit_name,
    contract_figures.note,
    case
        when contract_figures.unit != 'gbp' then null
        when contract_figures.figure in ('advertised_value', 'maximum_bid', 'winning_bid')
            then 'price'
        when contract_figures.figure = 'first_year_value' then 'first_year'
        else 'apart'
    end as scale,
    contract_figures.source_id,
    contract_figures.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    row_readings.entered_by,
    row_readings.entered_at,
    row_readings.checked_by,
    row_readings.checked_at,
from contract_figures
inner join contracts on contracts.contract_id = contract_figures.contract_id
inner join categories as figures
    on figures.table_name = 'contract_figures'
    and figures.field = 'figure'
    and figures.value = contract_figures.figure
inner join categories as units
    on units.table_name = 'contract_figures'
    and units.field = 'unit'
    and units.value = contract_figures.unit
left join row_readings
    on row_readings.table_name = 'contract_figures'
    and row_readings.row_id = contract_figures.figure_id
where contracts.site_id = $site_id
order by
    contract_figures.contract_id,
    list_position(['price', 'first_year', 'apart'], scale) nulls last,
    if(scale = 'apart', null, figures.sort_order) nulls last,
    contract_figures.value desc,
    contract_figures.figure_id
