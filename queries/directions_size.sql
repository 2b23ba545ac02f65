-- One row: how many marks the effect direction plot has at each step, and what it leaves out.
-- Key: none, one row
-- A mark is a site and outcome domain with a selected finding that is no forecast; it is left at a
-- step of "Only what survives" where one of its findings is.
with marks as (
    select
        site_id,
        outcome_domain,
        count(*) as n_findings,
        bool_or(has_outside_comparator) as is_compared,
        bool_or(is_independent) as is_independent,
    from finding_standing
    where unmet_facet is null and evidence_status != 'forecast' and site_kind != 'national_group'
    group by site_id, outcome_domain
),

counts as (
    select
        count(*) as n_marks,
        count(*) filter (is_compared) as n_compared,
        count(*) filter (is_independent) as n_independent,
        count(distinct site_id) as n_sites,
        ifnull(sum(n_findings), 0)::integer as n_findings,
    from marks
),

left_out as (
    select
        count(*) filter (site_kind != 'national_group' and evidence_status = 'forecast')
            as n_forecasts,
        count(*) filter (site_kind = 'national_group') as n_group_findings,
        count(distinct if(site_kind = 'national_group', site_id, null)) as n_groups,
    from finding_standing
    where unmet_facet is null
)

select
    counts.n_marks,
    counts.n_compared,
    counts.n_independent,
    counts.n_sites,
    counts.n_findings,
    left_out.n_forecasts,
    left_out.n_group_findings,
    left_out.n_groups,
from counts
cross join left_out
