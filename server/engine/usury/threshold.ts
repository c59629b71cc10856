import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { readDecimal, textOfUnits, unitsAt } from '../rate/read-decimal.ts';

/**
 * Usury threshold of an average rate, both integer ppm: min(TEGM × 1.25 + 4 points, TEGM + 8 points), L. 108/1996 art. 2
 * c. 4 as amended by D.L. 70/2011 art. 8 c. 5 d), for terms agreed from 14 May 2011. A quarter of a ppm is exact in floats:
 * nothing is rounded. The cap binds from 16 % up.
 */
export function usuryThresholdPpm(tegmPpm: number): number {
  return typeof tegmPpm === 'number' ? Math.min(tegmPpm * 1.25 + 40_000, tegmPpm + 80_000) : Number.NaN;
}

export type ThresholdAnswer = { readonly ok: true; readonly thresholdPct: string } | Refusal;

const decimalsKept = 18;
const pointsAt = (points: bigint): bigint => unitsAt({ ok: true, units: points, decimals: 0 }, decimalsKept);

function thresholdOf(average: bigint): string {
  // In quarters, so that 5/4 stays whole.
  const linear = average * 5n + 4n * pointsAt(4n);
  const capped = 4n * (average + pointsAt(8n));
  const quarters = linear < capped ? linear : capped;
  return textOfUnits(quarters * 25n, decimalsKept + 2, 4);
}

/**
 * Usury threshold in decimal text, exact, four decimals at least as the decrees print them: 11.03 → '17.7875'. The average
 * rate (TEGM) is decimal text or a number, 0 to below 1,000 %. `surchargePct` is added to it first: the threshold of
 * default interest is that of TEGM plus the average surcharge on default rates which the decrees publish (Cass. S.U.
 * 19597/2020). That the cap of eight points holds there too follows from reading the rule as a whole; the ruling does not say.
 */
export function usuryThreshold(question: { readonly tegmPct: string | number; readonly surchargePct?: string | number | undefined }): ThresholdAnswer {
  const fields: Readonly<Record<string, unknown>> = typeof question === 'object' && question !== null ? { ...question } : {};
  const tegm = readDecimal(fields['tegmPct'], 'tegmPct');
  if (!tegm.ok) return tegm;
  const surcharge = fields['surchargePct'] === undefined ? null : readDecimal(fields['surchargePct'], 'surchargePct');
  if (surcharge !== null && !surcharge.ok) return surcharge;
  if (tegm.units < 0n) return refuse('rate_out_of_range', 'tegmPct', 0);
  if (surcharge !== null && surcharge.units < 0n) return refuse('rate_out_of_range', 'surchargePct', 0);
  const average = unitsAt(tegm, decimalsKept) + (surcharge === null ? 0n : unitsAt(surcharge, decimalsKept));
  if (average >= pointsAt(1000n)) return refuse('rate_out_of_range', 'tegmPct');
  return { ok: true, thresholdPct: thresholdOf(average) };
}
