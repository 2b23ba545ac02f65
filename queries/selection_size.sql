-- One row: how many sites, national groups and findings are selected, and how many there are.
-- Key: none, one row
select
    count(*) filter (where site_standing.kind != 'national_group') as n_sites,
    any_value(set_size.n_all_sites) as n_all_sites,
    count(*) filter (where site_standing.kind = 'national_group') as n_groups,
    any_value(set_size.n_all_groups) as n_all_groups,
    (
        select count(*)
        from finding_standing
        where unmet_facet is null
    ) as n_findings,
    any_value(set_size.n_all_findings) as n_all_findings,
from set_size
left join site_standing on site_standing.is_selected
