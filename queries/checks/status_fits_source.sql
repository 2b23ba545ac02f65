-- One row per finding whose evidence status is stronger than its kind of source: what is known only
-- from news, evaluations and audits included, has the status press.
select
    'findings' as table_name,
    findings.finding_id as row_id,
    'evidence_status' as field,
    findings.evidence_status as value,
    'the source is a news report, which makes no result ' || findings.evidence_status as wrong,
    'cite the evaluation or audit itself, or write press' as mend,
from findings
inner join sources on sources.source_id = findings.source_id
where sources.type = 'news' and findings.evidence_status in ('evaluated', 'audited')
order by row_id
