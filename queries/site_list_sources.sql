-- One row per source that the rows of queries/site_list.sql rest on, by its id.
-- Key: source_id
-- That is: what each site is, its contracts, its preferred population, its selected findings, its
-- milestones and the stages of its contracts.
with resting as (
    select site_id, source_id from sites
    union
    select site_id, source_id from contracts
    union
    select site_id, source_id from facts where fact = 'population' and preferred
    union
    select site_id, source_id from selected_findings
    union
    select site_id, source_id from milestones
    union
    select contracts.site_id, contract_stages.source_id
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
)

select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.type,
    sources.url,
    sources.note,
    list(resting.site_id order by resting.site_id) as site_ids,
from resting
inner join selected_sites on selected_sites.site_id = resting.site_id
inner join sources on sources.source_id = resting.source_id
group by all
order by sources.source_id
