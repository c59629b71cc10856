/** Alternatives side by side: each figure with its values, which are the lowest and whether they differ at all. Pure. */
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

export const comparedFigures = ['price', 'deposit', 'instalment', 'term', 'tan', 'taeg', 'balloon', 'due'] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

export interface ComparedLine {
  readonly figure: ComparedFigure;
  /** One for each proposal; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly differs: boolean;
  /** The lowest where less is better for the customer and the values differ. */
  readonly best: number | null;
}

/** Less of these is better for the customer; a term or a balloon is a matter of taste. */
const lessIsBetter: ReadonlySet<ComparedFigure> = new Set<ComparedFigure>(['price', 'deposit', 'instalment', 'tan', 'taeg', 'due']);

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
  const values: Readonly<Record<Exclude<ComparedFigure, 'term' | 'deposit'>, number | null>> = {
    price: figures.netPriceCents,
    instalment: figures.instalmentWithFeesCents,
    tan: figures.nominalRatePpm,
    taeg: figures.taegPpm,
    balloon: figures.balloonCents === 0 ? null : figures.balloonCents,
    due: figures.totalDueCents,
  };
  return values[figure];
}

export function comparedLines(proposals: readonly Compared[]): ComparedLine[] {
  return comparedFigures.map((figure) => {
    const values = proposals.map((proposal) => valueOf(proposal, figure));
    const differs = new Set(values).size > 1;
    const told = values.filter((value) => value !== null);
    const best = differs && lessIsBetter.has(figure) && told.length > 1 ? Math.min(...told) : null;
    return { figure, values, differs, best: best !== null && told.every((value) => value === best) ? null : best };
  });
}
