-- As for the tree itself: the places of a network written in one session are not read with the plans of an empty table.
alter function territory.organisation_changed() set plan_cache_mode = force_custom_plan;
alter function territory.check_placement() set plan_cache_mode = force_custom_plan;
alter function territory.check_parent_kind() set plan_cache_mode = force_custom_plan;
