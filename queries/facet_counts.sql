-- One row per value of a facet: how many rows there would be with it, as the other facets stand.
-- Key: value
-- $facet varchar. Facets about sites, and sources, count sites and national groups; the others
-- count findings. No row has 0, not null.
with standing as (
    select
        finding_values.value,
        finding_standing.finding_id as counted_finding,
        finding_standing.site_id as counted_site,
    from finding_values
    inner join finding_standing on finding_standing.finding_id = finding_values.finding_id
    where finding_values.facet = $facet
        and len(list_filter(finding_standing.unmet_facets, lambda facet: facet != $facet)) = 0
        and (
            $facet not in ('model_type', 'contract_form', 'kind', 'country', 'source_id')
            or cardinality(getvariable('filters').chosen) > len(getvariable('filters').site_facets)
        )
    union all
    select site_values.value, null as counted_finding, site_standing.site_id as counted_site
    from site_values
    inner join site_standing on site_standing.site_id = site_values.site_id
    where site_values.facet = $facet
        and len(list_filter(site_standing.unmet_facets, lambda facet: facet != $facet)) = 0
        and cardinality(getvariable('filters').chosen) = len(getvariable('filters').site_facets)
),

counts as (
    select
        value,
        if(
            $facet in ('model_type', 'contract_form', 'kind', 'country', 'source_id'),
            count(distinct counted_site),
            count(counted_finding)
        ) as n,
    from standing
    group by value
)

select
    facet_values.value,
    facet_values.label,
    coalesce(counts.n, 0) as n,
from facet_values
left join counts on counts.value = facet_values.value
where facet_values.facet = $facet
order by facet_values.sort_order, facet_values.label, facet_values.value
