-- One row per organisation and role at the site $site_id, by role and name.
-- Key: partner_id
select
    partners.partner_id,
    partners.organisation,
    partners.role,
    roles.label as role_name,
    partners.source_id,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
from partners
inner join categories as roles
    on roles.table_name = 'partners' and roles.field = 'role' and roles.value = partners.role
left join row_readings
    on row_readings.table_name = 'partners' and row_readings.row_id = partners.partner_id
where partners.site_id = $site_id
order by roles.sort_order, folded(partners.organisation), partners.partner_id
