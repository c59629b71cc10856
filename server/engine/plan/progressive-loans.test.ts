import { describe, expect, it } from 'vitest';
import { buildPlan } from '../plans.ts';
import type { PlanTerms } from '../plans.ts';

/**
 * Published cent tables of progressive loans: Apache Fineract, end-to-end tests, feature "EMI calculation and repayment
 * schedule checks", part 1, by scenario number. They round half-even and adjust the instalment when the last one strays
 * (scenarios C3165 and C3166 move it, C3167 tries and keeps the first).
 */
const base: PlanTerms = {
  principalCents: 10_000, nominalRatePpm: 120_000, rows: 6, start: '2024-01-01', every: 1, unit: 'month', monthEnd: 'clamp',
  dayCount: '30/360-period', amortisation: 'level', interestOn: 'declining', mode: 'arrears',
  rounding: { mode: 'half-even', instalmentMultipleCents: 1, residue: 'correction-pass' },
};

/** Principal, interest, due, balance of each row, as printed there, in cents. */
const tables: readonly (readonly [string, Partial<PlanTerms>, readonly (readonly [number, number, number, number])[]])[] = [
  ['C3154, 30/360', {}, [[1625, 100, 1725, 8375], [1641, 84, 1725, 6734], [1658, 67, 1725, 5076], [1674, 51, 1725, 3402], [1691, 34, 1725, 1711], [1711, 17, 1728, 0]]],
  ['C3155, 30/360', { nominalRatePpm: 94_822 }, [[1634, 79, 1713, 8366], [1647, 66, 1713, 6719], [1660, 53, 1713, 5059], [1673, 40, 1713, 3386], [1686, 27, 1713, 1700], [1700, 13, 1713, 0]]],
  ['C3165, 30/360, instalment moved', { principalCents: 7500, nominalRatePpm: 123_000, rows: 5 }, [[1470, 77, 1547, 6030], [1485, 62, 1547, 4545], [1500, 47, 1547, 3045], [1516, 31, 1547, 1529], [1529, 16, 1545, 0]]],
  ['C3157, 30/360, every two months', { every: 2, rows: 3 }, [[3268, 200, 3468, 6732], [3333, 135, 3468, 3399], [3399, 68, 3467, 0]]],
  ['C3159, actual over 365', { dayCount: 'act/365f' }, [[1623, 102, 1725, 8377], [1645, 80, 1725, 6732], [1656, 69, 1725, 5076], [1675, 50, 1725, 3401], [1690, 35, 1725, 1711], [1711, 17, 1728, 0]]],
  ['C3160, actual over 365', { dayCount: 'act/365f', nominalRatePpm: 94_822 }, [[1632, 81, 1713, 8368], [1650, 63, 1713, 6718], [1659, 54, 1713, 5059], [1674, 39, 1713, 3385], [1686, 27, 1713, 1699], [1699, 13, 1712, 0]]],
  ['C3161, 30/360, a quarter paid at once', { nominalRatePpm: 50_000, rows: 5, downPaymentPpm: 250_000 }, [[2500, 0, 2500, 7500], [1488, 31, 1519, 6012], [1494, 25, 1519, 4518], [1500, 19, 1519, 3018], [1506, 13, 1519, 1512], [1512, 6, 1518, 0]]],
  ['C3166, actual over 365, every 15 days, instalment moved', { dayCount: 'act/365f', nominalRatePpm: 94_822, every: 15, unit: 'day' }, [[1651, 39, 1690, 8349], [1657, 33, 1690, 6692], [1664, 26, 1690, 5028], [1670, 20, 1690, 3358], [1677, 13, 1690, 1681], [1681, 7, 1688, 0]]],
  ['C3167, actual over 365, instalment kept', { dayCount: 'act/365f', nominalRatePpm: 156_780 }, [[1610, 133, 1743, 8390], [1638, 105, 1743, 6752], [1653, 90, 1743, 5099], [1677, 66, 1743, 3422], [1697, 46, 1743, 1725], [1725, 22, 1747, 0]]],
  // Its 30/360 counts a fortnight as 14 days of 360, ours as 2/52; actual over 360 is the same figure.
  ['C3158, every two weeks', { dayCount: 'act/360', nominalRatePpm: 94_822, every: 2, unit: 'week' }, [[1651, 37, 1688, 8349], [1657, 31, 1688, 6692], [1663, 25, 1688, 5029], [1669, 19, 1688, 3360], [1676, 12, 1688, 1684], [1684, 6, 1690, 0]]],
];

describe('progressive loans as Apache Fineract publishes them', () => {
  it.each(tables)('%s', (_name, more, table) => {
    const made = buildPlan({ ...base, ...more });
    if (!made.ok) throw new Error(`${made.refusal} ${made.path}`);
    expect(made.plan.rows.map((row) => [row.principalCents, row.interestCents, row.dueCents, row.balanceCents])).toEqual(table);
  });

  it('needs the correction: without it C3166 keeps its first instalment', () => {
    const made = buildPlan({ ...base, dayCount: 'act/365f', nominalRatePpm: 94_822, every: 15, unit: 'day', rounding: { ...base.rounding, residue: 'last' } });
    expect(made.ok && made.plan.instalmentCents).not.toBe(1690);
  });
});
