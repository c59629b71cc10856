/** SQL that numbers, stores and loads quotes. A revision is written once and never changed. */
import type { FinancingFigures } from '#engine';
import type { Context } from '#platform/context';
import { digest } from '#platform/audit';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { QuoteInput, QuotedVehicle, QuoteSummaryFigures } from './api.ts';
import type { OfferConditions } from '#pricing/api';

export interface QuoteHead {
  readonly id: string;
  readonly number: string;
  readonly nodeId: number;
  readonly dealerNodeId: number;
  readonly revision: number;
  readonly sellerName: string;
  readonly reference: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresOn: string;
}

export interface QuoteRevision {
  readonly input: QuoteInput;
  readonly conditions: OfferConditions;
  readonly vehicle: QuotedVehicle;
  readonly startDate: string;
  readonly engineVersion: string;
  readonly figures: QuoteSummaryFigures;
  readonly figuresDigest: Buffer;
}

/** Figures without the plan, as a revision keeps them; the plan is computed again and proved by the digest. */
export function summaryOf(figures: FinancingFigures): QuoteSummaryFigures {
  const { rows: _plan, ...summary } = figures;
  return summary;
}

/** Digest over all figures and every row of the plan. */
export function figuresDigest(figures: FinancingFigures): Buffer {
  return digest(figures);
}

/** Next number of a dealer in a year: `DLR001-2026-00042`. Holds the counter until the transaction ends. */
export async function nextQuoteNumber(ctx: Context, dealer: { id: number; code: string }): Promise<string> {
  const year = Number(ctx.today.slice(0, 4));
  const { last } = await ctx.tx.row<{ last: number }>(sql`
    insert into quoting.quote_numbers as q (tenant_id, dealer_node_id, year, last) values (${ctx.tenant.id}, ${dealer.id}, ${year}, 1)
    on conflict (tenant_id, dealer_node_id, year) do update set last = q.last + 1 returning last`);
  return `${dealer.code}-${year}-${String(last).padStart(5, '0')}`;
}

function listColumns(revision: QuoteRevision, head: { number: string; reference: string; sellerName: string }) {
  const { vehicle, figures, conditions, input } = revision;
  const label = `${vehicle.make} ${vehicle.carline} ${vehicle.name}`;
  return {
    label,
    versionId: vehicle.versionId,
    stockId: vehicle.stockId,
    offerName: conditions.name,
    plan: conditions.product.plan,
    priceCents: input.priceCents,
    termMonths: input.termMonths,
    totalCreditCents: figures.totalCreditCents,
    instalmentCents: figures.instalmentWithFeesCents,
    taegPpm: figures.taegPpm,
    searchText: `${head.number} ${label} ${vehicle.plate ?? ''} ${head.reference} ${head.sellerName}`.toLowerCase(),
  };
}

/** Writes a new quote with its first revision. */
export async function insertQuote(ctx: Context, head: QuoteHead, dealerCode: string, revision: QuoteRevision): Promise<void> {
  const c = listColumns(revision, head);
  await ctx.tx.run(sql`
    insert into quoting.quotes (tenant_id, id, number, node_id, dealer_node_id, dealer_code, revision, seller_name, reference, vehicle_label, version_id,
      stock_vehicle_id, offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm, search_text, created_by, created_at,
      updated_at, expires_on)
    values (${ctx.tenant.id}, ${head.id}, ${head.number}, ${head.nodeId}, ${head.dealerNodeId}, ${dealerCode}, ${head.revision}, ${head.sellerName},
      ${head.reference}, ${c.label}, ${c.versionId}, ${c.stockId}, ${c.offerName}, ${c.plan}, ${c.priceCents}, ${c.totalCreditCents}, ${c.termMonths},
      ${c.instalmentCents}, ${c.taegPpm}, ${c.searchText}, ${ctx.actor.personalityId}, ${head.createdAt}, ${head.updatedAt}, ${head.expiresOn})`);
  await insertRevision(ctx, head, revision);
}

