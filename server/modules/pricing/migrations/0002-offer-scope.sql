-- An offer cut for one dealer is that dealer's business: it is seen on the way from the company down to the actor and
-- below the actor, and written only below. Terms follow their offer.
drop policy same_tenant on pricing.offers;
create policy on_the_way on pricing.offers for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    node_id in (select c.ancestor_id from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.scope_node_id()))
    or node_id in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))));
create policy add_below_scope on pricing.offers for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and node_id in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy end_below_scope on pricing.offers for update to volano_app using (
  tenant_id = (select platform.tenant_id())
  and node_id in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));

drop policy same_tenant on pricing.offer_terms;
create policy of_visible_offers on pricing.offer_terms for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and offer_id in (select o.id from pricing.offers o where o.tenant_id = (select platform.tenant_id())));
create policy add_below_scope on pricing.offer_terms for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and offer_id in (
    select o.id from pricing.offers o
    where o.tenant_id = (select platform.tenant_id()) and o.node_id in (
      select c.descendant_id from identity.v_node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))));
