-- One row per site with a selected finding in $outcome_domain that is no forecast: its bar.
-- Key: site_id
-- A bar rests on the findings of the site's strongest level of design, merged by merged_direction in
-- queries/views.sql; n_weaker others are not drawn. evidence_status is the strongest of those merged,
-- left_direction the result of those left at $step of "Only what survives", null where none is: the
-- bar becomes a ghost and stays where it is.
with chosen as (
    select
        observed_findings.*,
        ifnull(
            survives(
                $step, observed_findings.has_outside_comparator, observed_findings.is_independent
            ),
            false
        ) as is_left,
        max(design_level) over (partition by site_id) as best_level,
        count(*) over (partition by site_id) as n_all_findings,
    from observed_findings
    where observed_findings.outcome_domain = $outcome_domain
        and observed_findings.finding_id in (
            select finding_standing.finding_id
            from finding_standing
            where finding_standing.unmet_facet is null
        )
),

bars as (
    select
        site_id,
        site_name,
        site_short_name,
        design_level,
        ifnull(
            list(distinct design_name order by design_name) filter (design_name is not null), []
        ) as design_names,
        min(strength_rank) as strength_rank,
        min_by(evidence_status, strength_rank) as evidence_status,
        list(finding_id order by finding_id) as finding_ids,
        count(*) as n_findings,
        n_all_findings - n_findings as n_weaker,
        merged_direction(
            n_findings,
            count(*) filter (direction = 'improved'),
            count(*) filter (direction = 'no_difference'),
            count(*) filter (direction = 'unclear'),
            count(*) filter (direction = 'worsened')
        ) as direction,
        count(*) filter (is_left) as n_left,
        if(
            n_left = 0,
            null,
            merged_direction(
                n_left,
                count(*) filter (is_left and direction = 'improved'),
                count(*) filter (is_left and direction = 'no_difference'),
                count(*) filter (is_left and direction = 'unclear'),
                count(*) filter (is_left and direction = 'worsened')
            )
        ) as left_direction,
        bool_or(has_outside_comparator) as is_compared,
        bool_or(is_independent) as is_independent,
    from chosen
    where design_level = best_level
    group by site_id, site_name, site_short_name, design_level, n_all_findings
)

select
    site_id,
    site_name,
    site_short_name,
    direction,
    design_level,
    design_names,
    evidence_status,
    finding_ids,
    n_findings,
    n_weaker,
    n_left,
    left_direction,
    is_compared,
    is_independent,
from bars
order by
    list_position(['improved', 'no_difference', 'mixed', 'unclear', 'worsened'], direction),
    design_level desc,
    strength_rank,
    folded(site_short_name),
    site_id
