-- One row per contract of a selected site whose lessons bear on the step or principle $item_id, and
-- one per such site without a contract in this set, by what became of the contract.
-- Key: site_id, contract_id
-- National groups overlap with sites and are left out. n_lessons counts the lessons of the site that
-- bear on the item.
with learnt as (
    select
        selected_lessons.site_id,
        any_value(selected_lessons.short_name) as short_name,
        count(*) as n_lessons,
    from theme_items
    inner join selected_lessons on selected_lessons.theme = theme_items.theme
    where theme_items.item_id = $item_id
        and selected_lessons.site_kind != 'national_group'
    group by selected_lessons.site_id
)

select
    fate_of(selected_contracts.status) as fate,
    learnt.site_id,
    learnt.short_name,
    learnt.n_lessons,
    selected_contracts.contract_id,
    selected_contracts.contract_label,
    selected_contracts.short_form,
    selected_contracts.status,
    selected_contracts.status_name,
    selected_contracts.status_date,
    selected_contracts.is_last_seen,
    selected_contracts.reason,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
from learnt
left join selected_contracts on selected_contracts.site_id = learnt.site_id
left join sources on sources.source_id = selected_contracts.source_id
order by
    list_position(
        ['abandoned_or_terminated', 'live_or_ended', 'no_signature', 'unknown', 'no_contract'],
        fate
    ),
    folded(ifnull(selected_contracts.contract_label, learnt.short_name)),
    learnt.site_id,
    selected_contracts.contract_id
