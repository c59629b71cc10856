/** SQL that numbers, stores and loads quotes. A revision and its proposals are written once and never changed. */
import { permitted } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { OfferConditions } from '#pricing/api';
import type { QuotedVehicle, QuoteCustomer, QuoteInput, QuoteKind, QuoteSummaryFigures } from './api.ts';
import { headColumns } from './quote-head-columns.ts';
import type { QuoteHead, QuoteRevision, StoredProposal } from './quote-revision.ts';
import { quoteColumns, readQuotes } from './rules.ts';

/** Next number of a dealer in a year: `DLR001-2026-00042`. Holds the counter until the transaction ends. */
export async function nextQuoteNumber(ctx: Context, dealer: { id: number; code: string }): Promise<string> {
  const year = Number(ctx.today.slice(0, 4));
  const { last } = await ctx.tx.row<{ last: number }>(sql`
    insert into quoting.quote_numbers as q (tenant_id, dealer_node_id, year, last) values (${ctx.tenant.id}, ${dealer.id}, ${year}, 1)
    on conflict (tenant_id, dealer_node_id, year) do update set last = q.last + 1 returning last`);
  return `${dealer.code}-${year}-${String(last).padStart(5, '0')}`;
}

/** Writes a new quote with its first revision. */
export async function insertQuote(ctx: Context, head: QuoteHead, dealerCode: string, revision: QuoteRevision): Promise<void> {
  const c = headColumns(revision, head);
  await ctx.tx.run(sql`
    insert into quoting.quotes (tenant_id, id, number, node_id, dealer_node_id, dealer_code, revision, seller_name, reference, vehicle_label, version_id,
      stock_vehicle_id, offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm, search_text, created_by, created_at,
      updated_at, expires_on, kind, proposals, quantity, customer_type, phone, email, follow_up_on)
    values (${ctx.tenant.id}, ${head.id}, ${head.number}, ${head.nodeId}, ${head.dealerNodeId}, ${dealerCode}, ${head.revision}, ${head.sellerName},
      ${head.reference}, ${c.label}, ${c.versionId}, ${c.stockId}, ${c.offerName}, ${c.plan}, ${c.priceCents}, ${c.totalCreditCents}, ${c.termMonths},
      ${c.instalmentCents}, ${c.taegPpm}, ${c.searchText}, ${ctx.actor.personalityId}, ${head.createdAt}, ${head.updatedAt}, ${head.expiresOn},
      ${revision.kind}, ${revision.proposals.length}, ${c.quantity}, ${revision.customer.type}, ${revision.customer.phone}, ${revision.customer.email},
      ${head.followUpOn})`);
  await insertRevision(ctx, head, revision);
}

async function insertRevision(ctx: Context, head: QuoteHead, revision: QuoteRevision): Promise<void> {
  await ctx.tx.run(sql`
    insert into quoting.quote_revisions (tenant_id, quote_id, revision, node_id, start_date, engine_version, kind, customer, channel, note, saved_by, saved_at)
    values (${ctx.tenant.id}, ${head.id}, ${head.revision}, ${head.nodeId}, ${revision.startDate}, ${revision.engineVersion}, ${revision.kind},
      ${JSON.stringify(revision.customer)}, ${revision.channel}, ${revision.note}, ${ctx.actor.personalityId}, ${ctx.now})`);
  await insertProposals(ctx, { quoteId: head.id, revision: head.revision, nodeId: head.nodeId }, revision.proposals);
}

/** Moves the head to its next revision when it still stands at the one before; throws stale when somebody was faster. */
export async function reviseQuote(ctx: Context, head: QuoteHead, revision: QuoteRevision): Promise<void> {
  const c = headColumns(revision, head);
  const changed = await ctx.tx.run(sql`
    update quoting.quotes q set revision = ${head.revision}, reference = ${head.reference}, vehicle_label = ${c.label}, version_id = ${c.versionId},
      stock_vehicle_id = ${c.stockId}, offer_name = ${c.offerName}, plan = ${c.plan}, price_cents = ${c.priceCents},
      total_credit_cents = ${c.totalCreditCents}, term_months = ${c.termMonths}, instalment_cents = ${c.instalmentCents}, taeg_ppm = ${c.taegPpm},
      search_text = ${c.searchText}, updated_at = ${head.updatedAt}, expires_on = ${head.expiresOn}, kind = ${revision.kind},
      proposals = ${revision.proposals.length}, quantity = ${c.quantity}, customer_type = ${revision.customer.type}, phone = ${revision.customer.phone},
      email = ${revision.customer.email}, follow_up_on = ${head.followUpOn}
    where q.tenant_id = ${ctx.tenant.id} and q.id = ${head.id} and q.revision = ${head.revision - 1}`);
  if (changed === 0) throw new AppError('stale');
  await insertRevision(ctx, head, revision);
}

