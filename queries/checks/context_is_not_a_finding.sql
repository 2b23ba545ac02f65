-- One row per finding that repeats a fact of its site: the same figure in the same unit from the
-- same source. Context, such as spending or numbers of contacts, is in facts and nowhere else.
select
    'findings' as table_name,
    findings.finding_id as row_id,
    'value' as field,
    cast(findings.value as varchar) as value,
    'the fact ' || min(facts.fact_id) || ' gives the same figure from the same source' as wrong,
    'keep the fact if it is context, the finding if it is a result' as mend,
from findings
inner join facts
    on facts.site_id = findings.site_id
    and facts.source_id = findings.source_id
    and facts.value = abs(findings.value)
where findings.unit
    = case when facts.unit in ('gbp', 'percent') then facts.unit else 'count' end
group by findings.finding_id, findings.value
order by row_id
