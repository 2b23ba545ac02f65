-- One row per outcome domain and reason for which a result is known to be missing; outcome_domain
-- is null where all outcomes of a site are missing. n_of_reason adds up the reason's rows of single
-- outcomes, or those of whole sites.
-- Key: outcome_domain, reason
-- Counted are the sites and national groups that meet every chosen facet about sites, whether or
-- not they have a selected finding: a filter for an outcome must not hide that it is missing. Of
-- the facets about findings an absence has its outcome, its source and its source's year.
select
    absences.outcome_domain,
    absences.reason,
    categories.label as reason_label,
    count(*) as n,
    (
        sum(count(*)) over (partition by absences.reason, absences.outcome_domain is null)
    )::integer as n_of_reason,
from absences
inner join site_standing
    on site_standing.site_id = absences.site_id and len(site_standing.unmet_facets) = 0
inner join source_years on source_years.source_id = absences.source_id
inner join categories
    on categories.table_name = 'absences'
    and categories.field = 'reason'
    and categories.value = absences.reason
left join outcome_domains on outcome_domains.outcome_domain = absences.outcome_domain
where (absences.outcome_domain is null or leaves_in('outcome_domain', absences.outcome_domain))
    and leaves_in('source_id', absences.source_id)
    and leaves_in_year(source_years.published_year)
group by
    absences.outcome_domain,
    absences.reason,
    categories.label,
    categories.sort_order,
    outcome_domains.sort_order
order by outcome_domains.sort_order nulls last, categories.sort_order
