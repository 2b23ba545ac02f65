-- One row: where the site $site_id stands among the selected sites, by name.
-- Key: none, one row
-- National groups are counted among themselves. Not selected: position and neighbours are empty.
with ordered as (
    select
        selected_sites.site_id,
        row_number() over names as position,
        lag(selected_sites.site_id) over names as previous_id,
        lag(selected_sites.name) over names as previous_name,
        lead(selected_sites.site_id) over names as next_id,
        lead(selected_sites.name) over names as next_name,
    from selected_sites
    where (selected_sites.kind = 'national_group') = (
        select sites.kind = 'national_group' from sites where sites.site_id = $site_id
    )
    window names as (order by folded(selected_sites.name), selected_sites.site_id)
)

select
    (select count(*) from ordered) as n_selected,
    ordered.position,
    ordered.previous_id,
    ordered.previous_name,
    ordered.next_id,
    ordered.next_name,
from (select 1) as always
left join ordered on ordered.site_id = $site_id
