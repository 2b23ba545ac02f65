-- One row per row of the data that a view rests on, with a fingerprint of all of its values.
-- Key: table_name, row_id
-- What two revisions give for one view is compared, to tell what moved between them. The view rests
-- on the selected findings, on all else about the selected sites, on their sources, and on the
-- vocabularies. $columns narrows it to the sites of columns as the comparison has them (a site_id,
-- model:<model_type>, form:<contract_form>), selected or not; without columns it does not.
with chosen_sites as (
    select sites.site_id
    from sites
    where if(
        len($columns::varchar[]) = 0,
        sites.site_id in (select selected_sites.site_id from selected_sites),
        sites.site_id in (
            select column_members.site_id
            from column_members
            where list_contains($columns::varchar[], column_members.value)
        )
    )
),

chosen_findings as (
    select finding_id, source_id
    from selected_findings
    where len($columns::varchar[]) = 0
        or site_id in (select chosen_sites.site_id from chosen_sites)
),

found as (
    select 'findings' as table_name, finding_id as row_id, findings::varchar as content
    from findings
    where finding_id in (select chosen_findings.finding_id from chosen_findings)
    union all
    select 'sources', source_id, sources::varchar
    from sources
    where source_id in (select chosen_findings.source_id from chosen_findings)
        or source_id in (
            select site_sources.source_id
            from site_sources
            inner join chosen_sites on chosen_sites.site_id = site_sources.site_id
        )
    union all
    select 'contract_figures', figure_id, contract_figures::varchar
    from contract_figures
    inner join contracts on contracts.contract_id = contract_figures.contract_id
    where contracts.site_id in (select chosen_sites.site_id from chosen_sites)
    union all
    select 'contract_stages', stage_id, contract_stages::varchar
    from contract_stages
    inner join contracts on contracts.contract_id = contract_stages.contract_id
    where contracts.site_id in (select chosen_sites.site_id from chosen_sites)
    union all
    select listed.table_name, listed.row_id, listed.content
    from (
        select 'sites' as table_name, site_id as row_id, site_id, sites::varchar as content
        from sites
        union all
        select 'contracts', contract_id, site_id, contracts::varchar from contracts
        union all
        select 'facts', fact_id, site_id, facts::varchar from facts
        union all
        select 'partners', partner_id, site_id, partners::varchar from partners
        union all
        select 'absences', absence_id, site_id, absences::varchar from absences
        union all
        select 'funding', funding_id, site_id, funding::varchar from funding
        union all
        select 'milestones', milestone_id, site_id, milestones::varchar from milestones
        union all
        select 'lessons', lesson_id, site_id, lessons::varchar from lessons
        union all
        select 'conflicts', conflict_id, site_id, conflicts::varchar from conflicts
    ) as listed
    where listed.site_id in (select chosen_sites.site_id from chosen_sites)
    union all
    select 'model_types', model_type, model_types::varchar from model_types
    union all
    select 'contract_forms', contract_form, contract_forms::varchar from contract_forms
    union all
    select 'outcome_domains', outcome_domain, outcome_domains::varchar from outcome_domains
    union all
    select 'evidence_statuses', evidence_status, evidence_statuses::varchar
    from evidence_statuses
    union all
    select 'designs', design, designs::varchar from designs
)

select table_name, row_id::varchar as row_id, md5(content) as fingerprint
from found
order by table_name, row_id
