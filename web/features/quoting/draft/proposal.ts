/**
 * The proposals of a quote in work: up to three alternatives of which the customer takes one, or the lines of a fleet, all
 * of them bought. One is open at a time; who buys and how it is sold belong to the quote and go with the open one. Pure.
 */
import type { OfferConditions } from '#pricing/api';
import { maximumAlternatives, maximumFleetLines, type QuoteKind } from '#quoting/api';
import type { QuoteDraft } from './quote-draft.ts';
import type { QuoteState } from './quote-store.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

export interface ProposalInWork {
  /** Tells the proposals of a page apart; it is not saved. */
  readonly key: number;
  readonly car: VehicleInWork;
  /** Offers for this car, the best first; at least one. */
  readonly offers: readonly OfferConditions[];
  readonly draft: QuoteDraft;
  /** Cars of a fleet's line; 1 for an alternative. */
  readonly quantity: number;
}

export interface Desk {
  readonly kind: QuoteKind;
  /** At least one, in the order of the seller; the first leads. */
  readonly proposals: readonly ProposalInWork[];
  /** Place of the open one. */
  readonly active: number;
}

/** How many proposals a quote of this kind may have. */
export const mostProposals = (kind: QuoteKind): number => (kind === 'fleet' ? maximumFleetLines : maximumAlternatives);

/** The open proposal; a desk always has one. */
export function openProposal({ proposals, active }: Pick<Desk, 'proposals' | 'active'>): ProposalInWork {
  const proposal = proposals[active] ?? proposals[0];
  if (proposal === undefined) throw new Error('a quote in work without proposals');
  return proposal;
}

/** A proposal as the calculation takes it. */
export function stateOf({ car, offers, draft }: ProposalInWork, today: string, changes: QuoteState['changes'] = []): QuoteState {
  return { vehicle: car.choice, housePriceCents: car.housePriceCents, offers, today, draft, changes };
}

const states = new WeakMap<ProposalInWork, QuoteState>();

/** The same state for the same proposal on the same day, so that its price is computed once. */
export function steadyStateOf(proposal: ProposalInWork, today: string): QuoteState {
  const known = states.get(proposal);
  if (known?.today === today) return known;
  const state = stateOf(proposal, today);
  states.set(proposal, state);
  return state;
}

/** The desk with a copy of the open proposal behind it, open. */
export function withCopy(desk: Desk): Desk {
  const open = openProposal(desk);
  const copy: ProposalInWork = { ...open, key: Math.max(...desk.proposals.map(({ key }) => key)) + 1, quantity: 1 };
  return { ...desk, proposals: desk.proposals.toSpliced(desk.active + 1, 0, copy), active: desk.active + 1 };
}

/** The desk without one proposal; the last that is left stays. */
export function without(desk: Desk, at: number): Desk {
  if (desk.proposals.length === 1) return desk;
  const proposals = desk.proposals.toSpliced(at, 1);
  return { ...desk, proposals, active: Math.min(at < desk.active ? desk.active - 1 : desk.active, proposals.length - 1) };
}

/** The desk with one proposal in another place; the open one stays open. */
export function moved(desk: Desk, from: number, to: number): Desk {
  const wanted = desk.proposals[from];
  if (wanted === undefined || to < 0 || to >= desk.proposals.length) return desk;
  const open = openProposal(desk);
  const proposals = desk.proposals.toSpliced(from, 1).toSpliced(to, 0, wanted);
  return { ...desk, proposals, active: proposals.indexOf(open) };
}

/** The desk as a quote of another kind; undefined while it holds more than that kind may. A line of alternatives is one car. */
export function ofKind(desk: Desk, kind: QuoteKind): Desk | undefined {
  if (desk.proposals.length > mostProposals(kind)) return undefined;
  return { ...desk, kind, proposals: kind === 'fleet' ? desk.proposals : desk.proposals.map((proposal) => ({ ...proposal, quantity: 1 })) };
}
