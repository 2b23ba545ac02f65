-- One row per value of a facet: how many rows there would be with it, as the other facets stand.
-- Key: value
-- $facet varchar. Facets about sites, and sources, count sites and national groups; the others
-- count findings. No row has 0, not null.
with standing as (
    select
        finding_values.value,
        if(
            $facet in ('model_type', 'contract_form', 'kind', 'country', 'source_id'),
            finding_standing.site_id,
            finding_standing.finding_id
        ) as counted,
    from finding_values
    inner join finding_standing on finding_standing.finding_id = finding_values.finding_id
    where finding_values.facet = $facet
        and ifnull(finding_standing.unmet_facet, $facet) = $facet
        and (
            $facet not in ('model_type', 'contract_form', 'kind', 'country', 'source_id')
            or cardinality(getvariable('filters').chosen) > len(getvariable('filters').site_facets)
        )
    union all
    select site_values.value, site_standing.site_id as counted
    from site_values
    inner join site_standing on site_standing.site_id = site_values.site_id
    where site_values.facet = $facet
        and ifnull(site_standing.unmet_facet, $facet) = $facet
        and cardinality(getvariable('filters').chosen) = len(getvariable('filters').site_facets)
)

select
    facet_values.value,
    facet_values.label,
    count(distinct standing.counted) as n,
from facet_values
left join standing on standing.value = facet_values.value
where facet_values.facet = $facet
group by facet_values.value, facet_values.label, facet_values.sort_order
order by facet_values.sort_order, facet_values.label, facet_values.value
