/** SQL that loads offers, their terms, services and the grid, and composes the conditions for a vehicle. */
import { permitted } from '#identity';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { OfferConditions, OfferedService, OfferPlan, ServicePackage } from './api.ts';
import type { OfferScope } from './conditions/applicability.ts';
import type { CustomerType, SalesChannel } from './conditions/codes.ts';
import { guaranteedValues, type ResidualRow } from './conditions/guaranteed-values.ts';
import type { PricedVehicle } from './priced-vehicle.ts';
import { meetOffers, offerRuleColumns } from './rules.ts';

/** The columns that say when, where and for what an offer is made. */
export interface ScopeRow {
  valid_from: string;
  valid_to: string | null;
  node_id: number;
  kinds: string[] | null;
  makes: string[] | null;
  carline_ids: string[] | null;
  version_ids: string[] | null;
  fuels: string[] | null;
  channels: SalesChannel[] | null;
  customer_types: CustomerType[] | null;
  min_age_months: number | null;
  max_age_months: number | null;
  min_mileage_km: number | null;
  max_mileage_km: number | null;
}

export interface OfferRow extends ScopeRow {
  id: string;
  version: number;
  code: string;
  name: string;
  product_id: string;
  /** Set when the version was withdrawn before it began: no day of it is in force. */
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  min_deposit_ppm: number;
  commission_ppm: number;
  product_code: string;
  product_name_it: string;
  product_name_en: string;
  plan: OfferPlan;
  balloon_at: 'with-last-row' | 'one-period-after' | null;
  vat_rate_ppm: number | null;
  lease_mode: 'advance' | 'arrears' | null;
  option_min_ppm: number | null;
  option_max_ppm: number | null;
  min_financed_cents: number;
  max_financed_cents: number;
  charges: OfferConditions['charges'];
  substitute_tax: OfferConditions['substituteTax'];
  stamp_duty: OfferConditions['stampDuty'];
  terms: { months: number; nominalRatePpm: number }[];
}

export const offerColumns = sql`o.id, o.version, o.code, o.name, o.product_id, o.valid_from, o.valid_to, o.node_id, o.kinds, o.makes, o.carline_ids, o.version_ids,
  o.fuels, o.channels, o.customer_types, o.min_age_months, o.max_age_months, o.min_mileage_km, o.max_mileage_km, o.min_deposit_ppm, o.commission_ppm, o.withdrawn_at, o.withdrawn_by, o.withdrawn_reason, p.code as product_code, p.name_it as product_name_it, p.name_en as product_name_en, p.plan,
  p.balloon_at, p.vat_rate_ppm, p.lease_mode, p.option_min_ppm, p.option_max_ppm, p.min_financed_cents, p.max_financed_cents, p.charges, p.substitute_tax, p.stamp_duty,
  (select coalesce(jsonb_agg(jsonb_build_object('months', t.months, 'nominalRatePpm', t.nominal_rate_ppm) order by t.months), '[]') from pricing.offer_terms t
   where t.tenant_id = o.tenant_id and t.offer_id = o.id and t.offer_version = o.version) as terms
  from pricing.offers o join pricing.financial_products p on p.tenant_id = o.tenant_id and p.id = o.product_id`;

export function scopeOf(row: ScopeRow): OfferScope {
  return {
    validFrom: row.valid_from,
    validTo: row.valid_to,
    nodeId: row.node_id,
    kinds: row.kinds,
    makes: row.makes,
    carlineIds: row.carline_ids,
    versionIds: row.version_ids,
    fuels: row.fuels,
    channels: row.channels,
    customerTypes: row.customer_types,
    minAgeMonths: row.min_age_months,
    maxAgeMonths: row.max_age_months,
    minMileageKm: row.min_mileage_km,
    maxMileageKm: row.max_mileage_km,
  };
}

/** Condition: the offer is for a node on the way from the company down to the actor, or below the actor. */
export function onTheWay(ctx: Context): SqlFragment {
  return permitted(ctx, meetOffers, offerRuleColumns);
}

/** These versions of offers, as far as they are the actor's to see; in no order. */
export async function readOffers(ctx: Context, chosen: readonly { readonly offerId: string; readonly version: number }[]): Promise<OfferRow[]> {
  if (chosen.length === 0) return [];
  return ctx.tx.rows<OfferRow>(sql`
    select ${offerColumns} where ${onTheWay(ctx)} and (o.id, o.version) in (
      select u.id, u.version from unnest(${chosen.map((one) => one.offerId)}::uuid[], ${chosen.map((one) => one.version)}::integer[]) u (id, version))`);
}

/** One version of an offer, in force or not. */
export async function findOffer(ctx: Context, id: string, version: number): Promise<OfferRow | undefined> {
  return ctx.tx.maybeRow<OfferRow>(sql`select ${offerColumns} where ${onTheWay(ctx)} and o.id = ${id} and o.version = ${version}`);
}

/** The version of the day; else the next to come, else the last one; one that was withdrawn only where there is no other. */
export async function findOfferOfTheDay(ctx: Context, id: string): Promise<OfferRow | undefined> {
  return ctx.tx.maybeRow<OfferRow>(sql`
    select ${offerColumns} where ${onTheWay(ctx)} and o.id = ${id}
    order by o.withdrawn_at is not null, coalesce(o.valid_to > ${ctx.today}, true) desc, case when coalesce(o.valid_to > ${ctx.today}, true) then o.version else -o.version end limit 1`);
}

