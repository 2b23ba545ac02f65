-- One row per row of the set that cites the source $source_id, in reading order.
-- Key: table_name, row_id
-- Filters do not matter. words say what the row states; dated is the day, month or year that they
-- are about, where they have one. A partner and a conflict have no locator. n_of_kind is how many
-- rows share the table.
with cited as (
    select
        1 as place,
        'findings' as table_name,
        findings.finding_id as row_id,
        findings.site_id,
        null as dated,
        concat(outcome_domains.name, ': ', findings.statement) as words,
        findings.locator,
    from findings
    inner join outcome_domains on outcome_domains.outcome_domain = findings.outcome_domain
    where findings.source_id = $source_id
    union all
    select 2, 'sites', site_id, site_id, null, summary, locator
    from sites
    where source_id = $source_id
    union all
    select
        3,
        'contracts',
        contracts.contract_id,
        contracts.site_id,
        null,
        concat(contract_forms.name, ': ', contracts.what_happened),
        contracts.locator,
    from contracts
    inner join contract_forms on contract_forms.contract_form = contracts.contract_form
    where contracts.source_id = $source_id
    union all
    select
        4,
        'contract_stages',
        contract_stages.stage_id,
        contracts.site_id,
        contract_stages.date,
        concat_ws(
            '; ',
            concat(stages.label, if(contract_stages.status = 'planned', ', planned', null)),
            contract_stages.note
        ),
        contract_stages.locator,
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    left join categories as stages
        on stages.table_name = 'contract_stages'
        and stages.field = 'stage'
        and stages.value = contract_stages.stage
    where contract_stages.source_id = $source_id
    union all
    select
        5,
        'contract_figures',
        contract_figures.figure_id,
        contracts.site_id,
        null,
        concat_ws(
            '; ',
            concat(
                kinds.label, ': ',
                regexp_replace(format('{:,}', contract_figures.value), '\.0$', ''), ' ', units.label
            ),
            contract_figures.note
        ),
        contract_figures.locator,
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    left join categories as kinds
        on kinds.table_name = 'contract_figures'
        and kinds.field = 'figure'
        and kinds.value = contract_figures.figure
    left join categories as units
        on units.table_name = 'contract_figures'
        and units.field = 'unit'
        and units.value = contract_figures.unit
    where contract_figures.source_id = $source_id
    union all
    select
        6,
        'facts',
        facts.fact_id,
        facts.site_id,
        null,
        concat(
            kinds.label, ': ', regexp_replace(format('{:,}', facts.value), '\.0$', ''), ' ',
            case facts.unit when 'gbp' then 'pounds' when 'percent' then 'per cent' else facts.unit
            end,
            '; ', facts.counts, ' (' || facts.as_of || ')'
        ),
        facts.locator,
    from facts
    left join categories as kinds
        on kinds.table_name = 'facts'
        and kinds.field = 'fact'
        and kinds.value = facts.fact
    where facts.source_id = $source_id
    union all
    select
        7,
        'funding',
        funding_id,
        site_id,
        null,
        concat(financial_year, ': ', format('{:,}', amount_gbp), ' pounds'),
        locator,
    from funding
    where source_id = $source_id
    union all
    select
        8,
        'milestones',
        milestone_id,
        site_id,
        date,
        concat(event, if(status = 'planned', ', planned', null)),
        locator,
    from milestones
    where source_id = $source_id
    union all
    select
        9,
        'partners',
        partners.partner_id,
        partners.site_id,
        null,
        concat(roles.label, ': ', partners.organisation),
        null,
    from partners
    left join categories as roles
        on roles.table_name = 'partners'
        and roles.field = 'role'
        and roles.value = partners.role
    where partners.source_id = $source_id
    union all
    select
        10,
        'absences',
        absences.absence_id,
        absences.site_id,
        absences.as_of,
        concat(
            if(absences.outcome_domain is null, 'All outcomes', outcome_domains.name), ': ',
            reasons.label
        ),
        absences.locator,
    from absences
    left join outcome_domains on outcome_domains.outcome_domain = absences.outcome_domain
    left join categories as reasons
        on reasons.table_name = 'absences'
        and reasons.field = 'reason'
        and reasons.value = absences.reason
    where absences.source_id = $source_id
    union all
    select 11, 'lessons', lesson_id, site_id, null, lesson, locator
    from lessons
    where source_id = $source_id
    union all
    select
        12,
        'conflicts',
        conflict_id,
        site_id,
        null,
        concat(
            topic, ': ',
            concat_ws(
                '; ',
                if(source_a = $source_id, statement_a, null),
                if(source_b = $source_id, statement_b, null)
            )
        ),
        null,
    from conflicts
    where $source_id in (source_a, source_b)
    union all
    select 13, 'principles', cast(number as varchar), null, null, principle, locator
    from principles
    where source_id = $source_id
    union all
    select
        14,
        'commissioning_steps',
        cast(number as varchar),
        null,
        null,
        concat(step, ' ', questions),
        locator,
    from commissioning_steps
    where source_id = $source_id
)

select
    cited.table_name,
    cited.row_id,
    cited.site_id,
    sites.name as site_name,
    cited.dated,
    cited.words,
    cited.locator,
    count(*) over (partition by cited.table_name) as n_of_kind,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from cited
left join sites on sites.site_id = cited.site_id
left join row_readings
    on row_readings.table_name = cited.table_name and row_readings.row_id = cited.row_id
order by
    cited.place, sites.name nulls first, cited.dated nulls first, try_cast(cited.row_id as integer),
    cited.row_id
