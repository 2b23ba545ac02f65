-- One row per finding that is a forecast by its status and not by its design, or the reverse.
select
    'findings' as table_name,
    finding_id as row_id,
    if(evidence_status = 'forecast', 'design', 'evidence_status') as field,
    if(evidence_status = 'forecast', design, evidence_status) as value,
    'a forecast is one by status and by design' as wrong,
    'write forecast in both evidence_status and design, or in neither' as mend,
from findings
where (evidence_status = 'forecast') <> (design is not distinct from 'forecast')
order by row_id
