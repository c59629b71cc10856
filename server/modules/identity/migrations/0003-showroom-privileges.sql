-- Privileges of the showroom's papers; tenants set up later get them with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('dealerManager', 'documents.brand.write'), ('pricingManager', 'quoting.terms.write')) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;
