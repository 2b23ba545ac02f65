-- One row per outcome domain and reason for which a result is known to be missing; outcome_domain
-- is null where all outcomes of a site are missing. n_of_reason adds up the reason's rows of single
-- outcomes, or those of whole sites.
-- Key: outcome_domain, reason
-- Counted are the sites and national groups that meet every chosen facet about sites, whether or
-- not they have a selected finding: a filter for an outcome must not hide that it is missing. Of
-- the facets about findings an absence has its outcome, its source and its source's year.
select
    absence_details.outcome_domain,
    absence_details.reason,
    absence_details.reason_label,
    count(*) as n,
    (
        sum(count(*)) over (
            partition by absence_details.reason, absence_details.outcome_domain is null
        )
    )::integer as n_of_reason,
from absence_details
inner join site_standing
    on site_standing.site_id = absence_details.site_id and site_standing.unmet_facet is null
where (
        absence_details.outcome_domain is null
        or leaves_in('outcome_domain', absence_details.outcome_domain)
    )
    and leaves_in('source_id', absence_details.source_id)
    and leaves_in_year(absence_details.published_year)
group by
    absence_details.place,
    absence_details.outcome_domain,
    absence_details.reason,
    absence_details.reason_label
order by absence_details.place
