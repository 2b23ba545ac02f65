-- One row per finding whose evidence status asks for another design: an evaluated result has a
-- method, an audited one comes from an audit, and a figure without a method is self-reported or
-- from the press.
with judged as (
    select
        finding_id,
        design,
        case
            when evidence_status = 'audited' and design is distinct from 'audit'
                then 'an audited result comes from an audit'
            when design = 'self_reported' and evidence_status not in ('self_reported', 'press')
                then 'a figure without a method is not ' || evidence_status
        end as wrong,
    from findings
)
select
    'findings' as table_name,
    finding_id as row_id,
    'design' as field,
    design as value,
    wrong,
    'correct the design or the evidence status' as mend,
from judged
where wrong is not null
order by row_id
