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

-- One row per contract and source that its page rests on: the rows about the contract itself, and
-- what the page says of its site. rests and locators as in queries/site_references.sql.
create table contract_references as
with resting as (
    select contract_id, source_id, 1 as kind_order, 'contract' as kind, locator from contracts
    union all
    select contract_id, source_id, 2, 'contract figure', locator from contract_figures
    union all
    select contract_id, source_id, 3, 'contract stage', locator from contract_stages
    union all
    select contracts.contract_id, told.source_id, told.kind_order, told.kind, told.locator
    from (
        select site_id, source_id, 4 as kind_order, 'milestone' as kind, locator from milestones
        union all
        select site_id, source_id, 5, 'lesson', locator from lessons
        union all
        select site_id, unnest(list_distinct([source_a, source_b])), 6, 'conflict', null
        from conflicts
    ) as told
    inner join contracts on contracts.site_id = told.site_id
),

mentioned as (
    select distinct
        contract_id,
        unnest(regexp_extract_all(locator, '[a-z0-9]+(?:-[a-z0-9]+)+')) as source_id,
        locator,
    from resting
),

kinds as (
    select contract_id, source_id, kind_order, kind, count(*) as n from resting group by all
    union all
    select mentioned.contract_id, mentioned.source_id, 7, 'mention', count(*)
    from mentioned
    inner join sources on sources.source_id = mentioned.source_id
    where (mentioned.contract_id, mentioned.source_id) not in (
            select (resting.contract_id, resting.source_id) from resting
        )
    group by mentioned.contract_id, mentioned.source_id
),

places as (
    select
        contract_id,
        source_id,
        list(distinct locator order by locator) filter (where locator is not null) as locators,
    from resting
    group by contract_id, source_id
)

select
    kinds.contract_id,
    kinds.source_id,
    list({kind: kinds.kind, n: kinds.n} order by kinds.kind_order) as rests,
    coalesce(any_value(places.locators), []) as locators,
from kinds
left join places
    on places.contract_id = kinds.contract_id and places.source_id = kinds.source_id
group by kinds.contract_id, kinds.source_id;

-- One row per contract: how it stands on the line of forms. place is its order among all contracts:
-- by state, then first date, then name. is_never_signed: planned, put to the market or given up
-- without ever being signed, as far as the sources say.
create table contract_marks as
select
    contract_id,
    contract_form,
    site_id,
    status,
    status in ('planned', 'procuring', 'abandoned') and not is_signing_seen as is_never_signed,
    row_number() over (
        order by status_order, first_date nulls last, contract_label, contract_id
    ) as place,
    {
        contract_id: contract_id,
        label: contract_label,
        status: status,
        status_name: status_name,
        status_date: status_date,
        is_last_seen: is_last_seen,
        reason: reason,
        site_id: site_id,
        site: site_name,
        source_id: source_id,
    } as mark,
from contract_fates;
