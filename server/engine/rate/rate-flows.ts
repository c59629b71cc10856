import { isCivilDate, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { isBag } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { equivalentTimeOfDays } from '../time/equivalent-time.ts';
import type { EquivalentTime, IntervalPeriod } from '../time/equivalent-time.ts';
import type { FlowDoubt } from './sharp-rate.ts';

/** A flow on a day in integer cents, or [years from the first drawdown, amount in any one unit]. */
export type RateFlow = { readonly date: string; readonly cents: number } | readonly [years: number, amount: number];

/** A checked flow: its day or its years, and its amount. */
export interface PlacedFlow {
  readonly at: number;
  readonly amount: number;
  readonly path: string;
}

export interface PlacedFlows {
  readonly ok: true;
  readonly kind: 'dates' | 'years' | 'none';
  readonly flows: readonly PlacedFlow[];
}

export const maximumFlows = 5000;
const largestAmount = 1e15;
const longestYears = 300;

function pairFault(pair: readonly unknown[], path: string, signed: boolean): Refusal | null {
  const [years, amount] = pair;
  if (pair.length !== 2) return refuse('missing', path);
  if (typeof years !== 'number' || Number.isNaN(years)) return refuse('not_a_number', `${path}.0`);
  if (years < 0 || years > longestYears) return refuse('number_out_of_range', `${path}.0`, years < 0 ? 0 : longestYears);
  if (typeof amount !== 'number' || Number.isNaN(amount)) return refuse('not_a_number', `${path}.1`);
  if (amount < 0 && !signed) return refuse('amount_negative', `${path}.1`, 0);
  return Math.abs(amount) > largestAmount ? refuse('amount_too_large', `${path}.1`, largestAmount) : null;
}

function datedFault(flow: Readonly<Record<string, unknown>>, path: string, signed: boolean): Refusal | null {
  if (!isCivilDate(flow['date'])) return refuse(flow['date'] === undefined ? 'missing' : 'date_not_valid', `${path}.date`);
  const cents = flow['cents'];
  if (typeof cents !== 'number' || !Number.isSafeInteger(cents)) return refuse(cents === undefined ? 'missing' : 'not_an_integer', `${path}.cents`);
  if (cents < 0 && !signed) return refuse('amount_negative', `${path}.cents`, 0);
  return Math.abs(cents) > largestAmount ? refuse('amount_too_large', `${path}.cents`, largestAmount) : null;
}

/** Checks a list of flows of whatever type; all by dates or all by years. `signed` allows negative amounts. */
export function placeFlows(value: unknown, path: string, signed = false): PlacedFlows | Refusal {
  if (!Array.isArray(value)) return refuse('missing', path);
  if (value.length > maximumFlows) return refuse('too_many_items', path, maximumFlows);
  let kind: PlacedFlows['kind'] = 'none';
  const flows: PlacedFlow[] = [];
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    const itemPath = `${path}.${index}`;
    const itemKind = Array.isArray(item) ? 'years' : 'dates';
    if (!Array.isArray(item) && !isBag(item)) return refuse('missing', itemPath);
    if (kind !== 'none' && kind !== itemKind) return refuse('choice_not_consistent', itemPath);
    kind = itemKind;
    if (Array.isArray(item)) {
      const fault = pairFault(item, itemPath, signed);
      if (fault !== null) return fault;
      flows.push({ at: Number(item[0]), amount: Number(item[1]), path: `${itemPath}.0` });
    } else {
      const fault = datedFault(item, itemPath, signed);
      if (fault !== null) return fault;
      flows.push({ at: toDayNumber(String(item['date'])), amount: Number(item['cents']), path: `${itemPath}.date` });
    }
  }
  return { ok: true, kind, flows };
}

const nearest = (value: number): number => Math.floor(value + 0.5);

/** Fifteen digits: a decimal of no more is the only one of them whose float this is. */
const sureUnits = 1e15;

/** The float next to a decimal is at most this far from it, relatively. */
const floatDoubt = 1.2e-16;

/** A float as the fraction its shortest decimal text stands for, both parts exact, or null when they are too long for that. */
function decimalFraction(value: number): { readonly units: number; readonly divisor: number } | null {
  let divisor = 1;
  for (; divisor <= 1e15; divisor *= 10) {
    const units = nearest(value * divisor);
    if (units < sureUnits && units / divisor === value) return { units, divisor };
  }
  return null;
}

/** True when every time is exactly what its years stand for; otherwise some are the floats next to their decimals. */
function timesAreExact(flows: readonly PlacedFlow[], perYear: number): boolean {
  return flows.every(({ at }) => timeOfYears(at, perYear).divisor !== 1 || at === Math.floor(at));
}

/**
 * Years written as a float, read as the fraction they stand for: a twelfth, a 52nd, a 365th or 366th of a year when the
 * float is that fraction to its last digits, otherwise its decimal text, or the float itself when that is too long.
 */
function timeOfYears(years: number, perYear: number): EquivalentTime {
  const stands = (divisor: number): boolean => Math.abs(years * divisor - nearest(years * divisor)) <= 4e-16 * Math.max(1, years * divisor);
  if (stands(perYear)) return { whole: nearest(years * perYear), days: 0, divisor: 365, years };
  for (const divisor of [12, 52, 365, 366]) {
    if (stands(divisor)) return { whole: 0, days: nearest(years * divisor), divisor, years };
  }
  const decimal = decimalFraction(years);
  return { whole: 0, days: decimal?.units ?? years, divisor: decimal?.divisor ?? 1, years };
}

/**
 * A power of ten that makes every amount the integer its decimal text stands for (0.1 and 0.105125 become 100000 and
 * 105125), or 1 when there is none (more than 15 digits), and amounts are the floats next to them: a scale changes no rate, and
 * decimals as typed are then exact.
 */
export function decimalScale(flows: readonly PlacedFlow[]): { readonly scale: number; readonly exact: boolean } {
  let scale = 1;
  let exact = true;
  for (const { amount } of flows) {
    let own = 1;
    while (nearest(amount * own) / own !== amount && own < 1e15) own *= 10;
    exact &&= own === 1 || (Math.abs(amount * own) < sureUnits && nearest(amount * own) / own === amount);
    scale = Math.max(scale, own);
  }
  exact &&= flows.every(({ amount }) => Math.abs(amount * scale) < 9e15 && nearest(amount * scale) / scale === amount);
  return { scale: exact ? scale : 1, exact };
}

/** What flows by years leave in doubt. */
export function doubtOf(flows: readonly PlacedFlow[], perYear: number, amountsExact: boolean): FlowDoubt {
  return { amounts: amountsExact ? 0 : floatDoubt, years: timesAreExact(flows, perYear) ? 0 : floatDoubt };
}

export const scaledAmount = (amount: number, scale: number): number => (scale === 1 ? amount : nearest(amount * scale));

/** Interval of a placed flow from the origin by the legal rule. */
export function legalTime(kind: PlacedFlows['kind'], at: number, origin: DayNumber, frequency: IntervalPeriod, perYear: number): EquivalentTime {
  return kind === 'years' ? timeOfYears(at, perYear) : equivalentTimeOfDays(origin, at, frequency);
}
