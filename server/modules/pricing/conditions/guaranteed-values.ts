/** Guaranteed future values of one vehicle from the grid. Pure. */
import { percentOf } from '#platform/money';

export interface ResidualRow {
  readonly ageMonths: number;
  readonly kmPerYear: number;
  readonly valuePpm: number;
}

/** Parts per million at an age between two rows of the grid, by straight line; undefined outside the grid. */
function valueAt(rows: readonly ResidualRow[], ageMonths: number): number | undefined {
  const sorted = rows.toSorted((a, b) => a.ageMonths - b.ageMonths);
  const exact = sorted.find((row) => row.ageMonths === ageMonths);
  if (exact !== undefined) return exact.valuePpm;
  const above = sorted.find((row) => row.ageMonths > ageMonths);
  const below = sorted.findLast((row) => row.ageMonths < ageMonths);
  if (above === undefined || below === undefined) return undefined;
  const share = ((above.valuePpm - below.valuePpm) * (ageMonths - below.ageMonths)) / (above.ageMonths - below.ageMonths);
  return below.valuePpm + Math.round(share);
}

/** Value by term and yearly mileage: list price × grid at the age the car will have, rounded down to 50 euro; terms outside the grid are left out. */
export function guaranteedValues(
  rows: readonly ResidualRow[],
  vehicle: { readonly ageMonths: number; readonly listPriceCents: number },
  terms: readonly number[],
): { months: number; kmPerYear: number; valueCents: number }[] {
  const kms = [...new Set(rows.map((row) => row.kmPerYear))].toSorted((a, b) => a - b);
  return terms.flatMap((months) =>
    kms.flatMap((kmPerYear) => {
      const ppm = valueAt(rows.filter((row) => row.kmPerYear === kmPerYear), vehicle.ageMonths + months);
      if (ppm === undefined) return [];
      return [{ months, kmPerYear, valueCents: Math.floor(percentOf(vehicle.listPriceCents, ppm, 'half-up') / 5000) * 5000 }];
    }),
  );
}
