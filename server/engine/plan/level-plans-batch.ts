import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { fastCents, fastInstalment, half, monthRate } from './fast-level.ts';
import { levelRows } from './level-rows.ts';
import { maximumPlanRatePpm, maximumPlanRows } from './limits.ts';

/** Many plans like those of `levelRows`, one a position of the columns. */
export interface LevelColumns {
  /** Up to 1,073,741,823 cents each. */
  readonly principalCents: Float64Array;
  readonly nominalRatePpm: Int32Array;
  readonly rows: Int32Array;
  /** Without it no plan has a balloon; 0 = none for that plan. */
  readonly balloonCents?: Float64Array | undefined;
  /** All balloons fall due one month after the last row. */
  readonly balloonAfterLastRow?: boolean | undefined;
}

/** Row k of plan p stands at p × stride + k; places beyond the rows of a plan hold 0. */
export interface LevelPlans {
  readonly ok: true;
  readonly stride: number;
  readonly instalmentCents: Float64Array;
  readonly principalCents: Int32Array;
  readonly interestCents: Int32Array;
}

/** Cells of a batch at most: 160 MB of output. */
export const maximumBatchCells = 20_000_000;

/** The first column or value that cannot be worked with. */
function columnFault(columns: LevelColumns): Refusal | null {
  if (typeof columns !== 'object' || columns === null) return refuse('missing', '');
  const { principalCents, nominalRatePpm, rows, balloonCents } = columns;
  if (!(principalCents instanceof Float64Array)) return refuse('missing', 'principalCents');
  if (!(nominalRatePpm instanceof Int32Array)) return refuse('missing', 'nominalRatePpm');
  if (!(rows instanceof Int32Array)) return refuse('missing', 'rows');
  if (balloonCents !== undefined && !(balloonCents instanceof Float64Array)) return refuse('missing', 'balloonCents');
  if (columns.balloonAfterLastRow !== undefined && typeof columns.balloonAfterLastRow !== 'boolean') return refuse('choice_not_known', 'balloonAfterLastRow');
  const count = principalCents.length;
  if (nominalRatePpm.length !== count) return refuse('choice_not_consistent', 'nominalRatePpm');
  if (rows.length !== count) return refuse('choice_not_consistent', 'rows');
  return balloonCents !== undefined && balloonCents.length !== count ? refuse('choice_not_consistent', 'balloonCents') : null;
}

/** True when a plan may be handed to the arithmetic; `levelRows` tells what is wrong with the others. */
function isPlain(cents: number, ppm: number, rows: number, balloon: number): boolean {
  return (
    cents >= 1 && cents <= fastCents && Math.floor(cents) === cents && ppm >= 0 && ppm <= maximumPlanRatePpm &&
    rows >= 1 && rows <= maximumPlanRows && balloon >= 0 && balloon <= cents && Math.floor(balloon) === balloon
  );
}

/** A slice of the work: where each plan stands and what it needs. */
interface Work {
  readonly plans: LevelPlans;
  readonly balances: Float64Array;
  readonly rates: Float64Array;
  readonly lengths: Int32Array;
}

/** Rows `from` to the last of one plan, its balance before row `from` given. */
function finishPlan({ plans, rates, lengths }: Work, plan: number, from: number, balanceBefore: number): void {
  const { stride, instalmentCents, principalCents, interestCents } = plans;
  const rate = rates[plan] ?? 0;
  const instalment = instalmentCents[plan] ?? 0;
  const begin = plan * stride;
  const last = begin + (lengths[plan] ?? 1) - 1;
  let balance = balanceBefore;
  for (let at = begin + from; at < last; at++) {
    const interest = Math.floor(balance * rate + half);
    interestCents[at] = interest;
    principalCents[at] = instalment - interest;
    balance -= instalment - interest;
  }
  interestCents[last] = Math.floor(balance * rate + half);
  principalCents[last] = balance;
}

/**
 * Four plans side by side. A row waits for the one before it (multiply, add, floor, subtract); four chains that do not
 * wait for each other keep the processor busy meanwhile.
 */
function fourPlans(work: Work, plan: number): void {
  const { plans, balances, rates, lengths } = work;
  const { stride, instalmentCents, principalCents, interestCents } = plans;
  let a = balances[plan] ?? 0;
  let b = balances[plan + 1] ?? 0;
  let c = balances[plan + 2] ?? 0;
  let d = balances[plan + 3] ?? 0;
  const rateA = rates[plan] ?? 0;
  const rateB = rates[plan + 1] ?? 0;
  const rateC = rates[plan + 2] ?? 0;
  const rateD = rates[plan + 3] ?? 0;
  const payA = instalmentCents[plan] ?? 0;
  const payB = instalmentCents[plan + 1] ?? 0;
  const payC = instalmentCents[plan + 2] ?? 0;
  const payD = instalmentCents[plan + 3] ?? 0;
  const together = Math.min(lengths[plan] ?? 1, lengths[plan + 1] ?? 1, lengths[plan + 2] ?? 1, lengths[plan + 3] ?? 1) - 1;
  let at = plan * stride;
  for (let row = 0; row < together; row++, at++) {
    const interestA = Math.floor(a * rateA + half);
    const interestB = Math.floor(b * rateB + half);
    const interestC = Math.floor(c * rateC + half);
    const interestD = Math.floor(d * rateD + half);
    interestCents[at] = interestA;
    interestCents[at + stride] = interestB;
    interestCents[at + 2 * stride] = interestC;
    interestCents[at + 3 * stride] = interestD;
    principalCents[at] = payA - interestA;
    principalCents[at + stride] = payB - interestB;
    principalCents[at + 2 * stride] = payC - interestC;
    principalCents[at + 3 * stride] = payD - interestD;
    a -= payA - interestA;
    b -= payB - interestB;
    c -= payC - interestC;
    d -= payD - interestD;
  }
  finishPlan(work, plan, together, a);
  finishPlan(work, plan + 1, together, b);
  finishPlan(work, plan + 2, together, c);
  finishPlan(work, plan + 3, together, d);
}

