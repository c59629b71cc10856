import { integerWithin } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { fullPercentText, percentText } from './decimal-text.ts';
import { noDoubt, sharpRate } from './sharp-rate.ts';
import type { FlowDoubt } from './sharp-rate.ts';
import { floatOf } from './wide-number.ts';
import type { Wide } from './wide-number.ts';
import type { TimedAmount } from './timed-flows.ts';

export interface RateAnswer {
  readonly ok: true;
  /** Per cent a year at the decimals asked, half away from zero from full precision. */
  readonly ratePct: string;
  /** Per cent a year with the digits that are sure, up to 18 decimals: fewer when amounts or years are decimals that no float holds. */
  readonly exactPct: string;
  /** The same as a fraction, nearest float. */
  readonly annualRate: number;
}

export const defaultDecimals = 2;
export const mostDecimals = 12;

const decimalsWithin = integerWithin(0, mostDecimals, 'number_out_of_range');

/** Refuses decimals that are not an integer from 0 to 12; absent means 2. */
export function decimalsFault(decimals: unknown): Refusal | null {
  return decimals === undefined ? null : decimalsWithin(decimals, 'decimals');
}

/** A rate as it is answered, `doubt` how far from the true one it may be. */
export function rateAnswer(rate: Wide, doubt: number, decimals: number): RateAnswer {
  return { ok: true, ratePct: percentText(rate, decimals), exactPct: fullPercentText(rate, doubt), annualRate: floatOf(rate) + 0 };
}

/** The rate of flows as it is answered, or the refusal at `path`. */
export function answerOfFlows(flows: readonly TimedAmount[], perYear: number, decimals: number, path: string, doubt: FlowDoubt = noDoubt): RateAnswer | Refusal {
  const found = sharpRate(flows, perYear, doubt);
  return typeof found === 'string' ? refuse(found, path) : rateAnswer(found.rate, found.doubt, decimals);
}
