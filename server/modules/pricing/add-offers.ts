/** Writing products, offers, services and the grid: used by the demo world, later by the pricing manager. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError, assert } from '#platform/errors';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import type { LeaseProduct, OfferConditions, OfferPlan } from './api.ts';
import { offerEnded } from './events.ts';
import { decideOnOffer } from './ruled-offer.ts';
import { insertOfferVersion, orNull, writable, type NewOffer } from './offer-versions.ts';

export interface NewProduct {
  readonly code: string;
  readonly name: { readonly it: string; readonly en: string };
  readonly plan: OfferPlan;
  readonly balloonAt: 'with-last-row' | 'one-period-after' | null;
  /** Of a lease alone. */
  readonly lease?: Pick<LeaseProduct, 'vatRatePpm' | 'mode' | 'optionMinPpm' | 'optionMaxPpm'>;
  readonly minFinancedCents: number;
  readonly maxFinancedCents: number;
  readonly charges: OfferConditions['charges'];
  readonly substituteTax: OfferConditions['substituteTax'];
  readonly stampDuty: OfferConditions['stampDuty'];
}

/** Adds a financial product; answers its id. */
export async function addProduct(ctx: Context, product: NewProduct): Promise<string> {
  const id = uuidv7();
  const { lease } = product;
  await ctx.tx.run(sql`
    insert into pricing.financial_products (tenant_id, id, code, name_it, name_en, plan, balloon_at, vat_rate_ppm, lease_mode, option_min_ppm, option_max_ppm, min_financed_cents, max_financed_cents, charges,
      substitute_tax, stamp_duty)
    values (${ctx.tenant.id}, ${id}, ${product.code}, ${product.name.it}, ${product.name.en}, ${product.plan}, ${product.balloonAt},
      ${lease?.vatRatePpm ?? null}, ${lease?.mode ?? null}, ${lease?.optionMinPpm ?? null}, ${lease?.optionMaxPpm ?? null},
      ${product.minFinancedCents}, ${product.maxFinancedCents}, ${JSON.stringify(product.charges)},
      ${product.substituteTax === null ? null : JSON.stringify(product.substituteTax)}, ${product.stampDuty === null ? null : JSON.stringify(product.stampDuty)})`);
  await audit(ctx, { action: 'pricing.product.add', objectKind: 'product', objectId: id, after: product, details: { code: product.code } });
  return id;
}

/** Adds the first version of an offer; answers its id. Throws invalid_input when the catalogue does not know a carline or version it is cut for. */
export async function addOffer(ctx: Context, offer: NewOffer): Promise<string> {
  const id = uuidv7();
  const decision = await decideOnOffer(ctx, offer.nodeId);
  await insertOfferVersion(ctx, { id, version: 1, previousValidTo: null }, offer);
  await audit(ctx, { action: 'pricing.offer.add', objectKind: 'offer', objectId: id, after: offer, details: { code: offer.code, version: 1 }, decision });
  return id;
}

/** Ends a version of an offer: `validTo` is its first day out of force. Throws not_found when the actor may not end it, or it ends earlier already. */
export async function endOffer(ctx: Context, id: string, version: number, validTo: string): Promise<void> {
  const ended = await ctx.tx.maybeRow<{ node_id: number }>(sql`
    update pricing.offers o set valid_to = ${validTo}
    where ${writable(ctx)} and o.id = ${id} and o.version = ${version} and (o.valid_to is null or o.valid_to >= ${validTo}) returning o.node_id`);
  if (ended === undefined) throw new AppError('not_found', `offer ${id}`);
  await audit(ctx, { action: 'pricing.offer.end', objectKind: 'offer', objectId: id, after: { validTo }, details: { version, validTo }, decision: await decideOnOffer(ctx, ended.node_id) });
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
  /** It secures the repayment, so that the usury law counts it even where it may be declined; default: no. */
  readonly securesCredit?: boolean;
  readonly fixedCents: number;
  readonly monthlyCents: number;
  readonly kinds: readonly string[] | null;
}

/** Adds a service that can be sold with the credit. */
export async function addService(ctx: Context, service: NewService): Promise<void> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into pricing.services (tenant_id, id, code, kind, name_it, name_en, description_it, description_en, provider, optional, in_taeg, financed,
      fixed_cents, monthly_cents, kinds, secures_credit)
    values (${ctx.tenant.id}, ${id}, ${service.code}, ${service.kind}, ${service.name.it}, ${service.name.en}, ${service.description.it},
      ${service.description.en}, ${service.provider}, ${service.optional}, ${service.inTaeg}, ${service.financed}, ${service.fixedCents},
      ${service.monthlyCents}, ${orNull(service.kinds)}, ${service.securesCredit ?? false})`);
  await audit(ctx, { action: 'pricing.service.add', objectKind: 'service', objectId: id, after: service, details: { code: service.code } });
}

export interface NewServicePackage {
  readonly code: string;
  readonly name: { readonly it: string; readonly en: string };
  /** Codes of services that exist. */
  readonly services: readonly string[];
}

/** Adds a package of services that are sold under one name. */
export async function addServicePackage(ctx: Context, chosen: NewServicePackage): Promise<void> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into pricing.service_packages (tenant_id, id, code, name_it, name_en) values (${ctx.tenant.id}, ${id}, ${chosen.code}, ${chosen.name.it}, ${chosen.name.en})`);
  const items = await ctx.tx.rows<{ service_id: string }>(sql`
    insert into pricing.service_package_items (tenant_id, package_id, service_id)
    select s.tenant_id, ${id}, s.id from pricing.services s where s.tenant_id = ${ctx.tenant.id} and s.code = any(${[...chosen.services]}) returning service_id`);
  assert(items.length === chosen.services.length, `package ${chosen.code} names services that do not exist`);
  await audit(ctx, { action: 'pricing.service-package.add', objectKind: 'service-package', objectId: id, after: chosen, details: { code: chosen.code } });
}