/** Clears the places beyond the rows of a plan, which an earlier batch may have written. */
function clearBeyond({ stride, principalCents, interestCents }: LevelPlans, plan: number, length: number): void {
  if (length === stride) return;
  principalCents.fill(0, plan * stride + length, (plan + 1) * stride);
  interestCents.fill(0, plan * stride + length, (plan + 1) * stride);
}

/** A plan off the fast road, or its refusal with the position in the path. */
function carefulPlan(columns: LevelColumns, plans: LevelPlans, plan: number): Refusal | null {
  const cents = columns.principalCents[plan] ?? 0;
  if (cents > fastCents) return refuse('amount_too_large', `principalCents.${plan}`, fastCents);
  const balloon = columns.balloonCents?.[plan] ?? 0;
  const made = levelRows(cents, columns.nominalRatePpm[plan] ?? 0, columns.rows[plan] ?? 0, balloon, columns.balloonAfterLastRow ?? false);
  if (!made.ok) return { ...made, path: `${made.path}.${plan}` };
  plans.instalmentCents[plan] = made.instalmentCents;
  for (const [row, { principalCents, interestCents }] of made.rows.entries()) {
    plans.principalCents[plan * plans.stride + row] = principalCents;
    plans.interestCents[plan * plans.stride + row] = interestCents;
  }
  return null;
}

/** The output of an earlier batch when it has the right size, else a new one. */
function outputFor(count: number, stride: number, into: LevelPlans | undefined): LevelPlans {
  const cells = count * stride;
  const fits = into !== undefined && into.stride === stride && into.instalmentCents.length === count && into.principalCents.length === cells;
  if (fits) return into;
  return { ok: true, stride, instalmentCents: new Float64Array(count), principalCents: new Int32Array(cells), interestCents: new Int32Array(cells) };
}

/**
 * `levelRows` for many plans over typed arrays: the same cents, without an object a row. The first plan that cannot be made
 * refuses the batch, its position at the end of the path. `into`, the answer of an earlier batch with as many plans and
 * the same stride, is written again instead of new memory.
 */
export function levelPlansBatch(columns: LevelColumns, into?: LevelPlans): LevelPlans | Refusal {
  const fault = columnFault(columns);
  if (fault !== null) return fault;
  const { principalCents, nominalRatePpm, rows, balloonCents } = columns;
  const allAfter = columns.balloonAfterLastRow === true;
  const count = principalCents.length;
  let stride = 1;
  for (let plan = 0; plan < count; plan++) stride = Math.max(stride, Math.min(rows[plan] ?? 0, maximumPlanRows) + (allAfter ? 1 : 0));
  if (count * stride > maximumBatchCells) return refuse('too_many_items', 'principalCents', Math.floor(maximumBatchCells / stride));
  const plans = outputFor(count, stride, into);
  const work = { plans, balances: principalCents, rates: new Float64Array(count), lengths: new Int32Array(count) };
  for (let plan = 0; plan < count; plan++) {
    const cents = principalCents[plan] ?? 0;
    const ppm = nominalRatePpm[plan] ?? 0;
    const length = rows[plan] ?? 0;
    const balloon = balloonCents === undefined ? 0 : (balloonCents[plan] ?? 0);
    const after = allAfter && balloon > 0;
    const instalment = isPlain(cents, ppm, length, balloon) ? fastInstalment(cents, ppm, length, balloon, after) : null;
    if (instalment === null) {
      const refusal = carefulPlan(columns, plans, plan);
      if (refusal !== null) return refusal;
    } else {
      plans.instalmentCents[plan] = instalment;
      work.rates[plan] = monthRate(ppm);
      work.lengths[plan] = after ? length + 1 : length;
    }
    clearBeyond(plans, plan, after ? length + 1 : length);
  }
  const { lengths } = work;
  let plan = 0;
  while (plan < count) {
    // Length 0 marks a plan that went by the careful road.
    const four = plan + 3 < count && lengths[plan] !== 0 && lengths[plan + 1] !== 0 && lengths[plan + 2] !== 0 && lengths[plan + 3] !== 0;
    if (four) fourPlans(work, plan);
    else if (lengths[plan] !== 0) finishPlan(work, plan, 0, principalCents[plan] ?? 0);
    plan += four ? 4 : 1;
  }
  return plans;
}
