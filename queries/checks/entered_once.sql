-- One row per row that says the same as an earlier row of its table under another id.
with contents as (
    select 'facts' as table_name, fact_id as row_id, 'counts' as field, counts as value,
        [site_id, fact, cast(value as varchar), unit, lower(counts), as_of, source_id] as content
    from facts
    union all
    select 'partners' as table_name, partner_id as row_id, 'organisation' as field,
        organisation as value, [site_id, lower(organisation)] as content
    from partners
    union all
    select 'contract_figures' as table_name, figure_id as row_id, 'figure' as field,
        figure as value,
        [contract_id, figure, cast(value as varchar), unit, lower(note)] as content
    from contract_figures
    union all
    select 'contract_stages' as table_name, stage_id as row_id, 'stage' as field, stage as value,
        [contract_id, stage, date, status] as content
    from contract_stages
    union all
    select 'funding' as table_name, funding_id as row_id, 'financial_year' as field,
        financial_year as value, [site_id, financial_year] as content
    from funding
    union all
    select 'milestones' as table_name, milestone_id as row_id, 'event' as field, event as value,
        [site_id, date, lower(event)] as content
    from milestones
    union all
    select 'lessons' as table_name, lesson_id as row_id, 'lesson' as field, lesson as value,
        [site_id, lower(lesson)] as content
    from lessons
    union all
    select 'absences' as table_name, absence_id as row_id, 'reason' as field, reason as value,
        [site_id, outcome_domain, reason, as_of] as content
    from absences
),
repeats as (
    select
        table_name,
        row_id,
        field,
        value,
        min(row_id) over (partition by table_name, content) as earlier_id,
    from contents
)
select
    table_name,
    row_id,
    field,
    value,
    'the row ' || earlier_id || ' says the same' as wrong,
    'delete one of the two, or write what sets this one apart' as mend,
from repeats
where row_id <> earlier_id
order by table_name, row_id
