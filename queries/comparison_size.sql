-- One row: how many sites the columns $columns hold, and how many selected findings of theirs there are.
-- Key: none, one row
-- A site or finding in two columns counts once. National groups are no sites, but their findings
-- count; n_compared and n_independent are left at the steps of "Only what survives".
with chosen as (
    select distinct site_id
    from column_members
    where list_contains($columns::varchar[], value)
),

held as (
    select
        count(*)::integer as n_findings,
        count(*) filter (has_outside_comparator)::integer as n_compared,
        count(*) filter (is_independent)::integer as n_independent,
    from finding_standing
    where unmet_facet is null and site_id in (select site_id from chosen)
)

select
    (
        select count(*)::integer
        from chosen
        inner join sites on sites.site_id = chosen.site_id
        where sites.kind != 'national_group'
    ) as n_sites,
    set_size.n_all_sites,
    held.n_findings,
    held.n_compared,
    held.n_independent,
    set_size.n_all_findings,
from held
cross join set_size
