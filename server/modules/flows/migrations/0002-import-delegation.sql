-- An import that a stand-in brought goes on as long as the delegation stands, and with its rights alone.
alter table flows.imports add column delegation_id uuid;
