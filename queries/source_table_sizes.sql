-- One row per table of the set, with its number of rows; by name.
-- Key: table_name
select 'absences' as table_name, count(*) as n_rows from absences
union all
select 'commissioning_steps', count(*) from commissioning_steps
union all
select 'conflicts', count(*) from conflicts
union all
select 'contract_figures', count(*) from contract_figures
union all
select 'contract_forms', count(*) from contract_forms
union all
select 'contract_stages', count(*) from contract_stages
union all
select 'contracts', count(*) from contracts
union all
select 'designs', count(*) from designs
union all
select 'evidence_statuses', count(*) from evidence_statuses
union all
select 'facts', count(*) from facts
union all
select 'findings', count(*) from findings
union all
select 'funding', count(*) from funding
union all
select 'lessons', count(*) from lessons
union all
select 'milestones', count(*) from milestones
union all
select 'model_types', count(*) from model_types
union all
select 'outcome_domains', count(*) from outcome_domains
union all
select 'partners', count(*) from partners
union all
select 'principles', count(*) from principles
union all
select 'sites', count(*) from sites
union all
select 'sources', count(*) from sources
order by table_name
