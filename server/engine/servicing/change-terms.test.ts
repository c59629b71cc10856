import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlan } from '../plans.ts';
import { anyContract, contractOf, dayOf } from '../proof/servicing-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';
import { changeRate, reAmortise } from '../servicing.ts';
import type { ServicedContract } from '../servicing.ts';

const small = contractOf({ principalCents: 10_000, nominalRatePpm: 70_000, rows: 6, start: '2024-01-01' });

const table = (contract: ServicedContract): (readonly [string, number, number, number, number])[] =>
  contract.rows.map((row) => [row.dueDate, row.principalCents, row.interestCents, row.dueCents, row.balanceCents]);

describe('changeRate', () => {
  it('starts from the plan of Apache Fineract, LoanInterestRateChange.feature: 100 at 7 % in 6 months', () => {
    expect(small.rows.map((row) => row.dueCents)).toEqual([1701, 1701, 1701, 1701, 1701, 1700]);
  });

  it('from a due day gives the rows of scenario C3217, 7 % to 4 % after the first row', () => {
    const changed = changeRate({ contract: small, on: '2024-02-01', ratePpm: 40_000, keep: 'term' });
    expect(changed.ok && changed.instalmentCents).toBe(1688);
    expect(changed.ok && table(changed.contract)).toEqual([
      ['2024-03-01', 1660, 28, 1688, 6697],
      ['2024-04-01', 1666, 22, 1688, 5031],
      ['2024-05-01', 1671, 17, 1688, 3360],
      ['2024-06-01', 1677, 11, 1688, 1683],
      ['2024-07-01', 1683, 6, 1689, 0],
    ]);
  });

  it('inside a row gives the rows of scenario C3916, where the row bears both rates', () => {
    const changed = changeRate({ contract: small, on: '2024-02-16', ratePpm: 40_000, keep: 'term' });
    expect(changed.ok && table(changed.contract)).toEqual([
      ['2024-03-01', 1652, 38, 1690, 6705],
      ['2024-04-01', 1668, 22, 1690, 5037],
      ['2024-05-01', 1673, 17, 1690, 3364],
      ['2024-06-01', 1679, 11, 1690, 1685],
      ['2024-07-01', 1685, 6, 1691, 0],
    ]);
  });

  it('keeps the instalment and shortens or lengthens nothing but the last rows', () => {
    const changed = changeRate({ contract: contractOf(), on: '2028-12-05', ratePpm: 20_000, keep: 'instalment' });
    expect(changed.ok).toBe(true);
    if (!changed.ok) return;
    const dues = changed.contract.rows.map((row) => row.dueCents);
    expect(dues.slice(0, -1)).toEqual(dues.slice(1).map(() => contractOf().instalmentCents));
    expect(dues.at(-1)).toBeLessThan(contractOf().instalmentCents ?? 0);
    expect(dues.length).toBeLessThan(24);
  });

  it('from 28 February to 31 March is one whole period under 30/360-period, whatever day the contract aims at', () => {
    const monthEnds = contractOf({ start: '2027-01-31', rows: 12 });
    const changed = changeRate({ contract: monthEnds, on: '2027-02-28', ratePpm: 69_500, keep: 'term' });
    expect(changed.ok && table(changed.contract)).toEqual(table({ ...monthEnds, rows: monthEnds.rows.slice(1) }));
  });

  it('refuses what it cannot change, by name', () => {
    const contract = contractOf();
    expect(changeRate({ contract, on: '2030-12-05', ratePpm: 1, keep: 'term' })).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'on' });
    expect(changeRate({ contract, on: '2030-12-06', ratePpm: 1, keep: 'term' })).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'on' });
    expect(changeRate({ contract, on: '2027-01-05', ratePpm: -1, keep: 'term' })).toMatchObject({ refusal: 'rate_out_of_range', path: 'ratePpm' });
    const quarterly = contractOf({ capitalisation: { every: 3, unit: 'month' } });
    expect(changeRate({ contract: quarterly, on: '2027-01-05', ratePpm: 1, keep: 'term' })).toMatchObject({ path: 'contract.terms.capitalisation' });
    const payingNothing = { ...small, terms: { ...small.terms, weights: small.rows.map(() => 0) } };
    expect(changeRate({ contract: payingNothing, on: '2024-02-01', ratePpm: 1, keep: 'term' })).toMatchObject({ refusal: 'choice_not_consistent', path: 'contract.terms.weights' });
  });
});

