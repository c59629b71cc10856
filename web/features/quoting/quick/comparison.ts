/** Alternatives side by side: each figure with its values, which is the lowest and whether they differ at all. The paper marks the same ones. Pure. */
import { addCents } from '#platform/money';
import { soleLeast } from '#platform/sole-least';
import type { QuoteFigures } from '#quoting/api';
import { priceDraft } from '../draft/price-draft.ts';
import { steadyStateOf, type ProposalInWork } from '../draft/proposal.ts';
import { offerOf } from '../draft/quote-store.ts';

export interface Compared {
  readonly proposal: ProposalInWork;
  readonly offerName: string;
  readonly services: readonly { readonly code: string; readonly name: { readonly it: string; readonly en: string } }[];
  /** Undefined while the proposal cannot be computed. */
  readonly figures: QuoteFigures | undefined;
}

export const comparedFigures = ['price', 'deposit', 'instalment', 'term', 'tan', 'taeg', 'balloon', 'due', 'out'] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

export interface ComparedLine {
  readonly figure: ComparedFigure;
  /** One for each proposal; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly differs: boolean;
  /** Place of the one lowest, where less is better for the customer. */
  readonly best: number | null;
}

/** Less of these is better for the customer; a term or a balloon is a matter of taste, and a total that leaves the deposit out falls as the deposit rises. */
const lessIsBetter: ReadonlySet<ComparedFigure> = new Set<ComparedFigure>(['price', 'deposit', 'instalment', 'tan', 'taeg', 'out']);

export function comparedOf(proposal: ProposalInWork, today: string): Compared {
  const state = steadyStateOf(proposal, today);
  const offer = offerOf(state);
  const priced = priceDraft(state);
  const taken = offer.services.filter((service) => !service.optional || proposal.draft.serviceCodes.includes(service.code));
  return { proposal, offerName: offer.name, services: taken, figures: priced.ok ? priced.figures : undefined };
}

function valueOf({ proposal: { draft }, figures }: Compared, figure: ComparedFigure): number | null {
  if (figure === 'term') return draft.termMonths;
  if (figure === 'deposit') return draft.depositCents ?? 0;
  if (figures === undefined) return null;
  // A lease's total holds its first rental, a loan's does not hold the deposit.
  const besideCents = figures.lease === null ? (draft.depositCents ?? 0) : 0;
  const values: Readonly<Record<Exclude<ComparedFigure, 'term' | 'deposit'>, number | null>> = {
    price: figures.netPriceCents,
    instalment: figures.instalmentWithFeesCents,
    tan: figures.nominalRatePpm,
    taeg: figures.taegPpm,
    balloon: figures.balloonCents === 0 ? null : figures.balloonCents,
    due: figures.totalDueCents,
    out: addCents(figures.totalDueCents, besideCents),
  };
  return values[figure];
}

export function comparedLines(proposals: readonly Compared[]): ComparedLine[] {
  return comparedFigures.map((figure) => {
    const values = proposals.map((proposal) => valueOf(proposal, figure));
    return { figure, values, differs: new Set(values).size > 1, best: lessIsBetter.has(figure) ? soleLeast(values) : null };
  });
}
