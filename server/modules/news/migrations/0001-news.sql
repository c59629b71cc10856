-- The information network: news, circulars and documents of the house, in versions, addressed to people by what they are and where.
create schema news;
grant usage on schema news to volano_app;

create table news.items (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  kind text not null check (kind in ('news', 'circular', 'document')),
  -- Whose it is: those who write at or above this node may go on with it.
  node_id integer not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id)
);

create table news.versions (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null check (version between 1 and 1000),
  node_id integer not null,
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'published', 'superseded', 'withdrawn', 'archived')),
  -- Counts the changes of a draft: two who write at once do not overwrite each other.
  revision integer not null default 1,
  title_it text not null check (length(title_it) between 1 and 160),
  body_it text not null check (length(body_it) <= 20000),
  title_en text check (length(title_en) between 1 and 160),
  body_en text check (length(body_en) <= 20000),
  -- Half-open: holds from the first day, no longer on the last.
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  must_confirm boolean not null,
  -- Actions closed to the audience until confirmed.
  gates text[] not null default '{}' check (gates <@ array['selling']),
  confirm_by date,
  -- Days before (negative) or after that date on which those who have not confirmed are told.
  remind_days integer[] not null default '{}' check (cardinality(remind_days) <= 6),
  publish_at timestamptz,
  published_at timestamptz,
  published_by uuid,
  ended_at timestamptz,
  end_reason text check (length(end_reason) <= 300),
  created_by uuid,
  changed_at timestamptz not null,
  search tsvector not null generated always as (
    setweight(to_tsvector('italian'::regconfig, title_it), 'A') || setweight(to_tsvector('italian'::regconfig, body_it), 'B')
    || setweight(to_tsvector('english'::regconfig, coalesce(title_en, '')), 'A') || setweight(to_tsvector('english'::regconfig, coalesce(body_en, '')), 'B')) stored,
  primary key (tenant_id, item_id, version),
  foreign key (tenant_id, item_id) references news.items (tenant_id, id),
  check ((title_en is null) = (body_en is null)),
  check (gates = '{}' or must_confirm),
  check ((confirm_by is not null) or remind_days = '{}'),
  check ((state = 'scheduled') <= (publish_at is not null)),
  check ((state in ('published', 'superseded', 'withdrawn', 'archived')) = (published_at is not null))
);
-- One version is being written and one is in force: whoever publishes second finds the place taken.
create unique index versions_one_open on news.versions (tenant_id, item_id) where state in ('draft', 'scheduled');
create unique index versions_one_published on news.versions (tenant_id, item_id) where state = 'published';
create index versions_by_age on news.versions (tenant_id, published_at desc, item_id) where state in ('published', 'archived');
create index versions_due on news.versions (publish_at) where state = 'scheduled';
-- The few that close something: what the door asks before a write.
create index versions_gating on news.versions (tenant_id, valid_from) where state = 'published' and gates <> '{}';
create index versions_search on news.versions using gin (search);

create table news.audience_lines (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  place integer not null check (place between 1 and 40),
  effect text not null check (effect in ('include', 'exclude')),
  -- Everybody at or below; the root of the tenant is the tenant. Whoever leaves out a place means the author's own.
  node_id integer not null,
  profile_key text,
  personality_id uuid,
  primary key (tenant_id, item_id, version, place),
  foreign key (tenant_id, item_id, version) references news.versions (tenant_id, item_id, version) on delete cascade,
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, profile_key) references identity.profiles (tenant_id, key),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id)
);

create table news.attachments (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  id uuid not null,
  file_name text not null check (file_name ~ '^[A-Za-z0-9._-]{1,120}$'),
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  size_bytes integer not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, item_id, version, id),
  foreign key (tenant_id, item_id, version) references news.versions (tenant_id, item_id, version) on delete cascade
);

-- Who has seen and who has confirmed which version, as which personality. Written once, never taken back.
create table news.receipts (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  personality_id uuid not null,
  account_id uuid not null,
  first_seen_at timestamptz not null,
  confirmed_at timestamptz check (confirmed_at >= first_seen_at),
  -- Network of the confirmation, shortened.
  network text,
  primary key (tenant_id, item_id, version, personality_id),
  foreign key (tenant_id, item_id, version) references news.versions (tenant_id, item_id, version),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id)
);
create index receipts_own on news.receipts (tenant_id, personality_id);

