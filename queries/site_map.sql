-- One row per selected site, national groups left out: where it is and what is known about it.
-- Key: site_id
-- panel is the small map it belongs to: its model of care for the five vanguard models, else other.
-- place says whether it is drawn there: drawn, outside_england, or no_single_place. standing is
-- evaluated (it has a selected finding of an outside evaluation), observed (only other findings
-- that are no forecast), or none.
with standings as (
    select
        site_id,
        bool_or(evidence_status = 'evaluated') as is_evaluated,
        bool_or(evidence_status != 'forecast') as is_observed,
    from finding_standing
    where unmet_facet is null
    group by site_id
)

select
    site_map_places.site_id,
    site_map_places.name,
    site_map_places.short_name,
    site_map_places.model_name,
    site_map_places.area,
    site_map_places.country,
    site_map_places.lat,
    site_map_places.lon,
    site_map_places.panel,
    case
        when standings.is_evaluated then 'evaluated'
        when standings.is_observed then 'observed'
        else 'none'
    end as standing,
    site_map_places.place,
from site_standing
inner join site_map_places on site_map_places.site_id = site_standing.site_id
left join standings on standings.site_id = site_standing.site_id
where site_standing.is_selected
order by site_map_places.row_place
