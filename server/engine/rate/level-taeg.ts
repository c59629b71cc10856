import { gridTaeg } from './grid-taeg.ts';
import { forceGuess, logOfRatio, quickExponential, yearlyGrowth } from './small-powers.ts';
import { integerPower } from '../arithmetic/power.ts';

/** What a level plan may have beside its level rows; every part is optional. */
export interface LevelExtras {
  /** Whole periods from the drawdown to the first row: 1 unless said. */
  readonly first?: number;
  /** Years left over before every payment: the odd days of the first period. */
  readonly leftover?: number;
  /** Paid with the first row on top of the level. */
  readonly firstExtra?: number;
  /** One more payment and the whole periods from the drawdown to it: the balloon. */
  readonly last?: number;
  readonly lastAt?: number;
  /** Periods in a year: 12 unless said. */
  readonly perYear?: number;
}

const noExtras: LevelExtras = {};

/** Whole periods up to which a plan can reach. */
const mostPeriods = 120_000;

function areExtras(extras: LevelExtras): boolean {
  if (extras === noExtras) return true;
  if (typeof extras !== 'object' || extras === null) return false;
  const { first = 1, leftover = 0, firstExtra = 0, last = 0, lastAt = 0, perYear = 12 } = extras;
  const places = Number.isSafeInteger(first) && first >= 0 && first <= mostPeriods && Number.isSafeInteger(lastAt) && lastAt >= 0 && lastAt <= mostPeriods;
  return places && typeof leftover === 'number' && typeof firstExtra === 'number' && typeof last === 'number' && typeof perYear === 'number';
}

function byGrid(drawn: number, level: number, rows: number, extras: LevelExtras): number {
  const { first = 1, leftover = 0, firstExtra = 0, last = 0, lastAt = 0, perYear = 12 } = extras;
  const payments = new Float64Array(Math.max(first + rows, lastAt + 1));
  for (let row = 0; row < rows; row++) payments[first + row] = level;
  payments[first] = (payments[first] ?? 0) + firstExtra;
  payments[lastAt] = (payments[lastAt] ?? 0) + last;
  return gridTaeg(drawn, payments, payments.length, leftover, perYear);
}

/**
 * TAEG (a fraction) of one drawdown repaid by `rows` level payments, one a period, with or without a balloon, an odd
 * first period and an extra on the first row. The annuity and its derivative come from doublings, log₂(rows) steps of
 * sums of positive terms: nothing cancels at any rate, zero included. NaN when there is no rate, or for arguments that are none. Error below 10^-10.
 */
export function levelTaeg(drawn: number, level: number, rows: number, extras: LevelExtras = noExtras): number {
  if (typeof drawn !== 'number' || typeof level !== 'number' || typeof rows !== 'number' || !areExtras(extras)) return Number.NaN;
  const { first = 1, leftover = 0, firstExtra = 0, last = 0, lastAt = 0, perYear = 12 } = extras;
  const sum = level * rows + firstExtra + last;
  if (!(drawn > 0 && level > 0 && firstExtra >= 0 && last >= 0 && sum < Infinity && rows >= 1 && rows <= 600 && Number.isSafeInteger(rows))) {
    return rows >= 1 && rows <= 600 && Number.isSafeInteger(rows) ? byGrid(drawn, level, rows, extras) : Number.NaN;
  }
  const steps = (rows * (rows - 1)) / 2;
  const moment = level * (rows * first + steps) + firstExtra * first + last * lastAt;
  const squares = level * (rows * first * first + 2 * first * steps + (steps * (2 * rows - 1)) / 3) + firstExtra * first * first + last * lastAt * lastAt;
  const shift = leftover * perYear;
  const mean = moment / sum;
  let force = forceGuess(logOfRatio(sum, drawn), mean + shift, squares / sum - mean * mean);
  if (firstExtra === 0 && last === 0) {
    // Equal payments have no third cumulant and a known fourth, −(n⁴ − 1) / 120: with it one Newton step is enough.
    const fourth = ((rows * rows * rows * rows - 1) / 2880) * force * force * force;
    force -= (fourth * force) / (mean + shift - (squares / sum - mean * mean) * force + 4 * fourth);
  }
  for (let step = 0; step < 12; step++) {
    const v = quickExponential(-force);
    // A block holds Σ v^i, Σ i v^i and v^size for i < size = 1, 2, 4, 8 …; the blocks of the binary digits of `rows` make the annuity.
    let annuity = 0;
    let weighted = 0;
    let power = 1;
    let done = 0;
    let blockSum = 1;
    let blockWeighted = 0;
    let blockPower = v;
    for (let left = rows, size = 1; left > 0; left >>= 1, size *= 2) {
      if ((left & 1) === 1) {
        weighted += power * (blockWeighted + done * blockSum);
        annuity += power * blockSum;
        power *= blockPower;
        done += size;
      }
      blockWeighted += blockPower * (blockWeighted + size * blockSum);
      blockSum += blockPower * blockSum;
      blockPower *= blockPower;
    }
    const start = first === 1 ? v : integerPower(v, first);
    const rowsValue = start * level * annuity;
    const extraValue = start * firstExtra;
    const beyond = lastAt - first - rows;
    const lastValue = last === 0 ? 0 : last * start * (beyond >= 0 ? power * integerPower(v, beyond) : lastAt === first + rows - 1 ? power / v : integerPower(v, lastAt) / start);
    const value = rowsValue + extraValue + lastValue;
    const valueMoment = start * level * weighted + first * (rowsValue + extraValue) + lastAt * lastValue;
    const present = shift === 0 ? value : value * quickExponential(-force * shift);
    const move = logOfRatio(present, drawn) / (valueMoment / value + shift);
    force += move;
    if (move * move * (rows + first) < 1e-15) {
      const rate = yearlyGrowth(force, perYear);
      if (rate < 100 && rate > -0.98) return rate;
      break;
    }
  }
  return byGrid(drawn, level, rows, extras);
}
