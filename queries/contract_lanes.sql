-- One row per selected contract at $status (all: any) with its lane, by form from looser to tighter.
-- Key: contract_id
-- spans, mark, before and unstated are those of contract_lane_shapes (queries/prepared_lanes.sql).
-- Forms that are on no line from looser to tighter come last; in a form by first known date, name.
select
    contracts.contract_id,
    contracts.contract_label,
    contracts.contract_form,
    contracts.form_name,
    contracts.short_form,
    contracts.status,
    contracts.status_name,
    contracts.status_order,
    contracts.status_date,
    contracts.is_last_seen,
    contracts.reason,
    contract_lane_shapes.spans,
    contract_lane_shapes.stages,
    contract_lane_shapes.mark,
    contract_lane_shapes.before,
    contract_lane_shapes.unstated,
    contract_lane_shapes.is_agreed_only,
    contract_lane_shapes.first_year,
    contract_lane_shapes.last_year,
from selected_contracts as contracts
inner join contract_lane_shapes on contract_lane_shapes.contract_id = contracts.contract_id
where $status in ('all', contracts.status)
order by
    contracts.integration_rank nulls last,
    contracts.form_order,
    contracts.first_date nulls last,
    contracts.contract_label,
    contracts.contract_id
