-- One row per site and outcome domain with a selected result, as the effect direction plot draws it.
-- Key: site_id, outcome_domain
-- $step is a step of "Only what survives"; how findings are merged stands at selected_directions in
-- queries/selected.sql. The order of the sites, and their design, rest on every selected finding, so
-- that nothing moves from step to step: the strongest design, then the newest source, then the name.
with directions as (
    select site_id, outcome_domain, is_left, n_findings, direction, evidence_status
    from selected_directions($step)
),

sites_in_order as (
    select
        site_id,
        site_name,
        site_short_name,
        max(design_level) as design_level,
        min(suitability_rank) as best_rank,
        min_by(design_name, suitability_rank) as design_name,
        max(published) as newest,
        row_number() over (
            order by
                best_rank nulls last,
                newest desc nulls last,
                folded(site_short_name),
                site_id
        ) as site_place,
    from observed_findings
    where finding_id in (
            select finding_standing.finding_id
            from finding_standing
            where finding_standing.unmet_facet is null
        )
    group by site_id, site_name, site_short_name
)

select
    sites_in_order.site_place,
    directions.site_id,
    sites_in_order.site_name,
    sites_in_order.site_short_name,
    sites_in_order.design_level,
    sites_in_order.design_name,
    sites_in_order.newest,
    directions.outcome_domain,
    outcome_domains.name as outcome_name,
    dense_rank() over (
        order by outcome_domains.sort_order, directions.outcome_domain
    ) as outcome_place,
    directions.direction,
    directions.evidence_status,
    directions.n_findings,
    directions.is_left,
from directions
inner join sites_in_order on sites_in_order.site_id = directions.site_id
inner join outcome_domains on outcome_domains.outcome_domain = directions.outcome_domain
order by
    sites_in_order.site_place,
    outcome_domains.sort_order,
    directions.outcome_domain
