-- Since when a role is suspended belongs to what somebody held at an instant: a suspended role stands nowhere.
drop trigger history on identity.personalities;
update identity.rights_history h set state = h.state || '{"suspended_at": null}' where h.kind = 'personality' and h.held_to is null;
with gone as (
  update identity.rights_history h set held_to = greatest(h.held_from, p.suspended_at)
  from identity.personalities p where h.kind = 'personality' and h.held_to is null and h.tenant_id = p.tenant_id and h.key = p.id::text and p.suspended_at is not null
  returning h.tenant_id, h.key, h.state, h.held_to, p.suspended_at
)
insert into identity.rights_history (tenant_id, kind, key, state, held_from)
select g.tenant_id, 'personality', g.key, g.state || jsonb_build_object('suspended_at', g.suspended_at), g.held_to from gone g;
create trigger history after insert or update or delete on identity.personalities for each row
  execute function identity.keep_rights_history('personality', 'id', 'account_id', 'profile_key', 'node_id', 'valid_from', 'valid_to', 'suspended_at');
