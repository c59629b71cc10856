import { amountUpTo, integerWithin, isBag, oneOf } from '../check-fields.ts';
import { maximumCents } from '../financing/limits.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Unknown } from './types.ts';

const instalments = ['instalmentCents', 'instalmentWithFeesCents'] as const;

/** Figures that can be asked of each unknown: those that move one way with it. */
const figures: Readonly<Record<Unknown, readonly string[]>> = {
  price: [...instalments, 'amountFinancedCents'],
  deposit: [...instalments, 'amountFinancedCents'],
  amountFinanced: instalments,
  instalment: [],
  term: instalments,
  nominalRate: [...instalments, 'taegPpm'],
  balloon: instalments,
  subsidy: [...instalments, 'taegPpm'],
};

/** Highest TAEG that can be asked: the highest that is looked for. */
const maximumTaegPpm = 1_000_000_000_000;

/** The fault of what is asked, or null. A TAEG has two decimals: other values are refused with the nearest. */
export function checkQuestion(unknown: unknown, target: unknown): Refusal | null {
  const fault = oneOf(...Object.keys(figures))(unknown, 'unknown');
  if (fault !== null || unknown === 'instalment') return fault;
  if (!isBag(target)) return refuse('missing', 'target');
  const { figure, value, by } = target;
  const figureFault = oneOf(...instalments, 'amountFinancedCents', 'taegPpm')(figure, 'target.figure');
  if (figureFault !== null) return figureFault;
  if (!figures[unknown as Unknown].includes(String(figure))) return refuse('choice_not_consistent', 'target.figure');
  if (by !== undefined && by !== null) {
    const byFault = oneOf('rate', 'amount')(by, 'target.by');
    if (byFault !== null) return byFault;
    // Less is lent at the same rate: fixed costs weigh more, and the TAEG does not fall.
    if (unknown === 'subsidy' && by === 'amount' && figure === 'taegPpm') return refuse('choice_not_consistent', 'target.by');
  }
  if (figure !== 'taegPpm') return amountUpTo(maximumCents)(value, 'target.value');
  const rateFault = integerWithin(-990_000, maximumTaegPpm, 'rate_out_of_range')(value, 'target.value');
  if (rateFault !== null) return rateFault;
  const hundreds = Math.floor(Number(value) / 100 + 0.5) * 100;
  return hundreds === value ? null : refuse('number_out_of_range', 'target.value', hundreds);
}
