-- One row: how many sites, national groups and findings are selected, and how many there are.
-- Key: none, one row
select
    count(*) filter (where selected_sites.kind != 'national_group') as n_sites,
    any_value(set_size.n_all_sites) as n_all_sites,
    count(selected_sites.site_id) filter (where selected_sites.kind = 'national_group') as n_groups,
    any_value(set_size.n_all_groups) as n_all_groups,
    (
        select count(*)
        from finding_standing
        where len(finding_standing.unmet_facets) = 0
    ) as n_findings,
    any_value(set_size.n_all_findings) as n_all_findings,
from set_size
left join selected_sites on true
