import { allocate } from '#platform/money';
import { amountUpTo, integerWithin, listOf, record, unlessAbsent, word, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { maximumAmountCents } from './subsidy-terms.ts';
import type { ProofLine } from './subsidy-terms.ts';

/** What one payer (maker, importer, dealer, lender …) bears: a fixed amount or a share of the total, never above its cap. */
export interface SubsidyPayer {
  readonly payer: string;
  readonly cents?: number | undefined;
  readonly sharePpm?: number | undefined;
  readonly capCents?: number | undefined;
}

export interface SplitTerms {
  readonly totalCents: number;
  /** In the order in which they bear fixed amounts. */
  readonly payers: readonly SubsidyPayer[];
  /** Who bears what the others do not; its own cap does not apply to that. */
  readonly remainderTo: string;
}

export interface PayerShare {
  readonly payer: string;
  readonly cents: number;
}

export type SplitResult = { readonly ok: true; readonly shares: readonly PayerShare[]; readonly proof: readonly ProofLine[] } | Refusal;

const wholePpm = 1_000_000;
const amount = amountUpTo(maximumAmountCents);
const splitFields = record({
  totalCents: amount,
  payers: listOf(
    record({
      payer: word,
      cents: unlessAbsent(amount),
      sharePpm: unlessAbsent(integerWithin(0, wholePpm, 'rate_out_of_range')),
      capCents: unlessAbsent(amount),
    }),
    20,
  ),
  remainderTo: word,
});

function faultOf({ payers }: SplitTerms): Refusal | null {
  let shares = 0;
  for (const [index, one] of payers.entries()) {
    const path = `payers.${index}`;
    if ((one.cents ?? null) !== null && (one.sharePpm ?? null) !== null) return refuse('choice_not_consistent', `${path}.sharePpm`);
    if (payers.findIndex((other) => other.payer === one.payer) < index) return refuse('choice_not_consistent', `${path}.payer`);
    shares += one.sharePpm ?? 0;
    if (shares > wholePpm) return refuse('number_out_of_range', `${path}.sharePpm`, wholePpm - shares + (one.sharePpm ?? 0));
  }
  return null;
}

/**
 * Splits a contribution between those who pay it, to the cent. Fixed amounts first, in their order; then shares of the
 * total, by largest remainder (the earlier payer when equal), each cut to its cap and to what is left; the rest is the
 * remainder payer's. The parts always add up to the total. Refuses shares above one and a payer named twice.
 */
export function splitSubsidy(given: SplitTerms): SplitResult {
  const terms = withoutMinusZero(given);
  const fault = splitFields(terms, '') ?? faultOf(terms);
  if (fault !== null) return fault;
  const { totalCents, payers, remainderTo } = terms;
  const borne = new Map<string, number>(payers.map((one) => [one.payer, 0]));
  let left = totalCents;
  const bear = (payer: string, cents: number) => {
    borne.set(payer, (borne.get(payer) ?? 0) + cents);
    left -= cents;
  };
  for (const one of payers) bear(one.payer, Math.min(one.cents ?? 0, one.capCents ?? Infinity, left));
  const ppms = payers.map((one) => one.sharePpm ?? 0);
  const parts = allocate(totalCents, [...ppms, wholePpm - ppms.reduce((sum, ppm) => sum + ppm, 0)]);
  for (const [index, one] of payers.entries()) bear(one.payer, Math.min(parts[index] ?? 0, one.capCents ?? Infinity, left));
  const rest = left;
  bear(remainderTo, rest);
  const shares = [...borne].map(([payer, cents]) => ({ payer, cents }));
  const proof: ProofLine[] = [
    { label: 'total', cents: totalCents },
    ...shares.map(({ payer, cents }) => ({ label: 'share', of: payer, cents })),
    { label: 'remainder', of: remainderTo, cents: rest },
  ];
  return { ok: true, shares, proof };
}
