import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing } from '../index.ts';
import { buildPlan, dayCounts, levelPlansBatch, levelRows } from '../plans.ts';
import type { LevelColumns, PlanTerms } from '../plans.ts';
import { exactRows } from '../proof/exact-plan.ts';
import { anyTerms } from '../proof/sample-terms.ts';
import { cases, seeds } from '../proof/seeds.ts';

const money = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 10_000, max: 20_000_000 }), fc.integer({ min: 1, max: 100_000_000_000 }));
const ppm = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 250_000 }), fc.integer({ min: 1, max: 9_999_999 }));
const length = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 600 }));

const plain: PlanTerms = {
  principalCents: 120_000, nominalRatePpm: 60_000, rows: 12, start: '2024-01-31', every: 1, unit: 'month', monthEnd: 'clamp', dayCount: '30/360-period',
  amortisation: 'level', interestOn: 'declining', mode: 'arrears', rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};

/** Terms over the whole range of values, combined without care for sense: what has no plan is refused. */
const wildTerms: fc.Arbitrary<PlanTerms> = fc
  .record({
    principalCents: money, nominalRatePpm: ppm, rows: length, every: fc.integer({ min: 1, max: 13 }), unit: fc.constantFrom('month' as const, 'week' as const, 'day' as const),
    startDay: fc.integer({ min: 10, max: 31 }), monthEnd: fc.constantFrom('clamp' as const, 'last-day' as const, 'roll' as const),
    dayCount: fc.constantFrom(...dayCounts), amortisation: fc.constantFrom('level' as const, 'equal-principal' as const, 'interest-only' as const, 'bullet' as const),
    interestOn: fc.constantFrom('declining' as const, 'declining' as const, 'flat' as const), mode: fc.constantFrom('arrears' as const, 'advance' as const),
    balloonShare: fc.constantFrom(0, 0, 20, 60, 100), balloonAfterLastRow: fc.boolean(), gracePrincipalRows: fc.constantFrom(0, 0, 1, 3), graceInterestRows: fc.constantFrom(0, 0, 2),
    downPaymentPpm: fc.constantFrom(0, 0, 200_000), firstDue: fc.constantFrom(undefined, '2024-03-05', '2024-02-29', '2025-01-01'),
    firstPeriod: fc.constantFrom(undefined, 'in-row' as const, 'one-period' as const, 'paid' as const, 'capitalised' as const),
    rounding: fc.record({ mode: fc.constantFrom('half-up' as const, 'half-even' as const), instalmentMultipleCents: fc.constantFrom(1, 1, 100, 5000), residue: fc.constantFrom('last' as const, 'first' as const, 'correction-pass' as const) }),
  })
  .map(({ startDay, balloonShare, firstDue, ...terms }) => ({
    ...terms,
    start: `2024-01-${startDay}`,
    firstDueDate: firstDue,
    balloonCents: Math.floor((terms.principalCents * balloonShare) / 100),
  }));