create table news.reminders (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  day_offset integer not null,
  told integer not null,
  sent_at timestamptz not null,
  primary key (tenant_id, item_id, version, day_offset),
  foreign key (tenant_id, item_id, version) references news.versions (tenant_id, item_id, version)
);

create table news.digest_choices (
  tenant_id integer not null references platform.tenants (id),
  account_id uuid not null references identity.accounts (id),
  daily boolean not null,
  last_sent_on date,
  primary key (tenant_id, account_id)
);

-- What was published stays as it was: words, days, audience and attachments change in a draft alone.
create function news.keep_published() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'only a draft can be thrown away' using errcode = 'check_violation', constraint = 'versions_published_stays';
    end if;
    return old;
  end if;
  if old.state <> new.state and not (old.state, new.state) in (('draft', 'scheduled'), ('draft', 'published'), ('scheduled', 'draft'), ('scheduled', 'published'),
    ('published', 'superseded'), ('published', 'withdrawn'), ('published', 'archived'), ('superseded', 'archived'), ('withdrawn', 'archived')) then
    raise exception 'a version does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'versions_state_order';
  end if;
  if old.state <> 'draft' and (old.title_it, old.body_it, old.title_en, old.body_en, old.valid_from, old.valid_to, old.must_confirm, old.gates, old.confirm_by, old.remind_days)
    is distinct from (new.title_it, new.body_it, new.title_en, new.body_en, new.valid_from, new.valid_to, new.must_confirm, new.gates, new.confirm_by, new.remind_days) then
    raise exception 'only a draft can be edited' using errcode = 'check_violation', constraint = 'versions_published_stays';
  end if;
  return new;
end $$;
create trigger keep_published before update or delete on news.versions for each row execute function news.keep_published();

-- Whoever sees the draft may change its parts; a cascade from the draft's own end passes.
create function news.keep_parts() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  of_part record := case when tg_op = 'DELETE' then old else new end;
begin
  if pg_trigger_depth() = 1 and not exists (
    select from news.versions v where v.tenant_id = of_part.tenant_id and v.item_id = of_part.item_id and v.version = of_part.version and v.state = 'draft') then
    raise exception 'only a draft can be edited' using errcode = 'check_violation', constraint = 'versions_published_stays';
  end if;
  return of_part;
end $$;
create trigger keep_parts before insert or update or delete on news.audience_lines for each row execute function news.keep_parts();
create trigger keep_parts before insert or update or delete on news.attachments for each row execute function news.keep_parts();

-- The walls. Who writes sees what stands at or below his scope; who reads sees what was published and is addressed to him.
alter table news.items enable row level security;
alter table news.versions enable row level security;
alter table news.audience_lines enable row level security;
alter table news.attachments enable row level security;
alter table news.receipts enable row level security;
alter table news.reminders enable row level security;
alter table news.digest_choices enable row level security;

create policy in_scope on news.versions to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = versions.node_id))
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = versions.node_id));
create policy addressed on news.versions for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and state in ('published', 'superseded', 'archived')
    and exists (
      select from news.audience_lines l join identity.v_people me on me.tenant_id = l.tenant_id and me.personality_id = (select platform.personality_id())
      where l.tenant_id = versions.tenant_id and l.item_id = versions.item_id and l.version = versions.version and l.effect = 'include'
        and (l.profile_key is null or l.profile_key = me.profile) and (l.personality_id is null or l.personality_id = me.personality_id)
        and (me.kind <> 'customer' or l.profile_key is not null or l.personality_id is not null)
        and exists (select from identity.v_node_closure c where c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = me.node_id))
    and not exists (
      select from news.audience_lines l join identity.v_people me on me.tenant_id = l.tenant_id and me.personality_id = (select platform.personality_id())
      where l.tenant_id = versions.tenant_id and l.item_id = versions.item_id and l.version = versions.version and l.effect = 'exclude'
        and (l.profile_key is null or l.profile_key = me.profile) and (l.personality_id is null or l.personality_id = me.personality_id)
        and exists (select from identity.v_node_closure c where c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = me.node_id)));
