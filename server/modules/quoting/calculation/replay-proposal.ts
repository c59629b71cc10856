/** A saved proposal computed again from what it froze, years later and whatever became of its offer. Pure. */
import type { OfferConditions } from '#pricing/api';
import { priceQuote, type QuoteFigures } from './price-quote.ts';
import type { QuotedVehicle, QuoteInput, QuoteSummaryFigures } from './quote-shapes.ts';

export interface FrozenProposal {
  readonly input: QuoteInput;
  readonly conditions: OfferConditions;
  readonly vehicle: QuotedVehicle;
  /** As they were saved. */
  readonly figures: QuoteSummaryFigures;
}

export interface FigureDifference {
  /** Name of the figure; of a lease `lease.rentalCents`. */
  readonly figure: string;
  readonly saved: number | null;
  readonly computed: number | null;
}

export interface ProposalReplay {
  /** Undefined when it can no longer be computed. */
  readonly figures: QuoteFigures | undefined;
  readonly refusal: string | null;
  readonly differences: readonly FigureDifference[];
}

/** Every number of the figures by its name; of a lease with `lease.` before it. Plans are not among them. */
function numbersOf(figures: QuoteSummaryFigures): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [name, value] of Object.entries(figures)) if (typeof value === 'number') numbers.set(name, value);
  for (const [name, value] of Object.entries(figures.lease ?? {})) if (typeof value === 'number') numbers.set(`lease.${name}`, value);
  return numbers;
}

/** Computes a frozen proposal again and tells which figures differ; the rows of the plan are the digest's business. */
export function replayProposal(frozen: FrozenProposal, startDate: string): ProposalReplay {
  const priced = priceQuote(frozen.input, frozen.conditions, startDate, frozen.vehicle);
  if (!priced.ok) return { figures: undefined, refusal: priced.refusal, differences: [] };
  const [saved, computed] = [numbersOf(frozen.figures), numbersOf(priced.figures)];
  const names = new Set([...saved.keys(), ...computed.keys()]);
  const differences = [...names].flatMap((figure): FigureDifference[] => {
    const [before, now] = [saved.get(figure) ?? null, computed.get(figure) ?? null];
    return before === now ? [] : [{ figure, saved: before, computed: now }];
  });
  return { figures: priced.figures, refusal: null, differences };
}
