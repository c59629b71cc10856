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

export type PaymentNames = 'instalments' | 'rentals' | 'rentals-and-option';

/** How the payments of a lease are named: the purchase option, when there is one, is the last of its rows. */
export const leaseWords = ({ balloonCents }: { readonly balloonCents: number }): PaymentNames => (balloonCents > 0 ? 'rentals-and-option' : 'rentals');

/** One sentence for each run: "60 rate mensili di 312,45 €, dal 05/12/2026 al 05/11/2031". */
export function paymentWords(rows: readonly PlanRow[], names: PaymentNames): Bilingual[] {
  const option = names === 'rentals-and-option' ? rows.at(-1) : undefined;
  if (option !== undefined) {
    return [
      ...paymentWords(rows.slice(0, -1), 'rentals'),
      { it: `opzione di acquisto finale di ${euro(option.dueCents)} il ${day(option.dueDate)}`, en: `final purchase option of ${euro(option.dueCents)} on ${day(option.dueDate)}` },
    ];
  }
  const lease = names === 'rentals';
  const one = lease ? { it: 'canone', en: 'rental' } : { it: 'rata', en: 'instalment' };
  const many = lease ? { it: 'canoni mensili', en: 'monthly rentals' } : { it: 'rate mensili', en: 'monthly instalments' };
  return paymentRuns(rows).map(({ count, dueCents, firstOn, lastOn }) =>
    count === 1
      ? { it: `1 ${one.it} di ${euro(dueCents)} il ${day(firstOn)}`, en: `1 ${one.en} of ${euro(dueCents)} on ${day(firstOn)}` }
      : { it: `${count} ${many.it} di ${euro(dueCents)}, dal ${day(firstOn)} al ${day(lastOn)}`, en: `${count} ${many.en} of ${euro(dueCents)}, from ${day(firstOn)} to ${day(lastOn)}` },
  );
}
