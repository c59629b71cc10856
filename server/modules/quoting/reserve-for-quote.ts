/** Holding the stock car of a quote while the customer decides; told on the timeline in the transaction of the deed. */
import { findOpenReservation, findStockVehicle, releaseReservation, reserveVehicle } from '#vehicles';
import type { Context } from '#platform/context';
import type { RefusalOf, ResponseOf } from '#platform/contract';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { mostReservationDays, type quoteReservationsRoute, type releaseForQuoteRoute, type reserveForQuoteRoute } from './api.ts';
import { tellQuoteEvent } from './quote-events.ts';
import type { QuoteHead, QuoteRevision } from './quote-revision.ts';
import { getQuote } from './quotes.ts';

type Car = ResponseOf<typeof reserveForQuoteRoute>;

/** The stock car of a proposal, or why there is none to hold. */
function stockOf(revision: QuoteRevision, number: number, path: string): { readonly stockId: string } | Refused<'proposal_missing' | 'not_a_stock_car'> {
  const proposal = revision.proposals.find((candidate) => candidate.number === number);
  if (proposal === undefined) return refuse('proposal_missing', path, { proposal: number });
  const { stockId } = proposal.vehicle;
  return stockId === null ? refuse('not_a_stock_car', path, { proposal: number }) : { stockId };
}

async function carOf(ctx: Context, head: QuoteHead, proposal: number, stockId: string): Promise<Car> {
  const vehicle = await findStockVehicle(ctx, stockId);
  if (vehicle === undefined || vehicle.state === 'sold') return { proposal, stockId, state: 'gone', heldUntil: null };
  if (vehicle.state === 'available') return { proposal, stockId, state: 'free', heldUntil: null };
  const open = await findOpenReservation(ctx, stockId);
  const ours = open !== null && open.quoteId === head.id && open.heldUntil >= ctx.today;
  return { proposal, stockId, state: ours ? 'ours' : 'other', heldUntil: vehicle.heldUntil };
}

/** The stock cars of the newest revision. Throws not_found outside the actor's scope. */
export async function quoteReservations(ctx: Context, quoteId: string): Promise<ResponseOf<typeof quoteReservationsRoute>> {
  const { head, revision } = await getQuote(ctx, quoteId);
  const items: Car[] = [];
  for (const { number, vehicle } of revision.proposals) if (vehicle.stockId !== null) items.push(await carOf(ctx, head, number, vehicle.stockId));
  return { items, mostDays: mostReservationDays };
}

/** Holds the car for the quote, or prolongs that. Throws not_found for a quote out of scope and a car out of reach. */
export async function reserveForQuote(ctx: Context, quoteId: string, request: { readonly proposal: number; readonly days: number }): Promise<Result<Car, RefusalOf<typeof reserveForQuoteRoute>>> {
  const { head, revision } = await getQuote(ctx, quoteId);
  if (head.expiresOn < ctx.today) return refuse('quote_expired', undefined, { day: head.expiresOn });
  const car = stockOf(revision, request.proposal, 'body.proposal');
  if (!('stockId' in car)) return car;
  const held = await reserveVehicle(ctx, { stockId: car.stockId, quoteId, days: request.days });
  if (!held.ok) return held;
  const { heldUntil } = held.value;
  await tellQuoteEvent(ctx, { quoteId, nodeId: head.nodeId, kind: 'reserved', details: { proposal: request.proposal, heldUntil } });
  return done({ proposal: request.proposal, stockId: car.stockId, state: 'ours', heldUntil });
}

/** Frees the car that is held for this quote. Throws not_found as above. */
export async function releaseForQuote(ctx: Context, quoteId: string, proposal: number): Promise<Result<{ released: true }, RefusalOf<typeof releaseForQuoteRoute>>> {
  const { head, revision } = await getQuote(ctx, quoteId);
  const car = stockOf(revision, proposal, 'query.proposal');
  if (!('stockId' in car)) return car;
  const released = await releaseReservation(ctx, { stockId: car.stockId, quoteId });
  if (released.ok) await tellQuoteEvent(ctx, { quoteId, nodeId: head.nodeId, kind: 'released', details: { proposal } });
  return released;
}
