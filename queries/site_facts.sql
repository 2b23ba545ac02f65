-- One row per figure about the site $site_id, the preferred one of each kind first.
-- Key: fact_id
select
    facts.fact_id,
    facts.fact,
    kinds.label as fact_name,
    facts.value,
    facts.unit,
    facts.counts,
    facts.as_of,
    facts.preferred,
    not facts.preferred
        and bool_or(facts.preferred) over (partition by facts.fact)
        and facts.fact != 'other' as is_second_source,
    facts.source_id,
    facts.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from facts
inner join categories as kinds
    on kinds.table_name = 'facts' and kinds.field = 'fact' and kinds.value = facts.fact
left join row_readings
    on row_readings.table_name = 'facts' and row_readings.row_id = facts.fact_id
where facts.site_id = $site_id
order by kinds.sort_order, facts.preferred desc, facts.as_of desc nulls last, facts.fact_id
