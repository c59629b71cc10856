-- Parts of our own API an application may read with its token, as the personality of the sign-in.
alter table gateway.apps add column api_areas text[] not null default '{}' check (cardinality(api_areas) <= 20);
grant select (api_areas), update (api_areas) on gateway.apps to volano_app;

-- Why an attempt was not taken, by name; the words in `answer` are for whoever mends it.
alter table gateway.deliveries
  add column reason text check (reason in ('refused', 'broken', 'moved', 'late', 'nobody', 'name', 'notAllowed', 'inside', 'cut', 'certificate', 'other')),
  add column status_code integer check (status_code between 100 and 999);
grant update (reason, status_code) on gateway.deliveries to volano_gate, volano_app;
