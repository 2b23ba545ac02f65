-- One row per column that the comparison can hold: a site, or a group of sites of one kind.
-- Key: value
-- value is what the address says, as at column_members in queries/prepared_board.sql. National groups
-- stand after the sites, groups by model of care and by contract form last.
with counted as (
    select value, count(*)::integer as n_sites from column_members group by value
),

columns as (
    select
        site_id as value,
        if(kind = 'national_group', 'national_group', 'site') as kind,
        name,
        short_name,
        0 as sort_order,
    from sites
    union all
    select 'model:' || model_type, 'model', name, name, sort_order from model_types
    union all
    select 'form:' || contract_form, 'form', name, name, sort_order from contract_forms
)

select columns.value, columns.kind, columns.name, columns.short_name, counted.n_sites
from columns
inner join counted on counted.value = columns.value
order by
    list_position(['site', 'national_group', 'model', 'form'], columns.kind),
    columns.sort_order,
    folded(columns.short_name),
    columns.value
