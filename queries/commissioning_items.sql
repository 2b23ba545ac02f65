-- One row per commissioning step and design principle: the lessons that bear on it, and the sites
-- they were learnt at by what became of the contracts there.
-- Key: item_id
-- A lesson bears on an item by its theme (theme_items). Lessons of the selected sites count, and
-- general ones, which have no site. National groups overlap with sites and count as none; a site with
-- several contracts may count under several fates. statuses has one entry a contract of those sites.
with bearing as (
    select
        theme_items.item_id,
        selected_lessons.site_id,
        count(*) as n_lessons,
    from theme_items
    inner join selected_lessons on selected_lessons.theme = theme_items.theme
    group by theme_items.item_id, selected_lessons.site_id
),

counted as (
    select
        bearing.item_id,
        sum(bearing.n_lessons) as n_lessons,
        sum(bearing.n_lessons) filter (bearing.site_id is null) as n_general,
        count(selected_fates.site_id) as n_sites,
        count(*) filter (list_contains(of_contracts, 'abandoned_or_terminated'))
            as n_abandoned_or_terminated,
        count(*) filter (list_contains(of_contracts, 'live_or_ended')) as n_live_or_ended,
        count(*) filter (list_contains(of_contracts, 'no_signature')) as n_no_signature,
        count(*) filter (list_contains(of_contracts, 'unknown')) as n_unknown,
        count(*) filter (list_contains(of_contracts, 'no_contract')) as n_no_contract,
    from bearing
    left join selected_fates on selected_fates.site_id = bearing.site_id
    group by bearing.item_id
),

marked as (
    select
        bearing.item_id,
        list(selected_contracts.status order by selected_contracts.status) as statuses,
    from bearing
    inner join selected_fates on selected_fates.site_id = bearing.site_id
    inner join selected_contracts on selected_contracts.site_id = bearing.site_id
    group by bearing.item_id
)

select
    plan_items.item_id,
    plan_items.kind,
    plan_items.number,
    plan_items.words,
    plan_items.questions,
    plan_items.themes,
    plan_items.is_contractual,
    plan_items.title,
    plan_items.publisher,
    plan_items.published,
    plan_items.url,
    plan_items.locator,
    plan_items.reading,
    plan_items.is_second_read,
    cast(ifnull(counted.n_lessons, 0) as integer) as n_lessons,
    cast(ifnull(counted.n_general, 0) as integer) as n_general,
    ifnull(counted.n_sites, 0) as n_sites,
    ifnull(counted.n_abandoned_or_terminated, 0) as n_abandoned_or_terminated,
    ifnull(counted.n_live_or_ended, 0) as n_live_or_ended,
    ifnull(counted.n_no_signature, 0) as n_no_signature,
    ifnull(counted.n_unknown, 0) as n_unknown,
    ifnull(counted.n_no_contract, 0) as n_no_contract,
    ifnull(marked.statuses, []) as statuses,
from plan_items
left join counted on counted.item_id = plan_items.item_id
left join marked on marked.item_id = plan_items.item_id
order by plan_items.place