interface ServiceRow {
  code: string;
  kind: 'insurance' | 'maintenance';
  name_it: string;
  name_en: string;
  description_it: string;
  description_en: string;
  provider: string;
  optional: boolean;
  in_taeg: boolean;
  financed: boolean;
  fixed_cents: number;
  monthly_cents: number;
  kinds: string[] | null;
}

export interface ConditionFacts {
  readonly services: readonly ServiceRow[];
  readonly residuals: readonly ResidualRow[];
  readonly packages: readonly ServicePackage[];
}

/** What the conditions of every offer on this vehicle share. */
export async function conditionFacts(ctx: Context, vehicle: PricedVehicle): Promise<ConditionFacts> {
  const services = await ctx.tx.rows<ServiceRow>(sql`
    select s.code, s.kind, s.name_it, s.name_en, s.description_it, s.description_en, s.provider, s.optional, s.in_taeg, s.financed, s.fixed_cents,
      s.monthly_cents, s.kinds
    from pricing.services s where s.tenant_id = ${ctx.tenant.id} order by s.code`);
  const packages = await ctx.tx.rows<{ code: string; name_it: string; name_en: string; services: string[] }>(sql`
    select p.code, p.name_it, p.name_en, array_agg(s.code order by s.code) as services
    from pricing.service_packages p
    join pricing.service_package_items i on i.tenant_id = p.tenant_id and i.package_id = p.id
    join pricing.services s on s.tenant_id = i.tenant_id and s.id = i.service_id
    where p.tenant_id = ${ctx.tenant.id} group by p.code, p.name_it, p.name_en order by p.code`);
  const residuals = await ctx.tx.rows<{ age_months: number; km_per_year: number; value_ppm: number }>(sql`
    select r.age_months, r.km_per_year, r.value_ppm from pricing.residual_values r
    where r.tenant_id = ${ctx.tenant.id} and r.segment = ${vehicle.segment} and r.fuel = ${vehicle.fuel}`);
  return {
    services: services.filter((service) => service.kinds === null || service.kinds.includes(vehicle.kind)),
    residuals: residuals.map((row) => ({ ageMonths: row.age_months, kmPerYear: row.km_per_year, valuePpm: row.value_ppm })),
    packages: packages.map((row) => ({ code: row.code, name: { it: row.name_it, en: row.name_en }, services: row.services })),
  };
}

function offeredService(row: ServiceRow, terms: OfferRow['terms']): OfferedService {
  return {
    code: row.code,
    kind: row.kind,
    name: { it: row.name_it, en: row.name_en },
    description: { it: row.description_it, en: row.description_en },
    provider: row.provider,
    optional: row.optional,
    inTaeg: row.in_taeg,
    financed: row.financed,
    priceByTerm: terms.map((term) => ({ months: term.months, cents: row.fixed_cents + row.monthly_cents * term.months })),
  };
}

/** What the product is beside its limits and costs. */
export function productOf(
  row: Pick<OfferRow, 'product_code' | 'product_name_it' | 'product_name_en' | 'balloon_at' | 'vat_rate_ppm' | 'lease_mode' | 'option_min_ppm' | 'option_max_ppm'>,
): OfferConditions['product'] {
  const named = { code: row.product_code, name: { it: row.product_name_it, en: row.product_name_en } };
  if (row.balloon_at !== null) return { ...named, plan: 'balloon', balloonAt: row.balloon_at };
  if (row.lease_mode === null) return { ...named, plan: 'level' };
  return { ...named, plan: 'lease', vatRatePpm: row.vat_rate_ppm ?? 0, mode: row.lease_mode, optionMinPpm: row.option_min_ppm ?? 0, optionMaxPpm: row.option_max_ppm ?? 0, keepsGross: true };
}

/** Packages of which every service is sold on this vehicle. */
function wholePackages(facts: ConditionFacts): ServicePackage[] {
  const sold = new Set(facts.services.map(({ code }) => code));
  return facts.packages.filter(({ services }) => services.every((code) => sold.has(code)));
}

/** The conditions of an offer for a vehicle. The commission is left out for those who may not see margins. */
export function composeConditions(ctx: Context, row: OfferRow, vehicle: PricedVehicle, facts: ConditionFacts): OfferConditions {
  const balloons = row.plan === 'balloon' ? guaranteedValues(facts.residuals, vehicle, row.terms.map((term) => term.months)) : [];
  // A term without a guaranteed value cannot be sold with a balloon.
  const terms = row.plan === 'balloon' ? row.terms.filter((term) => balloons.some((balloon) => balloon.months === term.months)) : row.terms;
  return {
    offerId: row.id,
    offerVersion: row.version,
    code: row.code,
    name: row.name,
    product: productOf(row),
    validFrom: row.valid_from,
    validTo: row.valid_to === null ? null : addDays(row.valid_to, -1),
    terms,
    minFinancedCents: row.min_financed_cents,
    maxFinancedCents: row.max_financed_cents,
    minDepositPpm: row.min_deposit_ppm,
    balloons,
    charges: row.charges,
    substituteTax: row.substitute_tax,
    stampDuty: row.stamp_duty,
    services: facts.services.map((service) => offeredService(service, terms)),
    servicePackages: wholePackages(facts),
    commission: ctx.actor.privileges.has('pricing.margin.read') ? { ratePpm: row.commission_ppm } : null,
  };
}
