-- Which audit rows were written before a person could act for another, and before the strength of the proof was kept: their leaves are computed as they were then.
alter table platform.audit_events add column leaf_version smallint not null default 1 check (leaf_version in (1, 2));
alter table platform.audit_events alter column leaf_version set default 2;
alter table platform.audit_events
  -- The account for whom the person acted, and the delegation that allowed it.
  add column on_behalf_of uuid,
  add column delegation_id uuid,
  -- How the person had proved who they are: password, password+code, passkey, federated.
  add column strength text,
  -- The application whose token carried the request; null for our own pages.
  add column client text,
  -- Version of the rule table in force, and the facts it decided on, so that the decision can be made again later.
  add column rule_version integer,
  add column decision jsonb;
create index audit_events_account on platform.audit_events (tenant_id, account_id, id desc);
create index audit_events_on_behalf on platform.audit_events (tenant_id, on_behalf_of, id desc) where on_behalf_of is not null;

create or replace function platform.audit_leaf(e platform.audit_events) returns bytea
language sql immutable parallel safe as $$
  select sha256('\x00'::bytea || convert_to((
    jsonb_build_array(
      e.tenant_id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.account_id, e.personality_id, e.action, e.object_kind,
      e.object_id, e.outcome, encode(e.before_digest, 'hex'), encode(e.after_digest, 'hex'), e.details, e.address, e.request_id)
    || case e.leaf_version when 1 then '[]'::jsonb
       else jsonb_build_array(e.leaf_version, e.on_behalf_of, e.delegation_id, e.strength, e.client, e.rule_version, e.decision) end)::text, 'UTF8'))
$$;