interface Row {
  id: string;
  number: string;
  node_id: number;
  dealer_node_id: number;
  revision: number;
  seller_name: string;
  reference: string;
  follow_up_on: string | null;
  created_at: Date;
  updated_at: Date;
  expires_on: string;
  revision_number: number;
  kind: QuoteKind;
  customer: QuoteCustomer;
  channel: 'showroom' | 'remote';
  note: string;
  start_date: string;
  engine_version: string;
}

/** A quote at its newest or a named revision. Throws not_found when it does not exist or lies outside the actor's scope. */
export async function getQuote(ctx: Context, id: string, revision?: number): Promise<{ head: QuoteHead; revision: QuoteRevision; number: number }> {
  const row = await ctx.tx.maybeRow<Row>(sql`
    select q.id, q.number, q.node_id, q.dealer_node_id, q.revision, q.seller_name, q.reference, q.follow_up_on, q.created_at, q.updated_at, q.expires_on,
      r.revision as revision_number, r.kind, r.customer, r.channel, r.note, r.start_date, r.engine_version
    from quoting.quotes q
    join quoting.quote_revisions r on r.tenant_id = q.tenant_id and r.quote_id = q.id and r.revision = coalesce(${revision ?? null}, q.revision)
    where ${permitted(ctx, readQuotes, quoteColumns)} and q.id = ${id}`);
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
      followUpOn: row.follow_up_on,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      expiresOn: row.expires_on,
    },
    revision: {
      kind: row.kind,
      customer: row.customer,
      channel: row.channel,
      note: row.note,
      startDate: row.start_date,
      engineVersion: row.engine_version,
      proposals: await readProposals(ctx, row.id, row.revision_number),
    },
  };
}

/** Writes the proposals of a revision in one statement. */
async function insertProposals(ctx: Context, of: { quoteId: string; revision: number; nodeId: number }, proposals: readonly StoredProposal[]): Promise<void> {
  const json = (value: (proposal: StoredProposal) => unknown): string[] => proposals.map((proposal) => JSON.stringify(value(proposal)));
  await ctx.tx.run(sql`
    insert into quoting.quote_proposals (tenant_id, quote_id, revision, number, quantity, node_id, input, conditions, vehicle, figures, figures_digest,
      offer_id, offer_version)
    select ${ctx.tenant.id}, ${of.quoteId}, ${of.revision}, p.number, p.quantity, ${of.nodeId}, p.input, p.conditions, p.vehicle, p.figures,
      decode(p.digest, 'hex'), p.offer_id, p.offer_version
    from unnest(${proposals.map((one) => one.number)}::integer[], ${proposals.map((one) => one.quantity)}::integer[], ${json((one) => one.input)}::jsonb[],
      ${json((one) => one.conditions)}::jsonb[], ${json((one) => one.vehicle)}::jsonb[], ${json((one) => one.figures)}::jsonb[],
      ${proposals.map((one) => one.figuresDigest.toString('hex'))}::text[], ${proposals.map((one) => one.input.offerId)}::uuid[],
      ${proposals.map((one) => one.input.offerVersion)}::integer[]) p (number, quantity, input, conditions, vehicle, figures, digest, offer_id, offer_version)`);
}

interface ProposalRow {
  number: number;
  quantity: number;
  input: QuoteInput;
  conditions: OfferConditions;
  vehicle: QuotedVehicle;
  figures: QuoteSummaryFigures;
  figures_digest: Buffer;
}

/** The proposals of a revision that the actor may see, in their order. */
async function readProposals(ctx: Context, quoteId: string, revision: number): Promise<StoredProposal[]> {
  const rows = await ctx.tx.rows<ProposalRow>(sql`
    select p.number, p.quantity, p.input, p.conditions, p.vehicle, p.figures, p.figures_digest from quoting.quote_proposals p
    where p.tenant_id = ${ctx.tenant.id} and p.quote_id = ${quoteId} and p.revision = ${revision} order by p.number`);
  return rows.map(({ figures_digest: saved, ...row }) => ({ ...row, figuresDigest: saved }));
}
