-- One row per contract form, from looser to tighter and then those without a place between: its
-- contracts, whatever form is chosen.
-- Key: contract_form
-- Sites are those that would be selected if no contract form were chosen; is_chosen says which forms
-- are. contracts and n_contracts are of those at $status (all: any); n_any_status, n_by_status (state
-- to number, without those at 0) and n_never_signed are of all. A form without one has an empty list
-- and 0.
with found as (
    select
        contract_marks.contract_form,
        count(*) as n_any_status,
        list(contract_marks.mark order by contract_marks.place)
            filter ($status in ('all', contract_marks.status)) as contracts,
        histogram(contract_marks.status) as n_by_status,
        count(*) filter (contract_marks.is_never_signed) as n_never_signed,
    from contract_marks
    inner join site_standing on site_standing.site_id = contract_marks.site_id
    where ifnull(site_standing.unmet_facet, 'contract_form') = 'contract_form'
        and (
            cardinality(getvariable('filters').chosen) = len(getvariable('filters').site_facets)
            or contract_marks.site_id in (
                select finding_standing.site_id
                from finding_standing
                where ifnull(finding_standing.unmet_facet, 'contract_form') = 'contract_form'
            )
        )
    group by contract_marks.contract_form
)

select
    contract_forms.contract_form,
    if(contract_forms.contract_form = 'not_stated', 'Form not stated', contract_forms.name) as name,
    if(
        contract_forms.contract_form = 'not_stated',
        'Form not stated',
        short_form_name(contract_forms.name)
    ) as short_name,
    contract_forms.definition,
    contract_forms.integration_rank,
    contract_forms.sort_order,
    leaves_in('contract_form', contract_forms.contract_form) as is_chosen,
    ifnull(found.contracts, []) as contracts,
    len(ifnull(found.contracts, [])) as n_contracts,
    ifnull(found.n_any_status, 0) as n_any_status,
    ifnull(found.n_by_status, map()) as n_by_status,
    ifnull(found.n_never_signed, 0) as n_never_signed,
from contract_forms
left join found on found.contract_form = contract_forms.contract_form
order by contract_forms.integration_rank nulls last, contract_forms.sort_order
