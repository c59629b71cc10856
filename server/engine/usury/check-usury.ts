import { isBag } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { readDecimal, textOfUnits, unitsAt } from '../rate/read-decimal.ts';
import { findSurcharge, findThreshold } from './find-threshold.ts';
import type { SurchargeRow, ThresholdQuestion, UsuryRow } from './find-threshold.ts';
import { usuryThreshold } from './threshold.ts';

export interface UsuryQuestion extends ThresholdQuestion {
  /** TEG of the credit, per cent a year, at full precision (`exactPct` of `teg`). */
  readonly tegPct?: string | number | undefined;
  /** Yearly rate of default interest, per cent: compared with the threshold of default interest. */
  readonly defaultRatePct?: string | number | undefined;
}

/** One comparison. A rate is usurious when it is above the threshold; equal is still lawful (art. 644 c.p.: "oltre il limite"). */
export interface UsuryVerdict {
  readonly ratePct: string;
  readonly thresholdPct: string;
  readonly usurious: boolean;
  /** Threshold less rate, in points: negative when above. */
  readonly marginPct: string;
}

export type UsuryAnswer =
  | {
      readonly ok: true;
      readonly quarter: string;
      readonly tegmPct: string;
      readonly credit?: UsuryVerdict;
      readonly defaultInterest?: UsuryVerdict & { readonly surchargePct: string };
    }
  | Refusal;

const decimalsKept = 18;

function verdict(rate: unknown, thresholdPct: string, path: string): ({ readonly ok: true } & UsuryVerdict) | Refusal {
  const asked = readDecimal(rate, path);
  if (!asked.ok) return asked;
  const limit = readDecimal(thresholdPct, path);
  if (!limit.ok) return limit;
  const rateUnits = unitsAt(asked, decimalsKept);
  const margin = unitsAt(limit, decimalsKept) - rateUnits;
  return {
    ok: true,
    ratePct: textOfUnits(rateUnits, decimalsKept, 2),
    thresholdPct,
    usurious: margin < 0n,
    marginPct: textOfUnits(margin, decimalsKept, 4),
  };
}

const withoutOk = ({ ratePct, thresholdPct, usurious, marginPct }: UsuryVerdict): UsuryVerdict => ({ ratePct, thresholdPct, usurious, marginPct });

/**
 * Compares the TEG with the usury threshold of its category, size and day, and the rate of default interest with the
 * threshold of TEGM plus surcharge (Cass. S.U. 19597/2020). At least one of the two rates is asked; refusals as
 * `findThreshold` and `findSurcharge`.
 */
export function checkUsury(rows: readonly UsuryRow[], surcharges: readonly SurchargeRow[], question: UsuryQuestion): UsuryAnswer {
  const found = findThreshold(rows, question);
  if (!found.ok) return found;
  if (!isBag(question)) return refuse('missing', 'tegPct');
  const { tegPct, defaultRatePct } = question;
  if (tegPct === undefined && defaultRatePct === undefined) return refuse('missing', 'tegPct');
  const credit = tegPct === undefined ? null : verdict(tegPct, found.thresholdPct, 'tegPct');
  if (credit !== null && !credit.ok) return credit;
  const answer = { ok: true as const, quarter: found.quarter, tegmPct: found.tegmPct, ...(credit === null ? {} : { credit: withoutOk(credit) }) };
  if (defaultRatePct === undefined) return answer;
  const surcharge = findSurcharge(surcharges, question.category, question.date);
  if (!surcharge.ok) return surcharge;
  const threshold = usuryThreshold({ tegmPct: found.tegmPct, surchargePct: surcharge.surchargePct });
  if (!threshold.ok) return threshold;
  const compared = verdict(defaultRatePct, threshold.thresholdPct, 'defaultRatePct');
  return compared.ok ? { ...answer, defaultInterest: { ...withoutOk(compared), surchargePct: surcharge.surchargePct } } : compared;
}
