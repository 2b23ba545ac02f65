-- One row per stage that cannot have its status: a planned start is planned, and nothing is last
-- seen, paused, abandoned or terminated in a plan.
select
    'contract_stages' as table_name,
    stage_id as row_id,
    'status' as field,
    status as value,
    'the stage ' || stage || ' cannot be ' || status as wrong,
    if(stage = 'planned_start', 'write planned, or live_from as stage', 'write happened') as mend,
from contract_stages
where (stage = 'planned_start' and status = 'happened')
    or (stage in ('last_seen', 'paused', 'abandoned', 'terminated') and status = 'planned')
order by row_id
