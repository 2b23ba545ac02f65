-- One row per commissioning step and design principle: what a checklist asks, steps first.
-- Key: item
-- item is the id under which a checklist keeps its answer. Principles have no questions of their own,
-- so theirs are null; source_title is null where the document is not among the sources.
with items as (
    select
        'step-' || number as item,
        'step' as kind,
        number,
        step as text,
        questions,
        source_id,
        locator,
    from commissioning_steps
    union all
    select
        'principle-' || number as item,
        'principle' as kind,
        number,
        principle as text,
        null as questions,
        source_id,
        locator,
    from principles
)

select
    items.item,
    items.kind,
    items.number,
    items.text,
    items.questions,
    items.source_id,
    sources.title as source_title,
    items.locator,
from items
left join sources on sources.source_id = items.source_id
order by items.kind desc, items.number
