import { integerWithin, isBag, oneOf } from '../check-fields.ts';
import type { Bag } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { highestForce } from './annual-rate.ts';
import { decimalsFault, defaultDecimals, rateAnswer } from './rate-answer.ts';
import type { RateAnswer } from './rate-answer.ts';
import { readDecimal, wideOf } from './read-decimal.ts';
import { wideExpm1, wideLog1p } from './wide-exponential.ts';
import { dividedBy, quotient, times } from './wide-number.ts';
import type { Wide } from './wide-number.ts';

/** A yearly rate in per cent, decimal text ('6.95') or number, and the period at which interest joins the debt. */
export interface RateConversion {
  readonly ratePct: string | number;
  readonly every: number;
  readonly unit: 'month' | 'week' | 'day';
  readonly decimals?: number | undefined;
}

const unitsInYear = { month: 12, week: 52, day: 365 } as const;
const unitKnown = oneOf('month', 'week', 'day');
const everyWithin = integerWithin(1, 600, 'number_out_of_range');
const highestRate = 1e6;

/** What a few steps of the wide arithmetic may leave, relatively. */
const conversionDoubt = 1e-29;

interface Conversion {
  readonly ok: true;
  readonly rate: Wide;
  /** Periods in a year: 12, 52 or 365 over `every`. */
  readonly perYear: Wide;
  readonly decimals: number;
}

function readConversion(question: unknown): Conversion | Refusal {
  const fields: Bag = isBag(question) ? question : {};
  const percent = readDecimal(fields['ratePct'], 'ratePct');
  if (!percent.ok) return percent;
  const fault = unitKnown(fields['unit'], 'unit') ?? everyWithin(fields['every'], 'every') ?? decimalsFault(fields['decimals']);
  if (fault !== null) return fault;
  const rate = times(wideOf(percent), quotient(1, 100));
  if (Math.abs(rate.high) > highestRate) return refuse('rate_out_of_range', 'ratePct', highestRate * 100);
  const perYear = quotient(unitsInYear[fields['unit'] as RateConversion['unit']], Number(fields['every']));
  const decimals = fields['decimals'];
  return { ok: true, rate, perYear, decimals: typeof decimals === 'number' ? decimals : defaultDecimals };
}

/** Effective yearly rate of a TAN: (1 + TAN / m)^m − 1, m = 12, 52 or 365 over `every`. Refuses a rate of −100 % a period or less. */
export function effectiveRate(question: RateConversion): RateAnswer | Refusal {
  const read = readConversion(question);
  if (!read.ok) return read;
  const perPeriod = dividedBy(read.rate, read.perYear);
  if (perPeriod.high <= -1) return refuse('rate_out_of_range', 'ratePct');
  const force = times(wideLog1p(perPeriod), read.perYear);
  // A higher rate has more digits before the point than the arithmetic can tell.
  if (force.high > highestForce) return refuse('rate_out_of_range', 'ratePct');
  const rate = wideExpm1(force);
  return rateAnswer(rate, conversionDoubt * (1 + rate.high) * (1 + Math.abs(force.high)), read.decimals);
}

/** TAN of an effective yearly rate: m × ((1 + rate)^(1/m) − 1). Refuses −100 % or less. */
export function nominalRate(question: RateConversion): RateAnswer | Refusal {
  const read = readConversion(question);
  if (!read.ok) return read;
  if (read.rate.high <= -1) return refuse('rate_out_of_range', 'ratePct');
  const perPeriod = wideExpm1(dividedBy(wideLog1p(read.rate), read.perYear));
  const rate = times(perPeriod, read.perYear);
  return rateAnswer(rate, conversionDoubt * (1 + Math.abs(rate.high)), read.decimals);
}
