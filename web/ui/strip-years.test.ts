import { describe, expect, test } from 'vitest';
import { stripYears } from './strip-years.ts';
import type { StripRow } from './strip-years.ts';

function rows(count: number, lastPrincipalCents = 100): StripRow[] {
  return Array.from({ length: count }, (_, index) => {
    const principalCents = index === count - 1 ? lastPrincipalCents : 100;
    return { number: index + 1, dueDate: '2027-01-01', principalCents, interestCents: 10, feeCents: 1, dueCents: principalCents + 11 };
  });
}

describe('the plan grouped by years', () => {
  test('a level plan has twelve rows in each year', () => {
    expect(stripYears(rows(24), 0)).toEqual([
      { year: 1, principalCents: 1200, costCents: 132, balloonCents: 0 },
      { year: 2, principalCents: 1200, costCents: 132, balloonCents: 0 },
    ]);
  });

  test('a balloon inside the last row is told apart from its principal', () => {
    expect(stripYears(rows(24, 5100), 5000).at(-1)).toEqual({ year: 2, principalCents: 1200, costCents: 132, balloonCents: 5000 });
  });

  test('a balloon alone after the last instalment stays in its year', () => {
    expect(stripYears(rows(25, 5000), 5000)).toEqual([
      { year: 1, principalCents: 1200, costCents: 132, balloonCents: 0 },
      { year: 2, principalCents: 1200, costCents: 143, balloonCents: 5000 },
    ]);
  });

  test('a broken year is a short year', () => {
    expect(stripYears(rows(30), 0).map((year) => year.principalCents)).toEqual([1200, 1200, 600]);
  });

  test('no row, no year', () => {
    expect(stripYears([], 5000)).toEqual([]);
  });

  test.each([1, 12, 13, 37, 48, 49, 61, 120])('the years of %i rows add up to the plan', (count) => {
    const plan = rows(count, 7100);
    const years = stripYears(plan, 7000);
    const principal = years.reduce((sum, year) => sum + year.principalCents + year.balloonCents, 0);
    const cost = years.reduce((sum, year) => sum + year.costCents, 0);
    expect([principal, cost]).toEqual([plan.reduce((sum, row) => sum + row.principalCents, 0), count * 11]);
  });
});
