-- One row per column of the gap map, outcome domain and reason for which a source says that a result
-- is missing; outcome_domain is null where all results of a site are said to be missing.
-- Key: column_value, outcome_domain, reason
-- n_sites counts sites, and n_with_finding those of them that have an observed finding among the
-- selected ones, of this outcome or of any where all were said to be missing. $grouping is
-- model_type or contract_form; a site with several contract forms is in each of their columns.
-- Absences meet the filters as in queries/known_missing.sql; national groups are left out.
with observed as (
    select distinct site_id, outcome_domain
    from finding_standing
    where unmet_facet is null and evidence_status != 'forecast'
)

select
    gap_members.column_value,
    absence_details.outcome_domain,
    absence_details.reason,
    count(distinct absence_details.site_id) as n_sites,
    count(distinct observed.site_id) as n_with_finding,
from absence_details
inner join site_standing
    on site_standing.site_id = absence_details.site_id and site_standing.unmet_facet is null
inner join gap_members
    on gap_members.site_id = absence_details.site_id and gap_members.grouping = $grouping
left join observed
    on observed.site_id = absence_details.site_id
    and observed.outcome_domain
    = coalesce(absence_details.outcome_domain, observed.outcome_domain)
where (
        absence_details.outcome_domain is null
        or leaves_in('outcome_domain', absence_details.outcome_domain)
    )
    and leaves_in('source_id', absence_details.source_id)
    and leaves_in_year(absence_details.published_year)
group by
    gap_members.column_place,
    gap_members.column_value,
    absence_details.place,
    absence_details.outcome_domain,
    absence_details.reason
order by gap_members.column_place, absence_details.place
