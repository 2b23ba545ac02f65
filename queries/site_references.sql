-- One row per source that anything about the site $site_id rests on, numbered as the page cites it.
-- Key: source_id
-- rests is a list of what kinds of row rest on it and how many; a mention is in the locator of a
-- row that rests on another source. locators are the places in the source, each named once.
with resting as (
    select source_id, 1 as kind_order, 'summary' as kind, locator
    from sites where site_id = $site_id
    union all
    select source_id, 2, 'finding', locator from findings where site_id = $site_id
    union all
    select source_id, 3, 'contract', locator from contracts where site_id = $site_id
    union all
    select contract_figures.source_id, 4, 'contract figure', contract_figures.locator
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    where contracts.site_id = $site_id
    union all
    select contract_stages.source_id, 5, 'contract stage', contract_stages.locator
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contracts.site_id = $site_id
    union all
    select source_id, 6, 'fact', locator from facts where site_id = $site_id
    union all
    select source_id, 7, 'absence', locator from absences where site_id = $site_id
    union all
    select source_id, 8, 'milestone', locator from milestones where site_id = $site_id
    union all
    select source_id, 9, 'year of funding', locator from funding where site_id = $site_id
    union all
    select source_id, 10, 'partner', null from partners where site_id = $site_id
    union all
    select source_id, 11, 'lesson', locator from lessons where site_id = $site_id
    union all
    select source_a, 12, 'conflict', null from conflicts where site_id = $site_id
    union all
    select source_b, 12, 'conflict', null
    from conflicts
    where site_id = $site_id and source_b != source_a
),

-- A locator may name a second source by its id; such a one gets a number too.
mentioned as (
    select unnest(regexp_extract_all(locator, '[a-z0-9]+(?:-[a-z0-9]+)+')) as source_id
    from resting
),

kinds as (
    select source_id, kind_order, kind, count(*) as n from resting group by all
    union all
    select source_id, 13, 'mention', count(*)
    from mentioned
    where source_id in (select sources.source_id from sources)
        and source_id not in (select resting.source_id from resting)
    group by source_id
),

places as (
    select
        source_id,
        list(distinct locator order by locator) filter (where locator is not null) as locators,
    from resting
    group by source_id
),

rests as (
    select source_id, list({kind: kind, n: n} order by kind_order) as rests
    from kinds
    group by source_id
)

select
    cast(row_number() over (
        order by types.sort_order, sources.published desc nulls last, sources.title,
            sources.source_id
    ) as integer) as number,
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    types.label as type_name,
    sources.url,
    sources.note,
    rests.rests,
    coalesce(places.locators, []) as locators,
from rests
left join places on places.source_id = rests.source_id
inner join sources on sources.source_id = rests.source_id
inner join categories as types
    on types.table_name = 'sources' and types.field = 'type' and types.value = sources.type
order by number
