-- One row per source that a selected finding of a site rests on, by date; those without one last.
-- Key: source_id
-- National groups are left out, as wherever sites are counted; forecasts too unless $forecasts.
select
    source_id,
    any_value(source_title) as title,
    any_value(publisher) as publisher,
    any_value(published) as published,
    any_value(source_url) as url,
from selected_findings
where site_kind != 'national_group' and ($forecasts or evidence_status != 'forecast')
group by source_id
order by published nulls last, title, source_id