describe.each(seeds)('any plan (seed %i)', (seed) => {
  it('repays the amount financed, ends at nothing, and every row adds up', () => {
    fc.assert(
      fc.property(wildTerms, (terms) => {
        const made = buildPlan(terms);
        if (!made.ok) {
          expect(made.path).not.toBe('');
          return;
        }
        const { rows, totals, amountFinancedCents, taegFlows } = made.plan;
        expect(totals.principalCents).toBe(amountFinancedCents);
        expect(rows[rows.length - 1]?.balanceCents).toBe(0);
        let owed = amountFinancedCents;
        const wrong = rows.filter((row) => {
          owed -= row.principalCents;
          return row.balanceCents !== owed || row.dueCents !== row.principalCents + row.interestCents + row.feeCents;
        });
        expect(wrong).toEqual([]);
        expect(totals.dueCents).toBe(totals.principalCents + totals.interestCents + totals.feeCents);
        expect(taegFlows.reduce((sum, flow) => sum + flow.cents, 0)).toBe(totals.dueCents - amountFinancedCents);
      }),
      { seed, numRuns: cases(600, 200_000) },
    );
  });

  it('is that of priceFinancing for its plans', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const priced = priceFinancing(terms);
        const balloonCents = terms.plan.kind === 'balloon' ? terms.plan.balloonCents : 0;
        const after = terms.plan.kind === 'balloon' && terms.plan.balloonAt === 'one-period-after';
        if (!priced.ok || (after && balloonCents === 0)) return;
        const { amountFinancedCents, instalmentCents, rows } = priced.figures;
        const made = buildPlan({ ...plain, principalCents: amountFinancedCents, nominalRatePpm: terms.nominalRatePpm, rows: terms.termMonths, start: terms.startDate, balloonCents, balloonAfterLastRow: after });
        if (!made.ok) throw new Error(`${made.refusal} ${made.path}`);
        expect(made.plan.instalmentCents).toBe(instalmentCents);
        const bare = (list: readonly { dueDate: string; principalCents: number; interestCents: number; balanceCents: number }[]) =>
          list.map((row) => [row.dueDate, row.principalCents, row.interestCents, row.balanceCents].join(' '));
        expect(bare(made.plan.rows)).toEqual(bare(rows));
      }),
      { seed, numRuns: cases(200, 20_000) },
    );
  });

  const levelTerms = fc.tuple(money, ppm, length, fc.integer({ min: 0, max: 100 }), fc.boolean());

  it('is given alike by the fast rows', () => {
    fc.assert(
      fc.property(levelTerms, ([principalCents, nominalRatePpm, rows, share, after]) => {
        const balloonCents = Math.floor((principalCents * share) / 99);
        const fast = levelRows(principalCents, nominalRatePpm, rows, balloonCents, after);
        const made = buildPlan({ ...plain, principalCents, nominalRatePpm, rows, balloonCents, balloonAfterLastRow: after });
        if (!made.ok || !fast.ok) {
          expect(fast).toEqual(made);
          return;
        }
        expect(fast.instalmentCents).toBe(made.plan.instalmentCents);
        expect(fast.rows).toEqual(made.plan.rows.map((row) => ({ principalCents: row.principalCents, interestCents: row.interestCents, balanceCents: row.balanceCents })));
      }),
      { seed, numRuns: cases(400, 100_000) },
    );
  });

  it('is given to the cent by the fast rows where halves of a cent are common', () => {
    // Whole twelfths of a per cent on round amounts: many interests end on exactly half a cent.
    const round = fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 84 }));
    fc.assert(
      fc.property(round, ([fifties, points, rows]) => {
        const [principalCents, nominalRatePpm] = [fifties * 5000, points * 6000];
        const fast = levelRows(principalCents, nominalRatePpm, rows);
        const exact = exactRows({ principalCents, ratePpm: nominalRatePpm, rows, balloonCents: 0, balloonMonth: rows });
        expect(fast.ok && fast.rows.map((row) => [row.principalCents, row.interestCents])).toEqual(exact.map((row) => [row.principalCents, row.interestCents]));
      }),
      { seed, numRuns: cases(300, 50_000) },
    );
  });

  it('is given alike by the batch', () => {
    const small = fc.tuple(fc.integer({ min: 1, max: 1_073_741_823 }), ppm, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(fc.array(small, { maxLength: 13 }), fc.boolean(), (plans, after) => {
        const columns: LevelColumns = {
          principalCents: Float64Array.from(plans, (plan) => plan[0]),
          nominalRatePpm: Int32Array.from(plans, (plan) => plan[1]),
          rows: Int32Array.from(plans, (plan) => plan[2]),
          balloonCents: Float64Array.from(plans, (plan) => Math.floor((plan[0] * plan[3]) / 110)),
          balloonAfterLastRow: after,
        };
        const batch = levelPlansBatch(columns);
        const single = plans.map((plan, index) => levelRows(plan[0], plan[1], plan[2], columns.balloonCents?.[index], after));
        const refused = single.findIndex((each) => !each.ok);
        if (!batch.ok || refused >= 0) {
          const expected = single[refused];
          expect(batch).toEqual(expected === undefined || expected.ok ? 'made' : { ...expected, path: `${expected.path}.${refused}` });
          return;
        }
        for (const [index, each] of single.entries()) {
          if (!each.ok) continue;
          const at = index * batch.stride;
          const beyond = Array.from({ length: batch.stride - each.rows.length }, () => 0);
          expect(batch.instalmentCents[index]).toBe(each.instalmentCents);
          expect([...batch.principalCents.subarray(at, at + batch.stride)]).toEqual([...each.rows.map((row) => row.principalCents), ...beyond]);
          expect([...batch.interestCents.subarray(at, at + batch.stride)]).toEqual([...each.rows.map((row) => row.interestCents), ...beyond]);
        }
        expect(batch.instalmentCents.length).toBe(plans.length);
      }),
      { seed, numRuns: cases(300, 20_000) },
    );
  });
});

describe('a batch written again', () => {
  it('leaves nothing of the earlier one', () => {
    const columns = { principalCents: Float64Array.of(120_000, 500_000, 70_000, 90_000, 33), nominalRatePpm: new Int32Array(5).fill(60_000), rows: Int32Array.of(6, 6, 6, 6, 6) };
    const first = levelPlansBatch(columns);
    if (!first.ok) throw new Error(first.refusal);
    columns.rows.set([3, 6, 2, 6, 1]);
    const again = levelPlansBatch(columns, first);
    expect(again).toBe(first);
    expect(again).toEqual(levelPlansBatch(columns));
  });
});
