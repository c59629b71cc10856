/** SQL shaped for the list of offers. */
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { OfferDetail, OfferListItem } from './api.ts';
import { offerColumns, onTheWay, type OfferRow } from './offers.ts';

export interface OfferFilter {
  readonly text?: string | undefined;
  readonly status?: OfferListItem['status'] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ListedRow extends OfferRow {
  status: OfferListItem['status'];
  node_name: string | null;
}

function statusOn(today: string): SqlFragment {
  return sql`case when o.valid_from > ${today} then 'future' when o.valid_to <= ${today} then 'ended' else 'inForce' end`;
}

const nodeName = sql`(select n.name from identity.v_nodes n where n.tenant_id = o.tenant_id and n.id = o.node_id) as node_name`;

/** A page of offers: in force, then future, then ended; the cursor counts the rows before the page. */
export async function listOffers(ctx: Context, filter: OfferFilter): Promise<{ items: OfferListItem[]; nextCursor: string | null }> {
  const offset = filter.cursor === undefined ? 0 : Number(filter.cursor);
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw new AppError('invalid_input', 'cursor');
  const status = statusOn(ctx.today);
  const conditions = [onTheWay(ctx)];
  if (filter.status !== undefined) conditions.push(sql`${status} = ${filter.status}`);
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter((part) => part !== '').slice(0, 6)) {
    conditions.push(sql`strpos(lower(o.code || ' ' || o.name || ' ' || p.name_it || ' ' || coalesce(array_to_string(o.makes, ' '), '')), ${word}) > 0`);
  }
  const rows = await ctx.tx.listRows<ListedRow>(sql`
    select ${status} as status, ${nodeName}, ${offerColumns}
    where ${allOf(conditions)}
    order by array_position(array['inForce', 'future', 'ended'], ${status}), o.valid_from desc, o.code limit ${filter.limit + 1} offset ${offset}`);
  const seesMargins = ctx.actor.privileges.has('pricing.margin.read');
  const items = rows.slice(0, filter.limit).map((row) => toItem(row, seesMargins));
  return { items, nextCursor: rows.length > filter.limit ? String(offset + filter.limit) : null };
}

function toItem(row: ListedRow, seesMargins: boolean): OfferListItem {
  return {
    offerId: row.id,
    version: row.version,
    code: row.code,
    name: row.name,
    product: { code: row.product_code, name: { it: row.product_name_it, en: row.product_name_en }, plan: row.plan },
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to === null ? null : addDays(row.valid_to, -1),
    nodeName: row.node_name ?? '–',
    kinds: row.kinds,
    makes: row.makes,
    fuels: row.fuels,
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
    select ${statusOn(ctx.today)} as status, ${nodeName}, ${offerColumns} where ${onTheWay(ctx)} and o.id = ${id} order by o.version desc`);
  const row = version === undefined ? rows[0] : rows.find((candidate) => candidate.version === version);
  if (row === undefined) throw new AppError('not_found', `offer ${id}`);
  return {
    ...toItem(row, ctx.actor.privileges.has('pricing.margin.read')),
    maxAgeMonths: row.max_age_months,
    maxMileageKm: row.max_mileage_km,
    charges: row.charges,
    substituteTax: row.substitute_tax,
    stampDuty: row.stamp_duty,
    versions: rows.map((one) => ({ version: one.version, validFrom: one.valid_from, validTo: one.valid_to === null ? null : addDays(one.valid_to, -1) })),
  };
}
