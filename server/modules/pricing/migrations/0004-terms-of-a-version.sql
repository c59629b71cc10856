-- Terms follow the version they belong to. Asked per row and not as one set of all visible offers: with 20,000 offers
-- gathering that set cost 4 ms for every reading of a few rates.
drop policy of_visible_offers on pricing.offer_terms;
create policy of_visible_offers on pricing.offer_terms for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and exists (
    select 1 from pricing.offers o where o.tenant_id = offer_terms.tenant_id and o.id = offer_terms.offer_id and o.version = offer_terms.offer_version));
