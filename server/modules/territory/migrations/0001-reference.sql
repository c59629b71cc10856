-- Facts about Italy that belong to no tenant: the same rows for everybody, loaded from data/ and replaced when a file changes.
create schema territory;
grant usage on schema territory to volano_app;

create table territory.reference_files (
  name text primary key,
  checksum text not null,
  loaded_at timestamptz not null default now()
);

create table territory.provinces (
  code text primary key,
  name text not null,
  region text not null,
  macro_area text not null
);

create table territory.municipalities (
  istat_code text primary key,
  cadastral_code text not null,
  name text not null,
  other_name text,
  province_code text not null,
  is_capital boolean not null
);
create index municipalities_by_name on territory.municipalities (lower(name));

-- Patron day of a municipality as a rule: `fixed:MM-DD`, `nth_weekday:MM:n:DAY`, `easter:+50`, `weekday_after_nth_weekday:…`.
create table territory.patron_days (
  istat_code text primary key,
  patron text not null,
  rule text not null
);
grant select on territory.provinces, territory.municipalities, territory.patron_days to volano_app;
