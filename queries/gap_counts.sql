-- One row: how many sites the gap map is about, and how many of them have a result in it.
-- Key: none, one row
-- Counted are sites that the facets about sites select, each once; national groups are left out.
select
    count(*) as n_sites,
    count(*) filter (site_standing.site_id in (
        select finding_standing.site_id
        from finding_standing
        where finding_standing.unmet_facet is null
    )) as n_with_finding,
    (
        select count(*)
        from finding_standing
        where finding_standing.unmet_facet is null
            and finding_standing.site_kind != 'national_group'
    ) as n_findings,
from site_standing
where site_standing.unmet_facet is null and site_standing.kind != 'national_group'