describe('the rest of a plan', () => {
  it.each(seeds)('on any day adds up to the capital left and ends at nothing (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.double({ min: 0, max: 0.95, noNaN: true }), fc.integer({ min: 0, max: 150_000 }), fc.constantFrom('term', 'instalment'), (contract, share, ratePpm, keep) => {
        const changed = changeRate({ contract, on: dayOf(contract, share), ratePpm, keep });
        if (!changed.ok) return ['date_out_of_range', 'instalment_not_positive', 'choice_not_consistent'].includes(changed.refusal);
        const { rows, terms } = changed.contract;
        const repaid = rows.reduce((sum, row) => sum + row.principalCents, 0);
        const numbers = rows.map((row) => row.number);
        return repaid === terms.principalCents && rows.at(-1)?.balanceCents === 0 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
      }),
      { numRuns: runs(60), seed },
    );
  });

  it.each(seeds)('is the plan that buildPlan makes of the capital and rows left, when its own terms can say the days (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.nat(), (contract, pick) => {
        const { terms, rows } = contract;
        const at = pick % rows.length;
        const row = rows[at];
        const sayable = terms.start.slice(8) < '28' && terms.firstDueDate === undefined && terms.dayCount !== 'act/act-isma' && terms.graceInterestRows === 0;
        // A balloon above what is owed is brought down to it after signing; a new plan would keep its words.
        if (row === undefined || !sayable || row.balanceCents < (terms.balloonCents ?? 0) || rows.length - at - (terms.balloonAfterLastRow === true ? 2 : 1) < 1) return true;
        const changed = reAmortise({ contract, on: row.dueDate, repaidCents: 0, keep: 'term' });
        const plain = { ...terms, start: row.dueDate, principalCents: row.balanceCents, rows: terms.rows - at - 1, gracePrincipalRows: Math.max(0, (terms.gracePrincipalRows ?? 0) - at - 1), charges: undefined };
        const again = buildPlan(plain);
        if (!changed.ok || !again.ok) return !changed.ok && !again.ok;
        const amounts = (each: typeof rows): unknown => each.map(({ dueDate, principalCents, interestCents, balanceCents }) => [dueDate, principalCents, interestCents, balanceCents]);
        expect(amounts(changed.contract.rows)).toEqual(amounts(again.plan.rows));
        return true;
      }),
      { numRuns: runs(60), seed },
    );
  });

  it.each(seeds)('at the same rate on a due day keeps the due dates, the interest of the next row, and of every row on the same balance (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.nat(), (contract, pick) => {
        const row = contract.rows[pick % contract.rows.length];
        if (row === undefined) return true;
        const changed = changeRate({ contract, on: row.dueDate, ratePpm: contract.terms.nominalRatePpm, keep: 'term' });
        if (!changed.ok || contract.terms.interestOn === 'flat' || contract.terms.graceInterestRows !== 0) return true;
        return changed.contract.rows.every((next) => {
          const old = contract.rows.find((each) => each.number === next.number);
          const before = changed.contract.rows.find((each) => each.number === next.number - 1)?.balanceCents ?? row.balanceCents;
          const oldBefore = contract.rows.find((each) => each.number === next.number - 1)?.balanceCents;
          return old?.dueDate === next.dueDate && (before !== oldBefore || next.interestCents === old.interestCents);
        });
      }),
      { numRuns: runs(50), seed },
    );
  });
});
