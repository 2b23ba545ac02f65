-- One row per pair of sites that is worth a look side by side: at most three of each kind, whatever
-- the filters. National groups are left out.
-- Key: kind, rank
-- kind is same_model (two contract forms under one model of care, a pair a model), claim (two sites of
-- one model of care and one outcome, a reports it itself and nobody evaluated it, b was evaluated
-- with a comparator; a pair a model) or fate (two contracts of one form, a lived and b failed; a pair
-- a form). Pairs that more is known about come first, then the order of the vocabularies and names;
-- the size of an effect plays no part. has_own_claim says that b too reported the outcome itself.
with named as (
    select
        sites.site_id,
        sites.short_name,
        sites.model_type,
        model_types.name as model_name,
        model_types.sort_order as model_order,
        sites.kind = 'vanguard' as is_vanguard,
        (select count(*) from findings where findings.site_id = sites.site_id) as n_findings,
    from sites
    inner join model_types on model_types.model_type = sites.model_type
    where sites.kind != 'national_group'
),

stated as (
    select
        contracts.contract_id,
        contracts.site_id,
        contracts.contract_form,
        contract_forms.name as form_name,
        contract_forms.sort_order as form_order,
        contracts.status,
        lower(categories.label) as status_name,
        categories.sort_order as status_order,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    inner join categories
        on categories.table_name = 'contracts'
        and categories.field = 'status'
        and categories.value = contracts.status
    where contracts.contract_form != 'not_stated'
),

-- One row per site: its forms, and in words the contract that came furthest.
forms_of_sites as (
    select
        site_id,
        list(contract_form) as forms,
        first(form_name order by status_order, form_order, contract_id) as form_name,
        first(status_name order by status_order, form_order, contract_id) as status_name,
    from stated
    group by site_id
),

same_model as (
    select
        'same_model' as kind,
        a.site_id as site_a,
        a.short_name as name_a,
        forms_a.form_name as form_a,
        forms_a.status_name as status_a,
        b.site_id as site_b,
        b.short_name as name_b,
        forms_b.form_name as form_b,
        forms_b.status_name as status_b,
        a.model_name,
        null::varchar as outcome_name,
        null::boolean as has_own_claim,
        a.model_order as kind_order,
        row_number() over (
            partition by a.model_type
            order by
                a.is_vanguard and b.is_vanguard desc,
                least(a.n_findings, b.n_findings) desc,
                greatest(a.n_findings, b.n_findings) desc,
                a.short_name,
                b.short_name,
                a.site_id,
                b.site_id
        ) as place,
    from named as a
    inner join named as b
        on b.model_type = a.model_type
        and (b.short_name, b.site_id) > (a.short_name, a.site_id)
    inner join forms_of_sites as forms_a on forms_a.site_id = a.site_id
    inner join forms_of_sites as forms_b on forms_b.site_id = b.site_id
    where not list_has_any(forms_a.forms, forms_b.forms)
),

-- One row per site and outcome domain.
told as (
    select
        finding_details.site_id,
        finding_details.outcome_domain,
        finding_details.outcome_name,
        finding_details.outcome_sort_order,
        bool_or(finding_details.evidence_status in ('self_reported', 'press')) as is_claimed,
        bool_or(
            finding_details.evidence_status in ('self_reported', 'press')
            and finding_details.value is not null
        ) as has_claimed_number,
        bool_or(finding_details.evidence_status in ('evaluated', 'audited')) as is_evaluated,
        bool_or(finding_details.is_independent) as is_independent,
        min(finding_details.suitability_rank)
            filter (finding_details.is_independent) as strongest_design,
        max(finding_details.published_year) filter (finding_details.is_independent) as newest,
    from finding_details
    group by all
),

claim as (
    select
        'claim' as kind,
        a.site_id as site_a,
        a.short_name as name_a,
        null::varchar as form_a,
        null::varchar as status_a,
        b.site_id as site_b,
        b.short_name as name_b,
        null::varchar as form_b,
        null::varchar as status_b,
        a.model_name,
        told_a.outcome_name,
        told_b.is_claimed as has_own_claim,
        a.model_order as kind_order,
        row_number() over (
            partition by a.model_type
            order by
                told_b.is_claimed desc,
                told_a.has_claimed_number desc,
                told_b.strongest_design nulls last,
                told_b.newest desc nulls last,
                told_a.outcome_sort_order,
                a.short_name,
                b.short_name,
                a.site_id,
                b.site_id
        ) as place,
    from told as told_a
    inner join told as told_b
        on told_b.outcome_domain = told_a.outcome_domain
        and told_b.site_id != told_a.site_id
        and told_b.is_independent
    inner join named as a on a.site_id = told_a.site_id
    inner join named as b on b.site_id = told_b.site_id and b.model_type = a.model_type
    where told_a.is_claimed and not told_a.is_evaluated
),

fate as (
    select
        'fate' as kind,
        a.site_id as site_a,
        a.short_name as name_a,
        lived.form_name as form_a,
        lived.status_name as status_a,
        b.site_id as site_b,
        b.short_name as name_b,
        failed.form_name as form_b,
        failed.status_name as status_b,
        if(a.model_type = b.model_type, a.model_name, null) as model_name,
        null::varchar as outcome_name,
        null::boolean as has_own_claim,
        lived.form_order as kind_order,
        row_number() over (
            partition by lived.contract_form
            order by
                a.model_type = b.model_type desc,
                failed.status = 'terminated' desc,
                least(a.n_findings, b.n_findings) desc,
                a.short_name,
                b.short_name,
                a.site_id,
                b.site_id,
                lived.contract_id,
                failed.contract_id
        ) as place,
    from stated as lived
    inner join stated as failed
        on failed.contract_form = lived.contract_form
        and failed.site_id != lived.site_id
        and failed.status in ('terminated', 'abandoned')
    inner join named as a on a.site_id = lived.site_id
    inner join named as b on b.site_id = failed.site_id
    where lived.status in ('live', 'ended')
),

best as (
    select * from same_model where place = 1
    union all
    select * from claim where place = 1
    union all
    select * from fate where place = 1
),

ranked as (
    select
        *,
        row_number() over (
            partition by kind
            order by
                kind = 'fate' and model_name is null,
                kind = 'fate' and status_b != 'terminated',
                kind_order,
                site_a
        ) as rank,
    from best
)

select
    kind,
    rank,
    site_a,
    name_a,
    form_a,
    status_a,
    site_b,
    name_b,
    form_b,
    status_b,
    model_name,
    outcome_name,
    has_own_claim,
from ranked
where rank <= 3
order by list_position(['same_model', 'claim', 'fate'], kind), rank
