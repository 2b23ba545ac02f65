-- One row per contract and figure of it that the payment model can start from, and one without a
-- figure for a contract that has none.
-- Key: contract_id, figure_id
-- figure_id is 'years' for the length of the contract, else that of contract_figures. A kind of
-- figure that is stated twice has two rows. The columns payment_... say where the contract's words
-- on payment are from.
with stated as (
    select contract_id, figure_id, figure, value, unit, note, source_id, locator
    from contract_figures
    where figure in (
        'first_year_value',
        'winning_bid',
        'maximum_bid',
        'annual_growth_percent',
        'upfront_percent',
        'management_fee_percent',
        'provider_keeps_surplus_to_percent',
        'surplus_share_provider_percent',
        'outcome_payment_percent'
    )
    union all
    select
        contract_id,
        'years' as figure_id,
        'years' as figure,
        years as value,
        'years' as unit,
        'Length of the contract' as note,
        source_id,
        locator,
    from contracts
    where years is not null
)

select
    contract_fates.contract_id,
    contract_fates.site_id,
    contract_fates.contract_label,
    contracts.payment,
    contracts.source_id as payment_source_id,
    contracts.locator as payment_locator,
    payment_sources.title as payment_title,
    payment_sources.url as payment_url,
    stated.figure_id,
    stated.figure,
    stated.value,
    stated.unit,
    stated.note,
    stated.source_id,
    stated.locator,
    sources.title,
    sources.url,
from contract_fates
inner join contracts on contracts.contract_id = contract_fates.contract_id
inner join sources as payment_sources on payment_sources.source_id = contracts.source_id
left join stated on stated.contract_id = contract_fates.contract_id
left join sources on sources.source_id = stated.source_id
order by contract_fates.contract_id, stated.figure, stated.figure_id
