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
    from selected_findings
    group by site_id
)

select
    selected_sites.site_id,
    selected_sites.name,
    selected_sites.short_name,
    model_types.name as model_name,
    selected_sites.area,
    selected_sites.country,
    selected_sites.lat,
    selected_sites.lon,
    if(
        selected_sites.model_type in ('mcp', 'pacs', 'ehch', 'uec', 'acc'),
        selected_sites.model_type,
        'other'
    ) as panel,
    case
        when standings.is_evaluated then 'evaluated'
        when standings.is_observed then 'observed'
        else 'none'
    end as standing,
    case
        when selected_sites.country != 'England' then 'outside_england'
        when selected_sites.country is null or selected_sites.lat is null then 'no_single_place'
        else 'drawn'
    end as place,
from selected_sites
inner join model_types on model_types.model_type = selected_sites.model_type
left join standings on standings.site_id = selected_sites.site_id
where selected_sites.kind != 'national_group'
order by model_types.sort_order, selected_sites.short_name, selected_sites.site_id
