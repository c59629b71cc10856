import { isBag } from '../check-fields.ts';

/**
 * Where a step function of an integer takes a wanted figure. Prices are such functions: more deposit never raises the
 * instalment, more rate never lowers it, and every figure is rounded to the cent. The answer is exact: bounds are closed
 * until they are neighbours; interpolation only chooses where to look, so that few plans are priced.
 */
export interface IntegerSearch {
  /** First and last value that may be tried. */
  readonly low: number;
  readonly high: number;
  /** True when the figure never falls as the value grows, false when it never rises. */
  readonly rising: boolean;
  readonly target: number;
  /** Distance of neighbouring figures: 1 (cents), 100 (a TAEG at two decimals). */
  readonly unit?: number;
  /** Where to look first. It must not depend on the value that the search replaces, so that a search repeated answers alike. */
  readonly guess: number;
  /** How much the figure changes for each step of the value near the guess, if known; its size counts, not its sign. */
  readonly slope?: number;
  /** The figure at a value; `too-low` or `too-high` when the value itself cannot be priced. */
  readonly figureAt: (value: number) => Height | 'too-low' | 'too-high';
}

/** A figure; or a figure with what it was before rounding, which leads the search straight to its edges. */
export type Height = number | { readonly figure: number; readonly unrounded: number };

export interface Possible {
  readonly value: number;
  readonly figure: number;
}

/** `exact`: from and to are the first and the last value with the figure asked. Otherwise the neighbours that come nearest, if any. */
export type IntegerFound =
  | { readonly exact: true; readonly from: number; readonly to: number }
  | { readonly exact: false; readonly under: Possible | null; readonly over: Possible | null };

interface Point {
  readonly at: number;
  /** Figure with the sign that makes it rise; infinite where the value cannot be priced. */
  readonly height: number;
  /** The same before rounding, as far as known. */
  readonly real: number;
}

const isFinitePoint = (point: Point): boolean => point.height > -Infinity && point.height < Infinity;

const possible = (point: Point, sign: number): Possible | null =>
  isFinitePoint(point) ? { value: point.at, figure: sign * point.height + 0 } : null;

/**
 * The next value to try between two points of which the first lies below the line and the second above. The line through
 * the points tells where they cross it; going half a step further (of a rounded figure), or one value further (of an
 * unrounded one), usually closes the bracket from both sides. A bracket that is slow to halve, or a line that leads out
 * of it, is cut in the middle.
 */
function nextValue(below: Point, above: Point, line: number, slope: number, unit: number, stuck: boolean): number {
  const width = above.at - below.at;
  const middle = below.at + Math.floor(width / 2);
  if (stuck || !(slope > 0)) return middle;
  const fromBelow = line - below.real <= above.real - line;
  const start = fromBelow ? below : above;
  if (!isFinitePoint(start)) return middle;
  const further = start.real === start.height ? unit / 2 / slope : 0.5;
  const jump = Math.ceil(Math.max(0, fromBelow ? line - start.real : start.real - line) / slope + further);
  if (!(jump < width)) return middle;
  return fromBelow ? start.at + jump : start.at - jump;
}

/** True when a search has bounds, steps and a function to call; what arrives may be anything. */
function canSearch(search: unknown): search is IntegerSearch {
  if (!isBag(search)) return false;
  const { low, high, target, guess, slope = 0, unit = 1, figureAt } = search;
  const bounded = Number.isSafeInteger(low) && Number.isSafeInteger(high) && Number(high) - Number(low) < widest;
  const numbers = typeof target === 'number' && Math.abs(target) < Infinity && typeof guess === 'number' && typeof slope === 'number';
  return bounded && numbers && typeof unit === 'number' && unit > 0 && unit < Infinity && typeof figureAt === 'function';
}

/** Values up to which a span can be halved without losing the unit. */
const widest = 4_503_599_627_370_496;

/**
 * Finds the values of an integer at which a monotone figure equals the target, or the two neighbours between which it
 * jumps over it. Neither, when there is nothing to search: no bounds, no numbers, no function.
 */
export function findInteger(search: IntegerSearch): IntegerFound {
  if (!canSearch(search)) return { exact: false, under: null, over: null };
  const { unit = 1, figureAt } = search;
  const sign = search.rising ? 1 : -1;
  const target = sign * search.target;
  const pointAt = (at: number): Point => {
    const found: Height | 'too-low' | 'too-high' | null | undefined = figureAt(at);
    if (found === 'too-low') return { at, height: -Infinity, real: -Infinity };
    if (found === 'too-high') return { at, height: Infinity, real: Infinity };
    if (typeof found === 'number') return { at, height: sign * found, real: sign * found };
    return { at, height: sign * Number(found?.figure), real: sign * Number(found?.unrounded) };
  };
  let slope = Math.abs(search.slope ?? 0);
  /** The neighbours between which the figure crosses a line that lies between two figures. */
  const crossing = (line: number, from: Point, to: Point, first: number): { below: Point; above: Point } => {
    let below = from;
    let above = to;
    let next = first;
    let width = above.at - below.at;
    for (let slow = 0; width > 1; ) {
      const tried = pointAt(Math.max(below.at + 1, Math.min(above.at - 1, next)));
      const other = tried.height < line ? below : above;
      if (isFinitePoint(tried) && isFinitePoint(other) && other.real !== tried.real) {
        slope = (other.real - tried.real) / (other.at - tried.at);
      }
      if (tried.height < line) below = tried;
      else above = tried;
      const left = above.at - below.at;
      slow = left > width / 2 ? slow + 1 : 0;
      next = nextValue(below, above, line, slope, unit, slow > 2);
      if (slow > 2) slow = 0;
      width = left;
    }
    return { below, above };
  };
  const bottom: Point = { at: search.low - 1, height: -Infinity, real: -Infinity };
  const top: Point = { at: search.high + 1, height: Infinity, real: Infinity };
  if (search.high < search.low) return { exact: false, under: null, over: null };
  // Half a unit below the target lies between two figures; a target between two figures does so itself.
  const { below, above } = crossing(target % unit === 0 ? target - unit / 2 : target, bottom, top, search.guess === search.guess ? search.guess : search.low);
  if (above.height !== target) {
    const [under, over] = [possible(below, sign), possible(above, sign)];
    return search.rising ? { exact: false, under, over } : { exact: false, under: over, over: under };
  }
  const past = crossing(target + unit / 2, above, top, above.at + Math.ceil(unit / slope) || above.at + 1);
  return { exact: true, from: above.at, to: past.below.at };
}
