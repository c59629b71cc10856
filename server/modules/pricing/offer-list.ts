/** SQL shaped for the list of offers. */
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { OfferDetail, OfferListItem, OfferPlan } from './api.ts';
import { offerColumns, onTheWay, type OfferRow } from './offers.ts';
import { carlineNames, vehicleVersionNames } from './scope-names.ts';

export interface OfferFilter {
  readonly text?: string | undefined;
  readonly status?: OfferListItem['status'] | undefined;
  /** Offers for cars of this make: cut for it, or for any. */
  readonly make?: string | undefined;
  readonly plan?: OfferPlan | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ListedRow extends OfferRow {
  status: OfferListItem['status'];
  node_name: string | null;
  next_version_from: string | null;
}

function statusOn(today: string): SqlFragment {
  return sql`case when o.withdrawn_at is not null then 'withdrawn' when o.valid_from > ${today} then 'future' when o.valid_to <= ${today} then 'ended' else 'inForce' end`;
}

const beside = sql`(select n.name from identity.v_nodes n where n.tenant_id = o.tenant_id and n.id = o.node_id) as node_name,
  (select min(x.valid_from) from pricing.offers x where x.tenant_id = o.tenant_id and x.id = o.id and x.version > o.version and x.withdrawn_at is null) as next_version_from`;

/**
 * Condition: the version stands for its offer, which is listed once: the version in force, else the next to come, else the
 * last. Asked for what is to come, an offer is listed by its next version although another is in force. Asked for what was
 * withdrawn, by its last version that was; such a version stands for the offer otherwise only where there is no other.
 */
function standsForItsOffer(today: string, status: OfferListItem['status'] | undefined): SqlFragment {
  const another = sql`select from pricing.offers x where x.tenant_id = o.tenant_id and x.id = o.id`;
  const earlier = sql`exists (${another} and x.withdrawn_at is null and x.version < o.version
    and ${status === 'future' ? sql`x.valid_from > ${today}` : sql`(x.valid_to is null or x.valid_to > ${today})`})`;
  const later = sql`exists (${another} and x.withdrawn_at is null and x.version > o.version)`;
  const laterWithdrawn = sql`exists (${another} and x.withdrawn_at is not null and x.version > o.version)`;
  const alone = status === 'withdrawn' ? sql`true` : sql`not exists (${another} and x.withdrawn_at is null)`;
  return sql`case when o.withdrawn_at is not null then ${alone} and not ${laterWithdrawn} when o.valid_from > ${today} then not ${earlier} when o.valid_to <= ${today} then not ${later} else true end`;
}

/** A page of offers: in force, then future, then ended, then withdrawn; the cursor counts the rows before the page. */
export async function listOffers(ctx: Context, filter: OfferFilter): Promise<{ items: OfferListItem[]; nextCursor: string | null }> {
  const offset = filter.cursor === undefined ? 0 : Number(filter.cursor);
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw new AppError('invalid_input', 'cursor');
  const status = statusOn(ctx.today);
  const conditions = [onTheWay(ctx), standsForItsOffer(ctx.today, filter.status)];
  if (filter.status !== undefined) conditions.push(sql`${status} = ${filter.status}`);
  if (filter.make !== undefined) conditions.push(sql`(o.makes is null or ${filter.make} = any(o.makes))`);
  if (filter.plan !== undefined) conditions.push(sql`p.plan = ${filter.plan}`);
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter((part) => part !== '').slice(0, 6)) {
    conditions.push(sql`strpos(lower(o.code || ' ' || o.name || ' ' || p.name_it || ' ' || coalesce(array_to_string(o.makes, ' '), '')), ${word}) > 0`);
  }
  const rows = await ctx.tx.listRows<ListedRow>(sql`
    select ${status} as status, ${beside}, ${offerColumns}
    where ${allOf(conditions)}
    order by array_position(array['inForce', 'future', 'ended', 'withdrawn'], ${status}), o.valid_from desc, o.code limit ${filter.limit + 1} offset ${offset}`);
  const seesMargins = ctx.actor.privileges.has('pricing.margin.read');
  const listed = rows.slice(0, filter.limit);
  const names = await scopeNames(ctx, listed);
  const items = listed.map((row) => toItem(row, names, seesMargins));
  return { items, nextCursor: rows.length > filter.limit ? String(offset + filter.limit) : null };
}

