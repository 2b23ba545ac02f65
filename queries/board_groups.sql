-- One row per group among the columns $columns, part of the board and value that its sites have there.
-- Key: column_number, part, value
-- part is model, form or status; n_sites counts the sites that have the value, so a site with
-- several contracts counts in each of their forms. Sites without a contract have the value none.
with members as (
    select asked.column_number, column_members.site_id
    from asked_columns($columns::varchar[]) as asked
    inner join column_members on column_members.value = asked.value
    where column_members.is_group
),

valued as (
    select
        members.column_number,
        members.site_id,
        'model' as part,
        sites.model_type as value,
        model_types.name as name,
        model_types.sort_order,
    from members
    inner join sites on sites.site_id = members.site_id
    inner join model_types on model_types.model_type = sites.model_type
    union all
    select
        members.column_number,
        members.site_id,
        'form',
        coalesce(contract_terms.contract_form, 'none'),
        coalesce(contract_terms.form_name, 'no contract found'),
        coalesce(contract_terms.form_order, 99),
    from members
    left join contract_terms on contract_terms.site_id = members.site_id
    union all
    select
        members.column_number,
        members.site_id,
        'status',
        coalesce(contract_terms.status, 'none'),
        coalesce(contract_terms.status_name, 'no contract found'),
        coalesce(contract_terms.status_order, 99),
    from members
    left join contract_terms on contract_terms.site_id = members.site_id
)

select
    column_number,
    part,
    value,
    any_value(name) as name,
    count(distinct site_id) as n_sites,
from valued
group by column_number, part, value
order by
    column_number,
    list_position(['model', 'form', 'status'], part),
    any_value(sort_order),
    value
