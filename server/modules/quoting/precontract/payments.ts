/** The payments of a plan in words: runs of equal payments, each with its number, amount and days. Pure. */
import type { PlanRow } from '#engine';
import type { Bilingual } from './form.ts';
import { day, euro } from './plain-figures.ts';

export interface PaymentRun {
  readonly count: number;
  /** What leaves the account at each of them, fees of the row included. */
  readonly dueCents: number;
  readonly firstOn: string;
  readonly lastOn: string;
}

/** Consecutive rows that ask the same amount, together. A row that asks nothing is left out. */
export function paymentRuns(rows: readonly PlanRow[]): PaymentRun[] {
  const runs: PaymentRun[] = [];
  for (const { dueCents, dueDate } of rows) {
    if (dueCents === 0) continue;
    const last = runs.at(-1);
    if (last?.dueCents === dueCents) runs[runs.length - 1] = { ...last, count: last.count + 1, lastOn: dueDate };
    else runs.push({ count: 1, dueCents, firstOn: dueDate, lastOn: dueDate });
  }
  return runs;
}

/** One sentence for each run: "60 rate mensili di 312,45 €, dal 05/12/2026 al 05/11/2031". */
export function paymentWords(rows: readonly PlanRow[], lease: boolean): Bilingual[] {
  const one = lease ? { it: 'canone', en: 'rental' } : { it: 'rata', en: 'instalment' };
  const many = lease ? { it: 'canoni mensili', en: 'monthly rentals' } : { it: 'rate mensili', en: 'monthly instalments' };
  return paymentRuns(rows).map(({ count, dueCents, firstOn, lastOn }) =>
    count === 1
      ? { it: `1 ${one.it} di ${euro(dueCents)} il ${day(firstOn)}`, en: `1 ${one.en} of ${euro(dueCents)} on ${day(firstOn)}` }
      : { it: `${count} ${many.it} di ${euro(dueCents)}, dal ${day(firstOn)} al ${day(lastOn)}`, en: `${count} ${many.en} of ${euro(dueCents)}, from ${day(firstOn)} to ${day(lastOn)}` },
  );
}