interface ScopeNames {
  readonly carlines: ReadonlyMap<string, string>;
  readonly versions: ReadonlyMap<string, string>;
}

async function scopeNames(ctx: Context, rows: readonly ListedRow[]): Promise<ScopeNames> {
  const all = (ids: (row: ListedRow) => string[] | null) => [...new Set(rows.flatMap((row) => ids(row) ?? []))];
  return { carlines: await carlineNames(ctx, all((row) => row.carline_ids)), versions: await vehicleVersionNames(ctx, all((row) => row.version_ids)) };
}

const named = (ids: readonly string[] | null, names: ReadonlyMap<string, string>): string[] | null => ids?.map((id) => names.get(id) ?? '–').toSorted() ?? null;

const withIds = (ids: readonly string[] | null, names: ReadonlyMap<string, string>) => (ids ?? []).map((id) => ({ id, name: names.get(id) ?? '–' }));

function withdrawnOf({ withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason }: ListedRow): OfferListItem['withdrawn'] {
  return at === null ? null : { at: at.toISOString(), by: by ?? '', reason: reason ?? '' };
}

/** Last day in force; a version that was withdrawn has the day on which it would have begun. */
const lastDay = ({ valid_to, withdrawn_at }: ListedRow): string | null => (valid_to === null ? null : withdrawn_at === null ? addDays(valid_to, -1) : valid_to);

function toItem(row: ListedRow, names: ScopeNames, seesMargins: boolean): OfferListItem {
  return {
    offerId: row.id,
    version: row.version,
    code: row.code,
    name: row.name,
    product: { code: row.product_code, name: { it: row.product_name_it, en: row.product_name_en }, plan: row.plan },
    status: row.status,
    validFrom: row.valid_from,
    validTo: lastDay(row),
    nodeName: row.node_name ?? '–',
    kinds: row.kinds,
    makes: row.makes,
    fuels: row.fuels,
    carlines: named(row.carline_ids, names.carlines),
    vehicleVersions: named(row.version_ids, names.versions),
    channels: row.channels,
    customerTypes: row.customer_types,
    minAgeMonths: row.min_age_months,
    maxAgeMonths: row.max_age_months,
    minMileageKm: row.min_mileage_km,
    maxMileageKm: row.max_mileage_km,
    nextVersionFrom: row.next_version_from,
    withdrawn: withdrawnOf(row),
    terms: row.terms,
    minDepositPpm: row.min_deposit_ppm,
    minFinancedCents: row.min_financed_cents,
    maxFinancedCents: row.max_financed_cents,
    commission: seesMargins ? { ratePpm: row.commission_ppm } : null,
  };
}

/** One offer with its fees, taxes and history; the newest version unless another is asked for. Throws not_found when it is not the actor's to see. */
export async function getOffer(ctx: Context, id: string, version: number | undefined): Promise<OfferDetail> {
  const rows = await ctx.tx.rows<ListedRow>(sql`
    select ${statusOn(ctx.today)} as status, ${beside}, ${offerColumns} where ${onTheWay(ctx)} and o.id = ${id} order by o.version desc`);
  const row = version === undefined ? rows[0] : rows.find((candidate) => candidate.version === version);
  if (row === undefined) throw new AppError('not_found', `offer ${id}`);
  const names = await scopeNames(ctx, [row]);
  return {
    ...toItem(row, names, ctx.actor.privileges.has('pricing.margin.read')),
    charges: row.charges,
    substituteTax: row.substitute_tax,
    stampDuty: row.stamp_duty,
    scope: { productId: row.product_id, nodeId: row.node_id, carlines: withIds(row.carline_ids, names.carlines), versions: withIds(row.version_ids, names.versions) },
    versions: rows.map((one) => ({ version: one.version, validFrom: one.valid_from, validTo: lastDay(one), withdrawn: withdrawnOf(one) })),
  };
}
