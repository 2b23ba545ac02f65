-- One row per case, always ten: the nine examples of the rapid review of November 2016, each with
-- its slide, and Sunderland, which that review does not have. The filters do not matter here.
-- Key: site_id
-- review_label is what the review prints instead of results; reported lists the findings that rest
-- on it, found those from other sources: n_since came out after it, n_undated have no date. Both
-- lists go by strength of design (forecasts last), then a number before none, then the newest, then
-- the order of the outcomes; never by size. contracts lists every contract, the one seen last
-- first, with the last stage that happened to it.
with cases (site_id, slide, place) as (
    values
        ('northumberland', 'slide 12', 1),
        ('erewash', 'slide 13', 2),
        ('modality', 'slide 14', 3),
        ('rushcliffe-principia', 'slide 15', 4),
        ('stockport-together', 'slide 16', 5),
        ('cambridgeshire-unitingcare', 'slide 18', 6),
        ('nuka-southcentral', 'slide 19', 7),
        ('bedfordshire-msk', 'slide 20', 8),
        ('milton-keynes-alliance', 'slide 3', 9),
        ('sunderland-atb', null, 10)
),

case_findings as (
    select
        site_id,
        source_id = 'rapid-review-2016' as is_in_review,
        left(published, 7) > '2016-11' as is_since,
        row_number() over (
            order by
                evidence_status = 'forecast',
                suitability_rank nulls last,
                value is null,
                published desc nulls last,
                outcome_sort_order,
                label,
                finding_id
        ) as place,
        {
            'outcome_name': outcome_name,
            'label': label,
            'direction': direction,
            'evidence_status': evidence_status,
            'quantity': quantity,
            'value': value,
            'unit': unit,
            'ci_low': ci_low,
            'ci_high': ci_high,
            'comparator': comparator,
            'comparator_value': comparator_value,
            'published_year': published_year,
        } as finding,
    from finding_details
    where site_id in (select site_id from cases)
),

results as (
    select
        site_id,
        list(finding order by place) filter (is_in_review) as reported,
        list(finding order by place) filter (not is_in_review) as found,
        count(*) filter (not is_in_review and is_since) as n_since,
        count(*) filter (not is_in_review and is_since is null) as n_undated,
    from case_findings
    group by site_id
),

-- Of the stages of one day the one that comes later in a contract's life counts.
last_stages as (
    select
        contract_stages.contract_id,
        max(contract_stages.date) as date,
        arg_max(
            contract_stages.stage,
            {'date': contract_stages.date, 'place': categories.sort_order}
        ) as stage,
    from contract_stages
    inner join categories
        on categories.table_name = 'contract_stages'
        and categories.field = 'stage'
        and categories.value = contract_stages.stage
    where contract_stages.status = 'happened'
    group by contract_stages.contract_id
),

case_contracts as (
    select
        contracts.site_id,
        list(
            {
                'status': contracts.status,
                'form_name': if(
                    contracts.contract_form = 'not_stated', 'Form not stated', contract_forms.name
                ),
                'reason': contracts.reason,
                'stage': last_stages.stage,
                'seen': ifnull(
                    strftime(try_strptime(left(last_stages.date, 7), '%Y-%m'), '%B %Y'),
                    last_stages.date
                ),
            }
            order by
                last_stages.date desc nulls last,
                contract_forms.sort_order,
                contracts.contract_id
        ) as contracts,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    left join last_stages on last_stages.contract_id = contracts.contract_id
    where contracts.site_id in (select site_id from cases)
    group by contracts.site_id
)

select
    cases.site_id,
    cases.slide,
    sites.short_name,
    model_types.name as model_name,
    absences.label as review_label,
    absences.reason as review_reason,
    ifnull(results.reported, []) as reported,
    ifnull(results.found, []) as found,
    ifnull(results.n_since, 0) as n_since,
    ifnull(results.n_undated, 0) as n_undated,
    (
        select count(*)
        from contract_figures
        inner join contracts on contracts.contract_id = contract_figures.contract_id
        where contracts.site_id = cases.site_id
            and contract_figures.source_id = 'rapid-review-2016'
    ) as n_review_figures,
    (
        select count(*)
        from lessons
        where lessons.site_id = cases.site_id and lessons.source_id = 'rapid-review-2016'
    ) as n_review_lessons,
    ifnull(case_contracts.contracts, []) as contracts,
from cases
left join sites on sites.site_id = cases.site_id
left join model_types on model_types.model_type = sites.model_type
left join absences
    on absences.site_id = cases.site_id
    and absences.source_id = 'rapid-review-2016'
    and absences.outcome_domain is null
left join results on results.site_id = cases.site_id
left join case_contracts on case_contracts.site_id = cases.site_id
order by cases.place
