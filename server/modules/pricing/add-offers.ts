/** Writing products, offers, services and the grid: used by the demo world, later by the pricing manager. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import type { OfferConditions } from './api.ts';
import { offerEnded } from './events.ts';
import { insertOfferVersion, orNull, writable, type NewOffer } from './offer-versions.ts';

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

/** Adds the first version of an offer; answers its id. Throws invalid_input when the catalogue does not know a carline or version it is cut for. */
export async function addOffer(ctx: Context, offer: NewOffer): Promise<string> {
  const id = uuidv7();
  await insertOfferVersion(ctx, { id, version: 1, previousValidTo: null }, offer);
  await audit(ctx, { action: 'pricing.offer.add', objectKind: 'offer', objectId: id, after: offer, details: { code: offer.code, version: 1 } });
  return id;
}

/** Ends a version of an offer: `validTo` is its first day out of force. Throws not_found when the actor may not end it, or it ends earlier already. */
export async function endOffer(ctx: Context, id: string, version: number, validTo: string): Promise<void> {
  const ended = await ctx.tx.maybeRow<{ node_id: number }>(sql`
    update pricing.offers o set valid_to = ${validTo}
    where ${writable(ctx)} and o.id = ${id} and o.version = ${version} and (o.valid_to is null or o.valid_to >= ${validTo}) returning o.node_id`);
  if (ended === undefined) throw new AppError('not_found', `offer ${id}`);
  await audit(ctx, { action: 'pricing.offer.end', objectKind: 'offer', objectId: id, after: { validTo }, details: { version, validTo } });
  await publish(ctx, offerEnded(ended.node_id, { offerId: id, version, validTo }));
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
