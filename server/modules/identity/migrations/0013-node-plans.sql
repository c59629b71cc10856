-- A network is often written whole in one session, from an empty table on. Plans kept from then read all ancestors of the tenant for every
-- node added; with the tables as large as they are by now, each is planned along the index of the node itself.
alter function identity.check_parent_kind() set plan_cache_mode = force_custom_plan;
alter function identity.node_added() set plan_cache_mode = force_custom_plan;
alter function identity.node_moved() set plan_cache_mode = force_custom_plan;
