-- One row per outcome domain, column of the gap map and site with a result there, and one without a
-- site for each empty cell.
-- Key: outcome_domain, column_value, site_id
-- $grouping is model_type or contract_form. A site's result is that of the strongest evidence status
-- among its selected findings of the outcome, merged to the direction that at least 70% of those
-- share, else to mixed (Thomson and Thomas 2013; Hilton Boon and Thomson 2021). n_sites counts the
-- sites that the facets about sites select, whether or not they have a finding: a site with several
-- contract forms is in each of their columns. National groups overlap with sites and are left out.
-- n_marks, n_cells and n_empty count the whole map.
with members as (
    select gap_members.column_value, gap_members.site_id
    from gap_members
    inner join site_standing
        on site_standing.site_id = gap_members.site_id and site_standing.unmet_facet is null
    where gap_members.grouping = $grouping
),

sized as (
    select column_value, count(*) as n_sites
    from members
    group by column_value
),

strongest as (
    select
        finding_standing.site_id,
        finding_standing.outcome_domain,
        finding_standing.evidence_status,
        finding_standing.direction,
        evidence_statuses.strength_rank,
    from finding_standing
    inner join evidence_statuses
        on evidence_statuses.evidence_status = finding_standing.evidence_status
    where finding_standing.unmet_facet is null
    qualify
        evidence_statuses.strength_rank = min(evidence_statuses.strength_rank) over (
            partition by finding_standing.site_id, finding_standing.outcome_domain
        )
),

results as (
    select
        site_id,
        outcome_domain,
        evidence_status,
        strength_rank,
        merged_direction(
            count(*),
            count(*) filter (direction = 'improved'),
            count(*) filter (direction = 'no_difference'),
            count(*) filter (direction = 'unclear'),
            count(*) filter (direction = 'worsened')
        ) as direction,
    from strongest
    group by all
),

placed as (
    select
        members.column_value,
        results.*,
        sites.short_name,
    from members
    inner join results on results.site_id = members.site_id
    inner join sites on sites.site_id = members.site_id
)

select
    gap_places.outcome_domain,
    gap_places.outcome_name,
    gap_places.column_value,
    gap_places.column_name,
    sized.n_sites,
    placed.site_id,
    placed.short_name,
    placed.direction,
    placed.evidence_status,
    count(placed.site_id) over () as n_marks,
    count(distinct gap_places.place) over () as n_cells,
    count(*) filter (placed.site_id is null) over () as n_empty,
from gap_places
inner join sized on sized.column_value = gap_places.column_value
left join placed
    on placed.column_value = gap_places.column_value
    and placed.outcome_domain = gap_places.outcome_domain
where gap_places.grouping = $grouping and leaves_in('outcome_domain', gap_places.outcome_domain)
order by
    gap_places.place,
    placed.strength_rank,
    list_position(
        ['improved', 'no_difference', 'mixed', 'unclear', 'worsened'], placed.direction
    ),
    placed.short_name,
    placed.site_id
