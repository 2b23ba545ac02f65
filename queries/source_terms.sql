-- One row per evidence status, study design and direction, with how many findings of the set have it.
-- Key: facet, value
-- The definition of a direction stands in the data package, so it is empty here.
with terms as (
    select
        1 as place,
        'evidence_status' as facet,
        evidence_status as value,
        name,
        definition,
        sort_order,
    from evidence_statuses
    union all
    select 2, 'design', design, name, definition, suitability_rank
    from designs
    union all
    select
        2,
        'design',
        'not_stated',
        'Not stated',
        'The source does not let it be told.',
        1 + (select max(suitability_rank) from designs)
    union all
    select 3, 'direction', value, label, null, sort_order
    from categories
    where table_name = 'findings' and field = 'direction'
)

select
    terms.facet,
    terms.value,
    terms.name,
    terms.definition,
    count(finding_values.finding_id) as n_findings,
from terms
left join finding_values
    on finding_values.facet = terms.facet
    and finding_values.value = terms.value
group by
    terms.facet, terms.value, terms.name, terms.definition, terms.place, terms.sort_order
order by terms.place, terms.sort_order
