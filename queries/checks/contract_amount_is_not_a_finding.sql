-- One row per finding that repeats an amount of one of its site's contracts.
with amounts as (
    select site_id, contract_id, value_gbp as gbp
    from contracts
    union all
    select contracts.site_id, contracts.contract_id, contract_figures.value as gbp
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    where contract_figures.unit = 'gbp'
)
select
    'findings' as table_name,
    findings.finding_id as row_id,
    'value' as field,
    cast(findings.value as varchar) as value,
    'the figure is an amount of the contract ' || min(amounts.contract_id) as wrong,
    'leave the finding out; amounts of contracts are in contracts and contract_figures' as mend,
from findings
inner join amounts on amounts.site_id = findings.site_id and amounts.gbp = abs(findings.value)
where findings.unit = 'gbp'
group by findings.finding_id, findings.value
order by row_id
