-- What the result queries read besides the tables of the data package, made once a revision.
-- Nothing chosen means all; within a facet values widen, across facets they narrow; 'not_stated'
-- stands for a missing value.

-- Words as the search compares them: lower case, without accents, straight quotation marks.
create macro folded(words) as strip_accents(lower(translate(words, '‘’“”', '''''""')));

-- One row per site and contract form; a site without a contract in this set has the form 'none'.
create table site_forms as
select
    sites.site_id,
    coalesce(contracts.contract_form, 'none') as contract_form,
    count(contracts.contract_id) as n_contracts,
from sites
left join contracts on contracts.site_id = sites.site_id
group by all;

-- One row per site and source that any row about the site rests on.
create table site_sources as
select site_id, source_id from sites
union
select site_id, source_id from findings
union
select site_id, source_id from facts where site_id is not null
union
select site_id, source_id from partners
union
select site_id, source_id from contracts
union
select contracts.site_id, contract_figures.source_id
from contract_figures
inner join contracts on contracts.contract_id = contract_figures.contract_id
union
select contracts.site_id, contract_stages.source_id
from contract_stages
inner join contracts on contracts.contract_id = contract_stages.contract_id
union
select site_id, source_id from absences
union
select site_id, source_id from funding
union
select site_id, source_id from milestones
union
select site_id, source_id from lessons where site_id is not null
union
select site_id, source_a as source_id from conflicts
union
select site_id, source_b as source_id from conflicts;

-- One row per source, with the year it was published where it is dated.
create table source_years as
select source_id, try_cast(left(published, 4) as integer) as published_year
from sources;

-- One row per finding, with the words of everything it refers to.
create table finding_details as
select
    findings.finding_id,
    findings.site_id,
    sites.name as site_name,
    sites.short_name as site_short_name,
    sites.kind as site_kind,
    sites.model_type,
    model_types.name as model_name,
    model_types.sort_order as model_sort_order,
    findings.outcome_domain,
    outcome_domains.name as outcome_name,
    outcome_domains.sort_order as outcome_sort_order,
    findings.measure,
    findings.label,
    findings.polarity,
    findings.direction,
    findings.quantity,
    findings.value,
    findings.unit,
    findings.ci_low,
    findings.ci_high,
    findings.comparator,
    findings.comparator_value,
    findings.population,
    findings.n,
    findings.period,
    findings.design,
    designs.name as design_name,
    designs.suitability_rank,
    findings.evidence_status,
    evidence_statuses.name as status_name,
    evidence_statuses.strength_rank,
    findings.statement,
    findings.source_id,
    sources.title as source_title,
    sources.publisher,
    sources.published,
    source_years.published_year,
    sources.url as source_url,
    findings.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    row_readings.entered_by,
    row_readings.entered_at,
    row_readings.checked_by,
    row_readings.checked_at,
    -- Somebody else's figures stand beside it, and it has happened.
    findings.comparator in ('matched_control', 'rest_england', 'other_sites')
        and findings.evidence_status != 'forecast' as has_outside_comparator,
    has_outside_comparator and findings.evidence_status in ('evaluated', 'audited')
        as is_independent,
from findings
inner join sites on sites.site_id = findings.site_id
inner join model_types on model_types.model_type = sites.model_type
inner join outcome_domains on outcome_domains.outcome_domain = findings.outcome_domain
inner join evidence_statuses on evidence_statuses.evidence_status = findings.evidence_status
left join designs on designs.design = findings.design
inner join sources on sources.source_id = findings.source_id
inner join source_years on source_years.source_id = findings.source_id
left join row_readings
    on row_readings.table_name = 'findings' and row_readings.row_id = findings.finding_id;

-- One row per site: the words that a search for the site looks through.
create table site_words as
with organisations as (
    select site_id, string_agg(organisation, ' ') as words from partners group by site_id
),

parties as (
    select site_id, string_agg(concat_ws(' ', commissioner, provider), ' ') as words
    from contracts group by site_id
)

select
    sites.site_id,
    folded(concat_ws(
        ' ', sites.name, sites.short_name, sites.area, sites.country, sites.lead_organisation,
        organisations.words, parties.words
    )) as identity_words,
from sites
left join organisations on organisations.site_id = sites.site_id
left join parties on parties.site_id = sites.site_id;

-- One row per finding: its own words and those of its site's identity.
create table finding_words as
select
    findings.finding_id,
    findings.site_id,
    site_words.identity_words || ' ' || folded(concat_ws(
        ' ', findings.measure, findings.label, findings.population, findings.statement
    )) as words,
from findings
inner join site_words on site_words.site_id = findings.site_id;

-- One row per site: its own words, and those of its findings and lessons.
create table site_documents as
with statements as (
    select site_id, string_agg(words, ' ') as words from finding_words group by site_id
),

learnt as (
    select site_id, folded(string_agg(lesson, ' ')) as words
    from lessons group by site_id
)

select
    site_words.site_id,
    concat_ws(
        ' ', site_words.identity_words, folded(sites.summary),
        statements.words, learnt.words
    ) as words,
from site_words
inner join sites on sites.site_id = site_words.site_id
left join statements on statements.site_id = site_words.site_id
left join learnt on learnt.site_id = site_words.site_id;

-- One row per site, facet and value: what the facets about sites are compared with.
create table site_values as
select site_id, 'model_type' as facet, model_type as value from sites
union all
select site_id, 'kind' as facet, kind as value from sites
union all
select site_id, 'country' as facet, coalesce(country, 'not_stated') as value from sites
union all
select site_id, 'contract_form' as facet, contract_form as value from site_forms
union all
select site_id, 'source_id' as facet, source_id as value from site_sources;

-- One row per finding, facet and value; the facets about its site included. What was published
-- in a year was published up to that year and up to every later one.
create table finding_values as
select findings.finding_id, site_values.facet, site_values.value
from findings
inner join site_values on site_values.site_id = findings.site_id
where site_values.facet != 'source_id'
union all
select finding_id, 'source_id' as facet, source_id as value from findings
union all
select finding_id, 'outcome_domain' as facet, outcome_domain as value from findings
union all
select finding_id, 'evidence_status' as facet, evidence_status as value from findings
union all
select finding_id, 'direction' as facet, direction as value from findings
union all
select finding_id, 'design' as facet, coalesce(design, 'not_stated') as value from findings
union all
select
    finding_id,
    'with_number' as facet,
    if(value is null, 'no', 'yes') as value,
from findings
union all
select
    finding_details.finding_id,
    'published_up_to' as facet,
    cast(years.published_year as varchar) as value,
from finding_details
inner join (select distinct published_year from source_years) as years
    on years.published_year >= finding_details.published_year
union all
select finding_id, 'published_up_to' as facet, 'not_stated' as value
from finding_details
where published_year is null;

-- One row per site: its values, listed by facet.
create table site_facets as
with listed as (
    select site_id, facet, list(value) as facet_values
    from site_values
    group by site_id, facet
),

mapped as (
    select site_id, map(list(facet), list(facet_values)) as facet_values
    from listed
    group by site_id
)

select
    sites.site_id,
    sites.kind,
    site_documents.words,
    mapped.facet_values,
from sites
inner join site_documents on site_documents.site_id = sites.site_id
inner join mapped on mapped.site_id = sites.site_id;

-- One row per finding: its values, listed by facet, and what results are counted by.
create table finding_facets as
with listed as (
    select finding_id, facet, list(value) as facet_values
    from finding_values
    group by finding_id, facet
),

mapped as (
    select finding_id, map(list(facet), list(facet_values)) as facet_values
    from listed
    group by finding_id
)

select
    finding_details.finding_id,
    finding_details.site_id,
    finding_details.site_kind,
    finding_details.outcome_domain,
    finding_details.evidence_status,
    finding_details.direction,
    finding_details.source_id,
    finding_details.value is not null as has_number,
    finding_details.ci_low is not null as has_interval,
    finding_details.has_outside_comparator,
    finding_details.is_independent,
    finding_words.words,
    mapped.facet_values,
from finding_details
inner join finding_words on finding_words.finding_id = finding_details.finding_id
inner join mapped on mapped.finding_id = finding_details.finding_id;

-- One row per facet and value that can be chosen, in the order in which it is offered.
create table facet_values as
select 'model_type' as facet, model_type as value, name as label, sort_order from model_types
union all
select 'contract_form', contract_form, name, sort_order from contract_forms
union all
select 'contract_form', 'none', 'No contract in this set', 99
union all
select field, value, label, sort_order
from categories
where (table_name, field) in (('sites', 'kind'), ('findings', 'direction'))
union all
select distinct 'country', country, country, if(country = 'England', 0, 1)
from sites
where country is not null
union all
select 'country', 'not_stated', 'Not stated', 99
union all
select 'outcome_domain', outcome_domain, name, sort_order from outcome_domains
union all
select 'evidence_status', evidence_status, name, sort_order from evidence_statuses
union all
select 'design', design, name, suitability_rank from designs
union all
select 'design', 'not_stated', 'Not stated', 99
union all
select 'source_id', source_id, concat_ws(', ', title, publisher, published), 0 from sources
union all
select 'with_number', 'yes', 'With a number', 0
union all
select 'with_number', 'no', 'Direction only', 1
union all
select distinct
    'published_up_to',
    cast(published_year as varchar),
    cast(published_year as varchar),
    -published_year
from source_years
where published_year is not null
union all
select 'published_up_to', 'not_stated', 'Source without a date', 99;

-- One row: how much there is, whatever is chosen.
create table set_size as
select
    (select count(*) from sites where kind != 'national_group') as n_all_sites,
    (select count(*) from sites where kind = 'national_group') as n_all_groups,
    (select count(*) from findings) as n_all_findings;

-- The chosen filters are the variable "filters" of the asking connection, set by
-- evidence/read_model.py: chosen (for each facet with a chosen value its values), site_facets
-- (those of them that are about sites), words (of the searched text).

-- Whether a facet's choice leaves a value in; a facet without a choice leaves in every value.
create macro leaves_in(facet, value) as
    coalesce(list_contains(getvariable('filters').chosen[facet], value), true);

-- Whether the choice leaves in what was published in a year; null is a source without a date.
create macro leaves_in_year(published_year) as coalesce(
    cast(getvariable('filters').chosen['published_up_to'][1] as integer) >= published_year,
    getvariable('filters').chosen['published_up_to'] is null
);

-- Whether every searched word occurs in some words; nothing searched is found everywhere.
create macro has_searched_words(words) as coalesce(
    list_bool_and(list_transform(
        getvariable('filters').words, lambda word: contains(words, folded(word))
    )),
    true
);

-- Whether a finding is left at a step of "Only what survives": all, compared or independent.
create macro survives(step, has_outside_comparator, is_independent) as
    case step
        when 'compared' then has_outside_comparator
        when 'independent' then is_independent
        else true
    end;

-- The direction that at least 70% of some findings share, else mixed; of n of them the other counts
-- have that direction (Thomson and Thomas 2013; Hilton Boon and Thomson 2021).
create macro merged_direction(n, n_improved, n_no_difference, n_unclear, n_worsened) as
    case
        when 10 * n_improved >= 7 * n then 'improved'
        when 10 * n_no_difference >= 7 * n then 'no_difference'
        when 10 * n_unclear >= 7 * n then 'unclear'
        when 10 * n_worsened >= 7 * n then 'worsened'
        else 'mixed'
    end;

-- Those of some facets whose chosen values are not among the given ones, by facet.
create macro unmet(facets, facet_values) as list_filter(
    facets,
    lambda facet: not list_has_any(getvariable('filters').chosen[facet], facet_values[facet])
);

-- Wilson's score interval at 95% of a share, n_yes of n (E. B. Wilson 1927, Journal of the American
-- Statistical Association 22, 209-212), its lower and its upper end; null where n is 0. 10 of 12 is
-- 83%, 55 to 95%.
create macro wilson_middle(n_yes, n) as
    n_yes / nullif(n, 0) + 1.959964::double ^ 2 / (2 * n);

create macro wilson_margin(n_yes, n) as
    1.959964::double
    * sqrt(n_yes / nullif(n, 0) * (1 - n_yes / n) / n + 1.959964::double ^ 2 / (4 * n * n));

create macro wilson_low(n_yes, n) as
    (wilson_middle(n_yes, n) - wilson_margin(n_yes, n)) / (1 + 1.959964::double ^ 2 / n);

create macro wilson_high(n_yes, n) as
    (wilson_middle(n_yes, n) + wilson_margin(n_yes, n)) / (1 + 1.959964::double ^ 2 / n);

-- The two-sided sign test: how often a split at least so lopsided comes about when both sides are
-- equally likely; 5 to 1 is 0.22, null where neither side has any.
create macro sign_test(n_one, n_other) as if(
    n_one + n_other = 0,
    null,
    least(1, 2 * list_sum(list_transform(
        range(least(n_one, n_other) + 1),
        lambda k: exp(
            lgamma(n_one + n_other + 1) - lgamma(k + 1) - lgamma(n_one + n_other - k + 1)
            - (n_one + n_other) * ln(2)
        )
    )))
);
