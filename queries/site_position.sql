-- One row: where the site $site_id stands among the selected sites, by name.
-- Key: none, one row
-- National groups are counted among themselves. Not selected: position and neighbours are empty.
with ordered as (
    select
        site_briefs.site_id,
        row_number() over names as position,
        lag(site_briefs.site_id) over names as previous_id,
        lag(site_briefs.name) over names as previous_name,
        lead(site_briefs.site_id) over names as next_id,
        lead(site_briefs.name) over names as next_name,
    from site_standing
    inner join site_briefs on site_briefs.site_id = site_standing.site_id
    where site_standing.is_selected
        and site_briefs.is_group = (
            select this.is_group from site_briefs as this where this.site_id = $site_id
        )
    window names as (order by site_briefs.name_place)
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
