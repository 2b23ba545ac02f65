-- One row per finding that has the same label as an earlier finding of its site and outcome domain.
with ranked as (
    select
        finding_id,
        label,
        first_value(finding_id) over same_label as earlier_id,
        count(*) over (partition by site_id, outcome_domain) as n_in_domain,
    from findings
    window same_label as (partition by site_id, outcome_domain, lower(label) order by finding_id)
)
select
    'findings' as table_name,
    finding_id as row_id,
    'label' as field,
    label as value,
    'the finding ' || earlier_id || ' of the site and outcome domain has the same label' as wrong,
    'write what sets this finding apart, such as its group, year or source' as mend,
from ranked
where finding_id <> earlier_id and n_in_domain > 1
order by row_id
