import { percentOf, divideRoundedBig } from '#platform/money';
import { amountUpTo, integerWithin, listOf, oneOf, record, unlessAbsent, word, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { signedAmount } from './contribution.ts';
import { maximumAmountCents, maximumYearlyPpm } from './subsidy-terms.ts';
import type { ProofLine } from './subsidy-terms.ts';

/** From this measure on: a share of the base, a fixed amount, or both. */
export interface CommissionTier {
  readonly from: number;
  readonly ratePpm?: number | undefined;
  readonly cents?: number | undefined;
}

export interface CommissionLine {
  /** 'dealer', 'seller' … */
  readonly payee: string;
  readonly kind: string;
  /** `margin`: what the contract earns over the floor rate; `paid-so-far`: the commissions of the lines before (a seller's share of the dealer's). */
  readonly base: 'amount-financed' | 'margin' | 'services' | 'paid-so-far';
  /** The measure that picks the tier: the base in cents, the customer's rate in ppm, the term in months. */
  readonly tiersOn: 'base' | 'rate' | 'term';
  /** `whole`: the rate of the tier on the whole base; `slice`: each tier on its slice of the base (only on `base`). */
  readonly tiersAs: 'whole' | 'slice';
  /** Rising. Below the first there is no commission. */
  readonly tiers: readonly CommissionTier[];
  readonly minCents?: number | undefined;
  readonly maxCents?: number | undefined;
}

export interface CommissionTerms {
  readonly amountFinancedCents: number;
  /** See `rateMargin`; below zero counts as zero. */
  readonly marginCents: number;
  readonly servicesCents: number;
  readonly nominalRatePpm: number;
  readonly termMonths: number;
  readonly lines: readonly CommissionLine[];
}

export interface CommissionPaid {
  readonly payee: string;
  readonly kind: string;
  readonly baseCents: number;
  readonly cents: number;
}

export type CommissionResult =
  | {
      readonly ok: true;
      readonly commissions: readonly CommissionPaid[];
      readonly totals: readonly { readonly payee: string; readonly cents: number }[];
      readonly totalCents: number;
      readonly proof: readonly ProofLine[];
    }
  | Refusal;

const amount = amountUpTo(maximumAmountCents);
const share = integerWithin(0, 1_000_000, 'rate_out_of_range');
const fields = record({
  amountFinancedCents: amount,
  marginCents: signedAmount,
  servicesCents: amount,
  nominalRatePpm: integerWithin(0, maximumYearlyPpm, 'rate_out_of_range'),
  termMonths: integerWithin(1, 600, 'term_out_of_range'),
  lines: listOf(
    record({
      payee: word,
      kind: word,
      base: oneOf('amount-financed', 'margin', 'services', 'paid-so-far'),
      tiersOn: oneOf('base', 'rate', 'term'),
      tiersAs: oneOf('whole', 'slice'),
      tiers: listOf(record({ from: amount, ratePpm: unlessAbsent(share), cents: unlessAbsent(amount) }), 50),
      minCents: unlessAbsent(amount),
      maxCents: unlessAbsent(amount),
    }),
    50,
  ),
});

function tierFault(lines: readonly CommissionLine[]): Refusal | null {
  for (const [index, line] of lines.entries()) {
    if (line.tiersAs === 'slice' && line.tiersOn !== 'base') return refuse('choice_not_consistent', `lines.${index}.tiersAs`);
    const unsorted = line.tiers.findIndex((tier, at) => at > 0 && tier.from <= (line.tiers[at - 1]?.from ?? 0));
    if (unsorted > 0) return refuse('choice_not_consistent', `lines.${index}.tiers.${unsorted}.from`);
  }
  return null;
}

/** Commission of one line before its bounds: one rounding half-up of the exact share, fixed amounts added. */
function earned(line: CommissionLine, baseCents: number, measure: number): { cents: number; reached: boolean } {
  const reached = line.tiers.filter((tier) => tier.from <= measure);
  const last = reached.at(-1);
  if (last === undefined) return { cents: 0, reached: false };
  if (line.tiersAs === 'whole') return { cents: percentOf(baseCents, last.ratePpm ?? 0, 'half-up') + (last.cents ?? 0), reached: true };
  let parts = 0n;
  let fixed = 0;
  for (const [index, tier] of reached.entries()) {
    const upTo = reached[index + 1]?.from ?? baseCents;
    parts += BigInt(upTo - tier.from) * BigInt(tier.ratePpm ?? 0);
    fixed += tier.cents ?? 0;
  }
  return { cents: Number(divideRoundedBig(parts, 1_000_000n, 'half-up')) + fixed, reached: true };
}

/**
 * Commissions of dealer and seller on one contract, line by line: base, tier, rate or amount, bounds. Integer cents, each
 * line rounded once, half-up. A line whose first tier is not reached pays nothing, not even its minimum.
 */
export function commission(given: CommissionTerms): CommissionResult {
  const terms = withoutMinusZero(given);
  const fault = fields(terms, '') ?? tierFault(terms.lines);
  if (fault !== null) return fault;
  let totalCents = 0;
  const commissions: CommissionPaid[] = [];
  const proof: ProofLine[] = [];
  const totals = new Map<string, number>();
  for (const line of terms.lines) {
    const bases = {
      'amount-financed': terms.amountFinancedCents,
      margin: Math.max(terms.marginCents, 0),
      services: terms.servicesCents,
      'paid-so-far': totalCents,
    };
    const baseCents = bases[line.base];
    const measure = { base: baseCents, rate: terms.nominalRatePpm, term: terms.termMonths }[line.tiersOn];
    const found = earned(line, baseCents, measure);
    const bounded = Math.min(Math.max(found.cents, line.minCents ?? 0), line.maxCents ?? Infinity);
    const cents = found.reached ? bounded : 0;
    commissions.push({ payee: line.payee, kind: line.kind, baseCents, cents });
    proof.push({ label: 'commissionBase', of: line.base, cents: baseCents }, { label: 'commission', of: `${line.payee}:${line.kind}`, cents });
    totals.set(line.payee, (totals.get(line.payee) ?? 0) + cents);
    totalCents += cents;
  }
  return { ok: true, commissions, totals: [...totals].map(([payee, cents]) => ({ payee, cents })), totalCents, proof };
}