create policy write_in_scope on news.items to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = items.node_id))
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = items.node_id));
create policy of_seen_version on news.items for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (select from news.versions v where v.tenant_id = items.tenant_id and v.item_id = items.id));
-- The lines themselves decide who sees a version, so every reader's question must reach them; they hold no words.
create policy same_tenant on news.audience_lines for select to volano_app using (tenant_id = (select platform.tenant_id()));
-- Nobody addresses people outside his own part of the organisation.
create policy write_in_scope on news.audience_lines for insert to volano_app
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = audience_lines.node_id));
-- Whose draft it is, is asked by the trigger keep_parts: a policy that asked would go round in a circle.
create policy clear_draft on news.audience_lines for delete to volano_app using (tenant_id = (select platform.tenant_id()));
create policy of_seen_version on news.attachments to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select from news.versions v where v.tenant_id = attachments.tenant_id and v.item_id = attachments.item_id and v.version = attachments.version))
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select from news.versions v where v.tenant_id = attachments.tenant_id and v.item_id = attachments.item_id and v.version = attachments.version and v.state = 'draft'));
-- A receipt is one's own act; those above a person may read it.
create policy own on news.receipts to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()))
  with check (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()) and account_id = (select platform.account_id())
    and exists (select from news.versions v where v.tenant_id = receipts.tenant_id and v.item_id = receipts.item_id and v.version = receipts.version));
create policy in_scope on news.receipts for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select from identity.v_people p join identity.v_node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = p.node_id
    where p.tenant_id = receipts.tenant_id and p.personality_id = receipts.personality_id));
-- Reminders and digests are the program's own work; a person chooses for himself alone.
create policy program on news.reminders to volano_app
  using (tenant_id = (select platform.tenant_id()) and (select platform.account_id()) is null) with check (tenant_id = (select platform.tenant_id()) and (select platform.account_id()) is null);
create policy own_or_program on news.digest_choices to volano_app
  using (tenant_id = (select platform.tenant_id()) and ((select platform.account_id()) is null or account_id = (select platform.account_id())))
  with check (tenant_id = (select platform.tenant_id()) and ((select platform.account_id()) is null or account_id = (select platform.account_id())));

grant select, insert on news.items to volano_app;
grant delete on news.items, news.versions to volano_app;
grant select, insert on news.versions to volano_app;
grant update (state, revision, title_it, body_it, title_en, body_en, valid_from, valid_to, must_confirm, gates, confirm_by, remind_days, publish_at, published_at, published_by, ended_at, end_reason,
  changed_at) on news.versions to volano_app;
grant select, insert, delete on news.audience_lines, news.attachments to volano_app;
grant select, insert on news.receipts, news.reminders to volano_app;
grant update (confirmed_at, network) on news.receipts to volano_app;
grant select, insert, update on news.digest_choices to volano_app;

-- Tenants set up later get these with their profiles; children inherit from their parent profile.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, 'news.item.read' from identity.profiles p where p.parent_key is null
on conflict do nothing;
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('dealerManager'), ('areaManager'), ('pricingManager'), ('headOfCredit'), ('systemAdministrator')) k (profile_key) on k.profile_key = p.key
cross join (values ('news.item.write'), ('news.item.publish'), ('news.receipt.read')) u (privilege)
on conflict do nothing;

-- Names of profiles, for audiences.
create view news.v_profiles with (security_invoker = true) as select p.tenant_id, p.key, p.kind, p.name_it, p.name_en from identity.profiles p;
grant select on news.v_profiles to volano_app;

-- What concerns somebody's part of the organisation though it need not be addressed to him: heads alone, for whoever looks after
-- the readers. Lines at, below or above his scope; the words of the text stay behind the wall.
create function news.receipt_heads() returns table (
  item_id uuid, version integer, kind text, state text, title_it text, title_en text, must_confirm boolean, confirm_by date, published_at timestamptz
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.item_id, v.version, i.kind, v.state, v.title_it, v.title_en, v.must_confirm, v.confirm_by, v.published_at
  from news.versions v join news.items i on i.tenant_id = v.tenant_id and i.id = v.item_id
  where v.tenant_id = (select platform.tenant_id()) and v.published_at is not null and exists (
    select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id
      and ((c.ancestor_id = l.node_id and c.descendant_id = (select platform.scope_node_id())) or (c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = l.node_id))
    where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include')
$$;
revoke all on function news.receipt_heads() from public;
grant execute on function news.receipt_heads() to volano_app;
