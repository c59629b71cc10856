/** Writing products, offers, services and the grid: used by the demo world, later by the pricing manager. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { OfferConditions } from './api.ts';

export interface NewProduct {
  readonly code: string;
  readonly name: { readonly it: string; readonly en: string };
  readonly plan: 'level' | 'balloon';
  readonly balloonAt: 'with-last-row' | 'one-period-after' | null;
  readonly minFinancedCents: number;
  readonly maxFinancedCents: number;
  readonly charges: OfferConditions['charges'];
  readonly substituteTax: OfferConditions['substituteTax'];
  readonly stampDuty: OfferConditions['stampDuty'];
}

/** Adds a financial product; answers its id. */
export async function addProduct(ctx: Context, product: NewProduct): Promise<string> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into pricing.financial_products (tenant_id, id, code, name_it, name_en, plan, balloon_at, min_financed_cents, max_financed_cents, charges,
      substitute_tax, stamp_duty)
    values (${ctx.tenant.id}, ${id}, ${product.code}, ${product.name.it}, ${product.name.en}, ${product.plan}, ${product.balloonAt},
      ${product.minFinancedCents}, ${product.maxFinancedCents}, ${JSON.stringify(product.charges)},
      ${product.substituteTax === null ? null : JSON.stringify(product.substituteTax)}, ${product.stampDuty === null ? null : JSON.stringify(product.stampDuty)})`);
  await audit(ctx, { action: 'pricing.product.add', objectKind: 'product', objectId: id, after: product, details: { code: product.code } });
  return id;
}

export interface NewOffer {
  readonly code: string;
  readonly name: string;
  readonly productId: string;
  readonly validFrom: string;
  /** First day out of force. */
  readonly validTo: string | null;
  readonly nodeId: number;
  readonly kinds: readonly string[] | null;
  readonly makes: readonly string[] | null;
  readonly fuels: readonly string[] | null;
  readonly maxAgeMonths: number | null;
  readonly maxMileageKm: number | null;
  readonly minDepositPpm: number;
  readonly commissionPpm: number;
  readonly terms: readonly { readonly months: number; readonly nominalRatePpm: number }[];
}

const orNull = (items: readonly string[] | null) => (items === null ? null : [...items]);

/** Adds the first version of an offer; answers its id. */
export async function addOffer(ctx: Context, offer: NewOffer): Promise<string> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into pricing.offers (tenant_id, id, version, code, name, product_id, valid_from, valid_to, node_id, kinds, makes, fuels, max_age_months,
      max_mileage_km, min_deposit_ppm, commission_ppm)
    values (${ctx.tenant.id}, ${id}, 1, ${offer.code}, ${offer.name}, ${offer.productId}, ${offer.validFrom}, ${offer.validTo}, ${offer.nodeId},
      ${orNull(offer.kinds)}, ${orNull(offer.makes)}, ${orNull(offer.fuels)}, ${offer.maxAgeMonths}, ${offer.maxMileageKm}, ${offer.minDepositPpm},
      ${offer.commissionPpm})`);
  await ctx.tx.run(sql`
    insert into pricing.offer_terms (tenant_id, offer_id, offer_version, months, nominal_rate_ppm)
    select ${ctx.tenant.id}, ${id}, 1, u.* from unnest(${offer.terms.map((term) => term.months)}::integer[], ${offer.terms.map((term) => term.nominalRatePpm)}::integer[]) u`);
  await audit(ctx, { action: 'pricing.offer.add', objectKind: 'offer', objectId: id, after: offer, details: { code: offer.code, version: 1 } });
  return id;
}

/** Ends an offer: `validTo` is its first day out of force. Throws not_found when the actor may not end it. */
export async function endOffer(ctx: Context, id: string, version: number, validTo: string): Promise<void> {
  const ended = await ctx.tx.run(sql`
    update pricing.offers o set valid_to = ${validTo}
    where o.tenant_id = ${ctx.tenant.id} and o.id = ${id} and o.version = ${version} and o.node_id in (
      select cl.descendant_id from identity.v_node_closure cl where cl.tenant_id = ${ctx.tenant.id} and cl.ancestor_id = ${ctx.actor.scopeNodeId})`);
  if (ended === 0) throw new AppError('not_found', `offer ${id}`);
  await audit(ctx, { action: 'pricing.offer.end', objectKind: 'offer', objectId: id, after: { validTo }, details: { version, validTo } });
}

export interface ResidualValue {
  readonly segment: string;
  readonly fuel: string;
  readonly ageMonths: number;
  readonly kmPerYear: number;
  readonly valuePpm: number;
}

/** Adds rows to the grid of guaranteed values. */
export async function addResidualValues(ctx: Context, rows: readonly ResidualValue[]): Promise<void> {
  await ctx.tx.run(sql`
    insert into pricing.residual_values (tenant_id, segment, fuel, age_months, km_per_year, value_ppm)
    select ${ctx.tenant.id}, u.* from unnest(${rows.map((row) => row.segment)}::text[], ${rows.map((row) => row.fuel)}::text[],
      ${rows.map((row) => row.ageMonths)}::integer[], ${rows.map((row) => row.kmPerYear)}::integer[], ${rows.map((row) => row.valuePpm)}::integer[]) u`);
  await audit(ctx, { action: 'pricing.residual-values.add', objectKind: 'grid', objectId: 'residual-values', after: rows, details: { rows: rows.length } });
}

export interface NewService {
  readonly code: string;
  readonly kind: 'insurance' | 'maintenance';
  readonly name: { readonly it: string; readonly en: string };
  readonly description: { readonly it: string; readonly en: string };
  readonly provider: string;
  readonly optional: boolean;
  readonly inTaeg: boolean;
  readonly financed: boolean;
  readonly fixedCents: number;
  readonly monthlyCents: number;
  readonly kinds: readonly string[] | null;
}

/** Adds a service that can be sold with the credit. */
export async function addService(ctx: Context, service: NewService): Promise<void> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into pricing.services (tenant_id, id, code, kind, name_it, name_en, description_it, description_en, provider, optional, in_taeg, financed,
      fixed_cents, monthly_cents, kinds)
    values (${ctx.tenant.id}, ${id}, ${service.code}, ${service.kind}, ${service.name.it}, ${service.name.en}, ${service.description.it},
      ${service.description.en}, ${service.provider}, ${service.optional}, ${service.inTaeg}, ${service.financed}, ${service.fixedCents},
      ${service.monthlyCents}, ${orNull(service.kinds)})`);
  await audit(ctx, { action: 'pricing.service.add', objectKind: 'service', objectId: id, after: service, details: { code: service.code } });
}
