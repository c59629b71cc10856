/** Groups a payment plan by years of the contract, for the strip and its table. Pure. */

/** A row of the plan, as the engine and the contracts give it; amounts in cents. */
export interface StripRow {
  readonly number: number;
  readonly dueDate: string;
  readonly principalCents: number;
  readonly interestCents: number;
  readonly feeCents: number;
  readonly dueCents: number;
}

export interface StripYear {
  /** 1 for the first twelve rows. */
  readonly year: number;
  /** Principal of the ordinary instalments. */
  readonly principalCents: number;
  /** Interest and fees together: what the credit costs. */
  readonly costCents: number;
  /** The balloon that falls due in this year, 0 otherwise. */
  readonly balloonCents: number;
}

/**
 * Years of twelve rows each. The balloon is told apart from the principal of the row that carries it (the last one), and
 * a balloon due alone as row n + 1 stays in the year of row n. The sums of all years are the sums of the plan.
 */
export function stripYears(rows: readonly StripRow[], balloonCents: number): StripYear[] {
  const years: { year: number; principalCents: number; costCents: number; balloonCents: number }[] = [];
  const last = rows.length - 1;
  for (const [index, row] of rows.entries()) {
    const balloon = index === last ? Math.min(balloonCents, row.principalCents) : 0;
    const alone = balloon > 0 && balloon === row.principalCents && index % 12 === 0 && index > 0;
    const year = Math.floor((alone ? index - 1 : index) / 12) + 1;
    const entry = years[year - 1] ?? { year, principalCents: 0, costCents: 0, balloonCents: 0 };
    years[year - 1] = entry;
    entry.principalCents += row.principalCents - balloon;
    entry.costCents += row.interestCents + row.feeCents;
    entry.balloonCents += balloon;
  }
  return years;
}
