/** Reads what a quick quote starts from: the cars of its proposals, or the saved quote, and the offers of today for them. */
import { useState } from 'react';
import type { Quote, QuoteKind, QuoteRefusal } from '#quoting/api';
import type { Refused } from '#platform/result';
import { type ProblemError, useQueryOf, useReading } from '../../../request/index.ts';
import type { DraftChange } from '../draft/fit-draft.ts';
import { openDesk, type Opening } from '../draft/open-draft.ts';
import type { Desk } from '../draft/proposal.ts';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { sourceKey, type QuoteSource } from '../draft/quote-source.ts';
import type { StoredDraft } from '../draft/stored-draft.ts';
import { fromProposal, type VehicleInWork } from '../draft/vehicle-in-work.ts';
import { getQuote } from '../endpoints.ts';
import { plainSaleKind, readCar, type SaleKind, type WantedCar } from './read-proposals.ts';

export interface QuoteStart {
  readonly desk: Desk;
  readonly changes: readonly DraftChange[];
  readonly today: string;
  /** The quote copied or revised. */
  readonly quote: Quote | undefined;
  /** Cars of proposals that cannot be sold any more: those proposals are left out. */
  readonly leftOut: readonly string[];
  /** Why the options wanted are not taken. */
  readonly unbuildable: Refused<QuoteRefusal> | undefined;
}

export type QuoteStarting =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: ProblemError; readonly retry: () => void }
  | { readonly state: 'unsellable'; readonly vehicle: VehicleInWork }
  | { readonly state: 'ready'; readonly start: QuoteStart };

interface Wanted {
  readonly kind: QuoteKind;
  readonly active: number;
  readonly sale: SaleKind;
  readonly cars: readonly (WantedCar & Omit<Opening, 'vehicle' | 'offers' | 'options'>)[];
}

/** Every beginning reads for itself: what an earlier one has put in work is not taken up again. */
let beginnings = 0;

const nobody = '00000000-0000-0000-0000-000000000000';
const steadyMs = 3_600_000;

const saleKindOf = ({ channel, customer }: Pick<QuoteDraft, 'channel' | 'customer'>): SaleKind => ({ channel, customerType: customer.type });

/** What has to be read; undefined while the saved quote is on its way. */
function wantedOf(source: QuoteSource, quote: Quote | undefined, stored: StoredDraft | undefined, carried: QuoteDraft | undefined): Wanted | undefined {
  const ofQuote = source.kind === 'from' || source.kind === 'revise';
  if (ofQuote && quote === undefined) return undefined;
  if (stored !== undefined && stored.proposals.length > 0) {
    const { kind, active, proposals, draft } = stored;
    const cars = proposals.map((proposal, at) => {
      const resumed = at === active ? draft : proposal.draft;
      return { choice: proposal.choice, optionCodes: resumed.options.map(({ code }) => code), resumed, quantity: proposal.quantity };
    });
    return { kind, active, sale: saleKindOf(draft), cars };
  }
  if (quote !== undefined && ofQuote) {
    const cars = quote.proposals.map((proposal) => ({
      choice: proposal.input.vehicle, optionCodes: proposal.input.optionCodes, known: fromProposal(proposal), saved: { quote, proposal }, resumed: undefined, quantity: proposal.quantity,
    }));
    return { kind: quote.kind, active: 0, sale: saleKindOf(quote), cars };
  }
  const choice = source.kind === 'stock' ? ({ kind: 'stock', stockId: source.id } as const) : ({ kind: 'catalogue', versionId: source.id } as const);
  const optionCodes = source.kind === 'version' ? (source.options ?? []) : [];
  return { kind: 'alternatives', active: 0, sale: carried === undefined ? plainSaleKind : saleKindOf(carried), cars: [{ choice, optionCodes, carried, resumed: stored?.draft }] };
}

type Read = { readonly ready: Omit<QuoteStart, 'quote'> } | { readonly unsellable: VehicleInWork };

/** The first car must be had; what cannot be sold of the others is left out, by name. */
async function readAll({ kind, active, sale, cars }: Wanted): Promise<Read> {
  const settled = await Promise.allSettled(cars.map((wanted) => readCar(wanted, sale)));
  const openings: Opening[] = [];
  const leftOut: string[] = [];
  let today = '';
  let unsellable: VehicleInWork | undefined;
  let unbuildable: QuoteStart['unbuildable'];
  let place = 0;
  for (const [at, answer] of settled.entries()) {
    const wanted = cars[at];
    if (wanted === undefined) continue;
    if (answer.status === 'rejected') {
      if (cars.length === 1) throw answer.reason;
      leftOut.push(String(at + 1));
      continue;
    }
    const { value } = answer;
    today = value.today;
    unbuildable ??= value.unbuildable;
    if (value.offers.length === 0) {
      unsellable ??= value.car;
      leftOut.push(`${value.car.make} ${value.car.carline}`);
      continue;
    }
    if (at === active) place = openings.length;
    const { carried, resumed, saved, quantity } = wanted;
    const options = value.options.length > 0 || value.unbuildable !== undefined ? value.options : undefined;
    openings.push({ vehicle: value.car, offers: value.offers, carried, resumed, saved, quantity, options });
  }
  if (openings.length === 0) {
    if (unsellable !== undefined) return { unsellable };
    throw settled.find((answer) => answer.status === 'rejected')?.reason ?? new Error('nothing was read');
  }
  return { ready: { ...openDesk(kind, openings, place), today, leftOut, unbuildable } };
}

/** `stored` is the draft of this very source, found again; `carried` that of another vehicle. */
export function useQuoteStart(source: QuoteSource, stored: StoredDraft | undefined, carried: QuoteDraft | undefined): QuoteStarting {
  const ofQuote = source.kind === 'from' || source.kind === 'revise';
  const quote = useQueryOf(getQuote, { params: { id: ofQuote ? source.id : nobody }, query: {} }, { enabled: ofQuote, staleTimeMs: steadyMs });
  const [beginning] = useState(() => (beginnings += 1));
  const wanted = wantedOf(source, quote.data, stored, carried);
  const reading = useReading(
    ['quote in work', sourceKey(source), beginning],
    () => (wanted === undefined ? Promise.reject(new Error('nothing to read yet')) : readAll(wanted)),
    wanted !== undefined,
  );
  if (ofQuote && quote.isError && quote.data === undefined) return { state: 'failed', problem: quote.error, retry: () => void quote.refetch() };
  if (reading.isError) return { state: 'failed', problem: reading.error, retry: () => void reading.refetch() };
  if (reading.data === undefined) return { state: 'loading' };
  if ('unsellable' in reading.data) return { state: 'unsellable', vehicle: reading.data.unsellable };
  return { state: 'ready', start: { ...reading.data.ready, quote: quote.data } };
}
