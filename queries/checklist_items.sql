-- One row per commissioning step and design principle: what a checklist asks, steps first.
-- Key: item
-- item is the id under which a checklist keeps its answer. Principles have no questions of their own,
-- so theirs are null.
select
    item_id as item,
    kind,
    number,
    words as text,
    questions,
    source_id,
    title as source_title,
    locator,
from plan_items
order by place
