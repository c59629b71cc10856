import { asksInterest, weightOf } from './frame.ts';
import type { Frame } from './frame.ts';
import { roundAccruals, roundInterest, roundShare } from './growth.ts';
import type { Accrual } from './growth.ts';
import { maximumRowCents } from './limits.ts';

/** The amounts of one row. */
export interface RowAmounts {
  readonly principalCents: number;
  readonly interestCents: number;
  /** Owed before the row, drawdowns inside the period included. */
  readonly beforeCents: number;
  /** Owed after the row, drawdowns of its day included. */
  readonly balanceCents: number;
}

/** Principal that a row wants, from its index and its interest; it gets at most the balance. */
export type PrincipalRule = (index: number, interestCents: number) => number;

/**
 * The rows, one after another: interest accrues on the balance and on what is drawn inside the period and is rounded
 * once when it is asked; the row takes the principal its rule wants, never more than the balance; the last row takes the
 * balance left, so the principals always add up to the capital. Null when an amount grows beyond all bounds.
 */
export function rowAmounts(frame: Frame, wanted: PrincipalRule): RowAmounts[] | null {
  const last = frame.periods.length - 1;
  const rows: RowAmounts[] = [];
  let balance = frame.openingCents;
  /** Accrued and not yet asked, beside the period's own. */
  let accruals: Accrual[] = [];
  for (const { growth, inside, onDayCents } of frame.periods) {
    const index = rows.length;
    const bearing = frame.flat ? frame.capitalCents : balance;
    const asks = asksInterest(frame, index);
    let interestCents = 0;
    if (asks && inside.length === 0 && accruals.length === 0) {
      interestCents = roundInterest(bearing, growth, frame.rounding);
    } else {
      accruals.push({ cents: bearing, growth }, ...inside);
      for (const drawn of inside) balance += drawn.cents;
      if (asks) {
        interestCents = roundAccruals(accruals, frame.rounding);
        accruals = [];
      }
    }
    const principalCents = index === last ? balance : Math.min(wanted(index, interestCents), balance);
    const beforeCents = balance;
    balance += onDayCents - principalCents;
    if (balance > maximumRowCents || interestCents > maximumRowCents) return null;
    rows.push({ principalCents, interestCents, beforeCents, balanceCents: balance });
  }
  return rows;
}

/** What row `index` of a level plan pays: its weight of the instalment, rounded to the cent. */
export function levelPayment(frame: Frame, instalmentCents: number, index: number): number {
  return frame.weights === null
    ? weightOf(frame, index) === 0 ? 0 : instalmentCents
    : roundShare(instalmentCents, weightOf(frame, index), 1, frame.rounding);
}

/** The rows of a level plan; `extraCents` are paid on top by the first row after the grace. */
export function levelRowAmounts(frame: Frame, instalmentCents: number, extraCents = 0): RowAmounts[] | null {
  return rowAmounts(frame, (index, interest) => {
    if (index < frame.graceRows) return 0;
    return levelPayment(frame, instalmentCents, index) + (index === frame.graceRows ? extraCents : 0) - interest;
  });
}
