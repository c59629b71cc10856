import { withoutMinusZero } from '../check-fields.ts';
import { subsidy } from './contribution.ts';
import type { DatedCents, ProofLine, YearlyRate } from './subsidy-terms.ts';
import type { Refusal } from '../refusal.ts';

export interface RateMarginTerms {
  readonly amountFinancedCents: number;
  readonly start: string;
  readonly flows: readonly DatedCents[];
  /** The lowest rate at which the lender lends without commission. */
  readonly floor: YearlyRate;
}

/**
 * What a contract earns over the floor rate, in money of the start: present value of the customer's flows at the floor
 * less the amount financed; negative below the floor. The base of a commission on margin.
 */
export function rateMargin(
  given: RateMarginTerms,
): { readonly ok: true; readonly marginCents: number; readonly proof: readonly ProofLine[] } | Refusal {
  const terms = withoutMinusZero(given);
  const found = subsidy({ ...terms, target: terms?.floor });
  if (!found.ok) return found.path.startsWith('target') ? { ...found, path: found.path.replace('target', 'floor') } : found;
  const marginCents = 0 - found.contributionCents;
  const proof: ProofLine[] = [
    { label: 'amountFinanced', cents: terms.amountFinancedCents },
    { label: 'floorRate', ratePpm: terms.floor.ratePpm, of: terms.floor.compounding },
    { label: 'presentValue', cents: found.presentValueCents, date: terms.start },
    { label: 'margin', cents: marginCents },
  ];
  return { ok: true, marginCents, proof };
}
