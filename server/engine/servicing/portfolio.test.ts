import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import { runs, seeds } from '../proof/seeds.ts';
import { agePortfolio, defaultInterest, portfolioAnswers } from '../servicing.ts';
import type { PortfolioColumns, PortfolioRules } from '../servicing.ts';

interface Sample {
  readonly rows: readonly { readonly day: number; readonly cents: number }[];
  readonly ratePpm: number;
  readonly graceDays: number;
}

const today = toDayNumber('2026-11-22');

function columnsOf(contracts: readonly Sample[]): PortfolioColumns {
  const ends = contracts.reduce<number[]>((list, contract) => [...list, (list.at(-1) ?? 0) + contract.rows.length], [0]);
  return {
    firstRow: Int32Array.from(ends),
    dueDay: Int32Array.from(contracts.flatMap((contract) => contract.rows.map((row) => row.day))),
    unpaidCents: Int32Array.from(contracts.flatMap((contract) => contract.rows.map((row) => row.cents))),
    ratePpm: Int32Array.from(contracts.map((contract) => contract.ratePpm)),
    graceDays: Uint8Array.from(contracts.map((contract) => contract.graceDays)),
  };
}

const sample = fc.record({
  rows: fc
    .array(fc.record({ day: fc.integer({ min: today - 4_000, max: today + 60 }), cents: fc.oneof(fc.nat(80_000), fc.constant(2_147_483_647)) }), { maxLength: 4 })
    .map((rows) => rows.toSorted((one, other) => one.day - other.day)),
  ratePpm: fc.oneof(fc.integer({ min: 0, max: 250_000 }), fc.constant(9_999_999)),
  graceDays: fc.constantFrom(0, 5, 30),
});

const rules: PortfolioRules = { today, graceCounts: 'from-due-date', bucketsFrom: [1, 31, 61, 91] };

describe('agePortfolio', () => {
  it.each(seeds)('answers for each contract what defaultInterest answers for it alone (seed %i)', (seed) => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 12 }), fc.constantFrom('from-due-date', 'after-grace'), (contracts, graceCounts) => {
        const answers = portfolioAnswers(contracts.length);
        const totals = agePortfolio(columnsOf(contracts), { ...rules, graceCounts }, answers);
        let interest = 0;
        for (const [index, contract] of contracts.entries()) {
          const single = defaultInterest({
            rows: contract.rows.map(({ day, cents }, number) => ({ number, dueDate: fromDayNumber(day), cents })),
            until: fromDayNumber(today),
            terms: { rates: [{ from: '2000-01-01', ratePpm: contract.ratePpm }], graceDays: contract.graceDays, graceCounts },
          });
          if (!single.ok) throw new Error(single.path);
          const bucket = single.daysPastDue === 0 ? 0 : single.daysPastDue <= 30 ? 1 : single.daysPastDue <= 60 ? 2 : single.daysPastDue <= 90 ? 3 : 4;
          expect([answers.interestCents[index], answers.daysPastDue[index], answers.overdueCents[index], answers.bucket[index]]).toEqual([single.totalCents, single.daysPastDue, single.unpaidCents, bucket]);
          interest += single.totalCents;
        }
        expect(totals.interestCents).toBe(interest);
      }),
      { numRuns: runs(100), seed },
    );
  });

  it('decides exact halves up and quotients just below a whole', () => {
    // 365,000,000 = 1,000 cents × 365,000 ppm × 1 day: one cent; half of it rounds up; one less does not.
    const rows = [1_000, 500, 499].map((cents) => ({ rows: [{ day: today - 1, cents }], ratePpm: 365_000, graceDays: 0 }));
    const answers = portfolioAnswers(3);
    agePortfolio(columnsOf(rows), rules, answers);
    expect([...answers.interestCents]).toEqual([1, 1, 0]);
  });

  it('charges nothing on the last day of grace and the whole time on the day after', () => {
    const rows = [5, 6].map((days) => ({ rows: [{ day: today - days, cents: 36_500 }], ratePpm: 100_000, graceDays: 5 }));
    const answers = portfolioAnswers(2);
    agePortfolio(columnsOf(rows), rules, answers);
    expect([...answers.interestCents]).toEqual([0, 60]);
    agePortfolio(columnsOf(rows), { ...rules, graceCounts: 'after-grace' }, answers);
    expect([...answers.interestCents]).toEqual([0, 10]);
  });

  it('leaves the float for big integers where the product is too large for it', () => {
    // In floats the product of these three rounds up across a half and the interest is a cent too much.
    const rows = [{ rows: [{ day: today - 20_000, cents: 2_147_482_377 }], ratePpm: 9_999_999, graceDays: 0 }];
    const answers = portfolioAnswers(1);
    agePortfolio(columnsOf(rows), rules, answers);
    expect(answers.interestCents[0]).toBe(1_176_702_554_658);
  });

  it('an empty portfolio and one without thresholds', () => {
    expect(agePortfolio(columnsOf([]), rules, portfolioAnswers(0))).toEqual({ overdueContracts: 0, overdueCents: 0, interestCents: 0 });
    const answers = portfolioAnswers(1);
    agePortfolio(columnsOf([{ rows: [{ day: today - 100, cents: 1 }], ratePpm: 1, graceDays: 0 }]), { ...rules, bucketsFrom: [] }, answers);
    expect(answers.bucket[0]).toBe(0);
  });
});
