-- One row per organisation and role at the site $site_id, by role and name.
-- Key: partner_id
select
    partners.partner_id,
    partners.organisation,
    partners.role,
    roles.label as role_name,
    partners.source_id,
from partners
inner join categories as roles
    on roles.table_name = 'partners' and roles.field = 'role' and roles.value = partners.role
where partners.site_id = $site_id
order by roles.sort_order, folded(partners.organisation), partners.partner_id
