import { addMonthsToDayNumber, isCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import { allocate, divideRoundedBig } from '#platform/money';
import { amountUpTo, integerWithin, listOf, oneOf, record, word, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { PayerShare } from './split.ts';
import { maximumAmountCents } from './subsidy-terms.ts';
import type { ProofLine } from './subsidy-terms.ts';

/**
 * How much goes back when a contract ends early. `linear`: the part (of − elapsed)/of, counted in months or rows as the
 * agreement says. `steps`: the share of the first step whose `below` is above what has elapsed, nothing after the last.
 */
export type ClawbackRule =
  | { readonly kind: 'linear'; readonly of: number }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly below: number; readonly sharePpm: number }[] };

export interface ClawbackTerms {
  /** What each was paid or paid in. */
  readonly parts: readonly PayerShare[];
  readonly rule: ClawbackRule;
  /** Months or rows elapsed. */
  readonly elapsed: number;
}

export type ClawbackResult =
  | {
      readonly ok: true;
      readonly clawbackCents: number;
      readonly keptCents: number;
      /** The part that each gets or gives back. */
      readonly shares: readonly PayerShare[];
      readonly proof: readonly ProofLine[];
    }
  | Refusal;

const count = integerWithin(0, 1200, 'term_out_of_range');
const clawbackFields = record({
  parts: listOf(record({ payer: word, cents: amountUpTo(maximumAmountCents) }), 20),
  rule: record({ kind: oneOf('linear', 'steps') }),
  elapsed: count,
});
const linearFields = record({ of: integerWithin(1, 1200, 'term_out_of_range') });
const stepFields = record({ steps: listOf(record({ below: count, sharePpm: integerWithin(0, 1_000_000, 'rate_out_of_range') }), 100) });

function shareOf(rule: ClawbackRule, elapsed: number): { top: number; bottom: number } {
  if (rule.kind === 'linear') return { top: Math.max(rule.of - elapsed, 0), bottom: rule.of };
  const step = rule.steps.find(({ below }) => elapsed < below);
  return { top: step?.sharePpm ?? 0, bottom: 1_000_000 };
}

/**
 * What goes back of contributions or commissions on an early end: one share of the sum of the parts, rounded half-up,
 * then divided by the parts with the largest remainder, so the parts add up.
 */
export function clawback(given: ClawbackTerms): ClawbackResult {
  const terms = withoutMinusZero(given);
  const fault = clawbackFields(terms, '');
  if (fault !== null) return fault;
  const { parts, rule, elapsed } = terms;
  const ruleFault = rule.kind === 'linear' ? linearFields(rule, 'rule') : stepFields(rule, 'rule');
  if (ruleFault !== null) return ruleFault;
  const totalCents = parts.reduce((sum, part) => sum + part.cents, 0);
  const { top, bottom } = shareOf(rule, elapsed);
  const clawbackCents = Number(divideRoundedBig(BigInt(totalCents) * BigInt(top), BigInt(bottom), 'half-up'));
  const backs = totalCents === 0 ? parts.map(() => 0) : allocate(clawbackCents, parts.map((part) => part.cents));
  const shares = parts.map(({ payer }, index) => ({ payer, cents: backs[index] ?? 0 }));
  const proof: ProofLine[] = [
    { label: 'total', cents: totalCents },
    { label: 'elapsed', count: elapsed },
    rule.kind === 'linear' ? { label: 'left', count: top, of: String(bottom) } : { label: 'clawbackShare', ratePpm: top },
    { label: 'clawback', cents: clawbackCents },
  ];
  return { ok: true, clawbackCents, keptCents: totalCents - clawbackCents, shares, proof };
}

/**
 * Months elapsed between two dates, months from the start's day of the month (or the last of a shorter one): `completed`
 * counts whole months only, `started` counts the running one too. The start itself counts 0.
 */
export function elapsedMonths(start: string, end: string, counting: 'completed' | 'started'): { readonly ok: true; readonly months: number } | Refusal {
  if (!isCivilDate(start)) return refuse('date_not_valid', 'start');
  if (!isCivilDate(end)) return refuse('date_not_valid', 'end');
  if (counting !== 'completed' && counting !== 'started') return refuse('choice_not_known', 'counting');
  const from = toDayNumber(start);
  const to = toDayNumber(end);
  if (to < from) return refuse('date_out_of_range', 'end');
  const first = partsOfDayNumber(from);
  const last = partsOfDayNumber(to);
  let months = (last.year - first.year) * 12 + last.month - first.month;
  if (addMonthsToDayNumber(from, months) > to) months -= 1;
  const whole = addMonthsToDayNumber(from, months) === to;
  return { ok: true, months: counting === 'started' && !whole ? months + 1 : months };
}
