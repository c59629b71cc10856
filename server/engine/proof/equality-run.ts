/**
 * The same quotes priced in Node and in a browser must agree to the bit. This file is bundled once and run in both: it
 * draws terms by a generator of its own (integers only), prices them, and folds every figure of every answer into one
 * number, doubles by their bits.
 */
import { buildPlan } from '../plans.ts';
import type { PlanTerms } from '../plans.ts';
import { priceFinancing, taeg } from '../index.ts';
import type { FinancingTerms } from '../index.ts';

/** Integers below a bound, from a linear congruence modulo 2^32 (Numerical Recipes' constants); the same sequence everywhere. */
function drawer(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const bits = new DataView(new ArrayBuffer(8));

/** One word into the hash; each step can be undone, so a single word that differs always changes the end. */
function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 16_777_619);
  return (mixed << 13) | (mixed >>> 19);
}

function ofText(text: string): number {
  let result = 2_166_136_261 | 0;
  for (let at = 0; at < text.length; at++) result = mix(result, text.charCodeAt(at));
  return result;
}

/** Hashes of the names of fields, which come back in every row. */
const names = new Map<string, number>();

function ofName(name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  const found = ofText(name);
  names.set(name, found);
  return found;
}

/** FNV-1a by words over everything an answer holds, doubles by their bits; names in their order, so a missing figure changes it too. */
function fold(hash: number, value: unknown): number {
  if (typeof value === 'number') {
    bits.setFloat64(0, value);
    return mix(mix(hash, bits.getInt32(0)), bits.getInt32(4));
  }
  if (typeof value === 'string') return mix(hash, ofText(value));
  if (Array.isArray(value)) {
    let result = mix(hash, value.length);
    for (const part of value) result = fold(result, part);
    return result;
  }
  if (typeof value === 'object' && value !== null) {
    let result = hash;
    for (const name in value) result = fold(mix(result, ofName(name)), (value as Readonly<Record<string, unknown>>)[name]);
    return result;
  }
  return mix(hash, ofName(String(value)));
}

const day = (draw: (below: number) => number): string =>
  `${2020 + draw(15)}-${String(1 + draw(12)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}`;

function quoteTerms(draw: (below: number) => number): FinancingTerms {
  const priceCents = 100_000 + draw(8_000_000);
  return {
    priceCents,
    discountCents: draw(priceCents / 10),
    tradeInCents: 0,
    depositCents: draw(priceCents / 3),
    termMonths: 1 + draw(120),
    nominalRatePpm: draw(200_000),
    plan: draw(2) === 0 ? { kind: 'level' } : { kind: 'balloon', balloonCents: draw(priceCents / 3), balloonAt: draw(2) === 0 ? 'with-last-row' : 'one-period-after' },
    startDate: day(draw),
    charges: [
      { kind: 'arrangement', at: 'start', cents: draw(50_000), financed: draw(2) === 0, inTaeg: true, optional: false },
      { kind: 'collection', at: 'row', cents: draw(500), financed: false, inTaeg: true, optional: false },
    ],
    services: [],
    substituteTax: draw(2) === 0 ? null : { ratePpm: 2500, aboveMonths: 18, at: 'financed' },
  };
}

const pick = <T>(draw: (below: number) => number, choices: readonly T[]): T => choices[draw(choices.length)] as T;

function planTerms(draw: (below: number) => number): PlanTerms {
  return {
    principalCents: 1 + draw(5_000_000),
    nominalRatePpm: draw(300_000),
    rows: 1 + draw(72),
    every: 1 + draw(3),
    unit: pick(draw, ['month', 'week', 'day'] as const),
    start: day(draw),
    monthEnd: pick(draw, ['clamp', 'last-day', 'roll'] as const),
    dayCount: pick(draw, ['30/360-period', '30e/360', 'act/365f', 'act/360', 'act/act-isda', 'act/act-afb'] as const),
    amortisation: pick(draw, ['level', 'equal-principal', 'interest-only'] as const),
    interestOn: pick(draw, ['declining', 'declining', 'flat'] as const),
    mode: pick(draw, ['arrears', 'advance'] as const),
    rounding: { mode: pick(draw, ['half-up', 'half-even'] as const), instalmentMultipleCents: 1, residue: pick(draw, ['last', 'first', 'correction-pass'] as const) },
  };
}

/** Prices `count` quotes and as many plans with the TAEG of their flows; answers the fold of all of it and how many were priced. */
export function equalityRun(seed: number, count: number): { readonly hash: number; readonly priced: number } {
  const draw = drawer(seed);
  let hash = 2_166_136_261;
  let priced = 0;
  for (let quote = 0; quote < count; quote++) {
    const figures = priceFinancing(quoteTerms(draw));
    if (figures.ok) priced += 1;
    hash = fold(hash, figures);
    const built = buildPlan(planTerms(draw));
    hash = fold(hash, built);
    if (!built.ok) continue;
    priced += 1;
    const flows = built.plan.taegFlows;
    hash = fold(hash, taeg({
      drawdowns: flows.filter((flow) => flow.cents < 0).map(({ date, cents }) => ({ date, cents: -cents })),
      payments: flows.filter((flow) => flow.cents >= 0),
    }));
  }
  return { hash, priced };
}
