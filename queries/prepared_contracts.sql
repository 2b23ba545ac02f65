-- What the pages about contracts show whatever is chosen, made once a revision.

-- The name of a contract form as it stands beside others: 'Alliance', 'Prime contractor'.
create macro short_form_name(name) as
regexp_replace(split_part(split_part(name, ' (', 1), ' or ', 1), ' contract$', '');

-- One row per contract: its terms (queries/prepared_board.sql), the site, the form and the parties,
-- with what it is called beside others. No source names the contracts, so contract_label is the
-- site's short name; of a site with several, the first year known of each follows, where that is
-- the same for two of them the form, and where that is too the first words of the scope.
create table contract_fates as
with staged as (
    select
        contract_id,
        min(date) filter (date is not null) as first_date,
        ifnull(
            bool_or(stage in ('signed', 'live_from', 'terminated', 'ended') and status = 'happened'),
            false
        ) as has_signing_stage,
    from contract_stages
    group by contract_id
),

named as (
    select
        contracts.contract_id,
        staged.first_date,
        left(coalesce(least(staged.first_date, contracts.start_date), contracts.start_date), 4)
            as first_year,
        ifnull(staged.has_signing_stage, false) as has_signing_stage,
        count(*) over (partition by contracts.site_id) as n_of_site,
        count(*) over (partition by contracts.site_id, first_year) as n_of_year,
        count(*) over (partition by contracts.site_id, first_year, contracts.contract_form)
            as n_of_form,
    from contracts
    left join staged on staged.contract_id = contracts.contract_id
)

select
    contract_terms.*,
    sites.name as site_name,
    sites.short_name,
    sites.kind as site_kind,
    sites.model_type,
    short_form_name(contract_terms.form_name) as short_form,
    contract_forms.definition as form_definition,
    contract_forms.integration_rank,
    contracts.commissioner,
    contracts.provider,
    contracts.scope,
    bases.label as basis_name,
    named.first_date,
    named.first_year,
    case
        when named.n_of_site = 1 then sites.short_name
        when named.first_year is not null and named.n_of_year = 1
            then sites.short_name || ', ' || named.first_year
        when named.n_of_form = 1
            then
                sites.short_name
                || ', '
                || lower(short_form_name(contract_terms.form_name))
                || ifnull(' ' || named.first_year, '')
        else
            sites.short_name
            || ': '
            || ifnull(
                lower(regexp_extract(contracts.scope, '^[^,;(]*[^,;( ]')),
                'contract ' || contract_terms.number
            )
    end as contract_label,
    named.has_signing_stage
    or contract_terms.status in ('live', 'ended', 'terminated') as is_signing_seen,
from contract_terms
inner join named on named.contract_id = contract_terms.contract_id
inner join contracts on contracts.contract_id = contract_terms.contract_id
inner join sites on sites.site_id = contract_terms.site_id
inner join contract_forms on contract_forms.contract_form = contract_terms.contract_form
inner join categories as bases
    on bases.table_name = 'contracts'
    and bases.field = 'value_basis'
    and bases.value = contract_terms.value_basis;
