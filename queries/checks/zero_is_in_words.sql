-- One row per 0 that no words confirm. Nothing missing is written as 0, so a true nought is said in
-- words: in the statement of a finding, in what a fact counts, in the note of a contract's figure.
with zeros as (
    select 'findings' as table_name, finding_id as row_id, 'statement' as told_in,
        statement as words
    from findings
    where value = 0
    union all
    select 'facts' as table_name, fact_id as row_id, 'counts' as told_in, counts as words
    from facts
    where value = 0
    union all
    select 'contract_figures' as table_name, figure_id as row_id, 'note' as told_in, note as words
    from contract_figures
    where value = 0
)
select
    table_name,
    row_id,
    'value' as field,
    '0' as value,
    'nothing missing is written as 0, and no words say that it is a true nought' as wrong,
    'empty the cell or leave the row out; if it is a true nought, say so in ' || told_in as mend,
from zeros
where not regexp_matches(
    lower(coalesce(words, '')), '\b(nought|zero|nil|none|no|not|never|unchanged|same)\b'
)
order by table_name, row_id