async function insertRevision(ctx: Context, head: QuoteHead, revision: QuoteRevision): Promise<void> {
  await ctx.tx.run(sql`
    insert into quoting.quote_revisions (tenant_id, quote_id, revision, node_id, input, conditions, vehicle, start_date, engine_version, figures,
      figures_digest, saved_by, saved_at)
    values (${ctx.tenant.id}, ${head.id}, ${head.revision}, ${head.nodeId}, ${JSON.stringify(revision.input)}, ${JSON.stringify(revision.conditions)},
      ${JSON.stringify(revision.vehicle)}, ${revision.startDate}, ${revision.engineVersion}, ${JSON.stringify(revision.figures)},
      ${revision.figuresDigest}, ${ctx.actor.personalityId}, ${ctx.now})`);
}

/** Moves the head to its next revision when it still stands at the one before; throws stale when somebody was faster. */
export async function reviseQuote(ctx: Context, head: QuoteHead, revision: QuoteRevision): Promise<void> {
  const c = listColumns(revision, head);
  const changed = await ctx.tx.run(sql`
    update quoting.quotes q set revision = ${head.revision}, reference = ${head.reference}, vehicle_label = ${c.label}, version_id = ${c.versionId},
      stock_vehicle_id = ${c.stockId}, offer_name = ${c.offerName}, plan = ${c.plan}, price_cents = ${c.priceCents},
      total_credit_cents = ${c.totalCreditCents}, term_months = ${c.termMonths}, instalment_cents = ${c.instalmentCents}, taeg_ppm = ${c.taegPpm},
      search_text = ${c.searchText}, updated_at = ${head.updatedAt}, expires_on = ${head.expiresOn}
    where q.tenant_id = ${ctx.tenant.id} and q.id = ${head.id} and q.revision = ${head.revision - 1}`);
  if (changed === 0) throw new AppError('stale');
  await insertRevision(ctx, head, revision);
}

interface HeadRow {
  id: string;
  number: string;
  node_id: number;
  dealer_node_id: number;
  revision: number;
  seller_name: string;
  reference: string;
  created_at: Date;
  updated_at: Date;
  expires_on: string;
}

interface RevisionRow {
  input: QuoteInput;
  conditions: OfferConditions;
  vehicle: QuotedVehicle;
  start_date: string;
  engine_version: string;
  figures: QuoteSummaryFigures;
  figures_digest: Buffer;
}

/** A quote at its newest or a named revision. Throws not_found when it does not exist or lies outside the actor's scope. */
export async function getQuote(ctx: Context, id: string, revision?: number): Promise<{ head: QuoteHead; revision: QuoteRevision; number: number }> {
  const row = await ctx.tx.maybeRow<HeadRow & RevisionRow & { revision_number: number }>(sql`
    select q.id, q.number, q.node_id, q.dealer_node_id, q.revision, q.seller_name, q.reference, q.created_at, q.updated_at, q.expires_on,
      r.revision as revision_number, r.input, r.conditions, r.vehicle, r.start_date, r.engine_version, r.figures, r.figures_digest
    from quoting.quotes q
    join quoting.quote_revisions r on r.tenant_id = q.tenant_id and r.quote_id = q.id and r.revision = coalesce(${revision ?? null}, q.revision)
    where q.tenant_id = ${ctx.tenant.id} and q.id = ${id} and q.node_id in (
      select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId})`);
  if (row === undefined) throw new AppError('not_found', `quote ${id}`);
  return {
    number: row.revision_number,
    head: {
      id: row.id,
      number: row.number,
      nodeId: row.node_id,
      dealerNodeId: row.dealer_node_id,
      revision: row.revision,
      sellerName: row.seller_name,
      reference: row.reference,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      expiresOn: row.expires_on,
    },
    revision: {
      input: row.input,
      conditions: row.conditions,
      vehicle: row.vehicle,
      startDate: row.start_date,
      engineVersion: row.engine_version,
      figures: row.figures,
      figuresDigest: row.figures_digest,
    },
  };
}
