import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { fastInstalment, half, monthRate } from './fast-level.ts';
import { roundAccruals, growthOver } from './growth.ts';
import type { Frame } from './frame.ts';
import { levelInstalment } from './level-instalment.ts';
import { maximumPlanCents, maximumPlanRatePpm, maximumPlanRows, maximumRowCents } from './limits.ts';
import { settleResidue } from './residue.ts';
import { amountUpTo, flag, integerWithin } from '../check-fields.ts';

/** One row of a level plan. */
export interface LevelRow {
  readonly principalCents: number;
  readonly interestCents: number;
  /** Owed after the row. */
  readonly balanceCents: number;
}

export type LevelRowsResult = { readonly ok: true; readonly instalmentCents: number; readonly rows: readonly LevelRow[] } | Refusal;

const amount = amountUpTo(maximumPlanCents);
const rate = integerWithin(0, maximumPlanRatePpm, 'rate_out_of_range');
const rowCount = integerWithin(1, maximumPlanRows, 'term_out_of_range');

function faultOf(principalCents: unknown, nominalRatePpm: unknown, rows: unknown, balloonCents: unknown, after: unknown): Refusal | null {
  return (
    amount(principalCents, 'principalCents') ??
    (principalCents === 0 ? refuse('amount_not_positive', 'principalCents', 1) : null) ??
    rate(nominalRatePpm, 'nominalRatePpm') ??
    rowCount(rows, 'rows') ??
    amount(balloonCents, 'balloonCents') ??
    flag(after, 'balloonAfterLastRow')
  );
}

/** The road of every plan, for amounts and terms off the fast one. */
function carefulRows(principalCents: number, nominalRatePpm: number, rows: number, balloonCents: number, after: boolean): LevelRowsResult {
  const growth = growthOver(nominalRatePpm, [{ numerator: 1, denominator: 12 }]);
  const period = { day: 0, growth, inside: [], onDayCents: 0 };
  const frame: Frame = {
    periods: Array.from({ length: after ? rows + 1 : rows }, () => period),
    openingCents: principalCents, capitalCents: principalCents, balloonCents,
    rows, graceRows: 0, flat: false, askedEvery: 1, weights: null, rounding: 'half-up', multipleCents: 1,
  };
  const largest = principalCents + (after ? roundAccruals([{ cents: principalCents, growth }], 'half-up') : 0);
  if (balloonCents > largest) return refuse('balloon_too_large', 'balloonCents', largest);
  const instalmentCents = levelInstalment(frame);
  if (instalmentCents < 1) return refuse('instalment_not_positive', 'rows');
  const plan = instalmentCents > maximumRowCents ? null : settleResidue(frame, instalmentCents, 'last');
  if (plan === null) return refuse('amount_too_large', 'principalCents');
  const plain = plan.rows.map((row) => ({ principalCents: row.principalCents, interestCents: row.interestCents, balanceCents: row.balanceCents }));
  return { ok: true, instalmentCents, rows: plain };
}

/**
 * Rows of the plainest plan without dates or charges: `rows` equal months in arrears, interest of a twelfth of the TAN on
 * the balance, level instalment, half-up, residue in the last row; a balloon with the last row, or alone one month after
 * it. The same cents and refusals as `buildPlan`, many times faster.
 */
export function levelRows(principalCents: number, nominalRatePpm: number, rows: number, balloonCents = 0, balloonAfterLastRow = false): LevelRowsResult {
  const fault = faultOf(principalCents, nominalRatePpm, rows, balloonCents, balloonAfterLastRow);
  if (fault !== null) return fault;
  const after = balloonAfterLastRow && balloonCents > 0;
  const instalment = balloonCents > principalCents ? null : fastInstalment(principalCents, nominalRatePpm, rows, balloonCents, after);
  if (instalment === null) return carefulRows(principalCents, nominalRatePpm + 0, rows, balloonCents + 0, after);
  const growth = monthRate(nominalRatePpm);
  const last = after ? rows : rows - 1;
  const list = Array<LevelRow>(last + 1);
  // Below 2^31 and at least nothing, so `| 0` is the floor, kept in an integer register.
  let balance = principalCents | 0;
  for (let row = 0; row < last; row++) {
    const interestCents = (balance * growth + half) | 0;
    const principal = (instalment - interestCents) | 0;
    balance = (balance - principal) | 0;
    list[row] = { principalCents: principal, interestCents, balanceCents: balance };
  }
  list[last] = { principalCents: balance, interestCents: (balance * growth + half) | 0, balanceCents: 0 };
  return { ok: true, instalmentCents: instalment, rows: list };
}
