-- The views that the result queries read, over the standing that queries/standing.sql gives each row
-- for the filters of the asking connection.

-- One row per finding that meets every chosen facet, its site included.
create view selected_findings as
select finding_details.*
from finding_details
where finding_details.finding_id in (
        select finding_standing.finding_id
        from finding_standing
        where finding_standing.unmet_facet is null
    );

-- One row per site that meets every chosen facet about sites and, where a facet about findings
-- is chosen too, has a selected finding.
create view selected_sites as
select sites.*
from sites
where sites.site_id in (
        select site_standing.site_id
        from site_standing
        where site_standing.is_selected
    );

-- One row per site, outcome domain and evidence status with a selected finding: its result. direction
-- is the one that at least 70% of the findings share, else mixed (Thomson and Thomas 2013; Hilton
-- Boon and Thomson 2021). National groups have results too, and overlap with sites.
create view selected_results as
select
    site_id,
    site_kind,
    outcome_domain,
    evidence_status,
    count(*) as n_findings,
    count(*) filter (direction = 'improved') as n_findings_improved,
    merged_direction(
        n_findings,
        n_findings_improved,
        count(*) filter (direction = 'no_difference'),
        count(*) filter (direction = 'unclear'),
        count(*) filter (direction = 'worsened')
    ) as direction,
from finding_standing
where unmet_facet is null
group by all;

-- One row per site and outcome domain with a selected finding that is no forecast, national groups
-- left out: its result, merged over the findings left at a step of "Only what survives". Where none
-- is left (is_left is false) it is that of all, which stays as a ghost. evidence_status is the
-- strongest of those merged.
create macro selected_directions(step) as table
with chosen as (
    select
        observed_findings.*,
        ifnull(
            survives(
                step, observed_findings.has_outside_comparator, observed_findings.is_independent
            ),
            false
        ) as is_left,
        bool_or(is_left) over (
            partition by observed_findings.site_id, observed_findings.outcome_domain
        ) as is_any_left,
    from observed_findings
    where observed_findings.finding_id in (
            select finding_standing.finding_id
            from finding_standing
            where finding_standing.unmet_facet is null
        )
)

select
    site_id,
    outcome_domain,
    is_any_left as is_left,
    count(*) as n_findings,
    merged_direction(
        n_findings,
        count(*) filter (direction = 'improved'),
        count(*) filter (direction = 'no_difference'),
        count(*) filter (direction = 'unclear'),
        count(*) filter (direction = 'worsened')
    ) as direction,
    min_by(evidence_status, strength_rank) as evidence_status,
from chosen
where is_left or not is_any_left
group by site_id, outcome_domain, is_any_left;

-- One row per contract of a selected site that is of a chosen form, where forms are chosen.
create view selected_contracts as
select contract_fates.*
from contract_fates
where contract_fates.site_id in (
        select site_standing.site_id
        from site_standing
        where site_standing.is_selected
    )
    and ifnull(
        list_contains(
            getvariable('filters').chosen['contract_form'], contract_fates.contract_form
        ),
        true
    );

-- One row per lesson of a selected site or national group, and per general one, which has no site.
create view selected_lessons as
select lesson_details.*
from lesson_details
where lesson_details.site_id is null
    or lesson_details.site_id in (
        select site_standing.site_id
        from site_standing
        where site_standing.is_selected
    );

-- One row per selected site: what became of its contracts, each fate once (fate_of). National groups
-- overlap with sites and are left out.
create view selected_fates as
select
    site_standing.site_id,
    list(distinct fate_of(selected_contracts.status)) as of_contracts,
from site_standing
left join selected_contracts on selected_contracts.site_id = site_standing.site_id
where site_standing.is_selected and site_standing.kind != 'national_group'
group by site_standing.site_id;
