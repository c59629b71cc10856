import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#platform/civil-date';
import { divideRoundedBig } from '#platform/money';
import { runs, seeds } from '../proof/seeds.ts';
import { defaultInterest } from '../servicing.ts';
import type { DefaultInterestRequest, DefaultInterestTerms } from '../servicing.ts';

const at = (ratePpm: number, more: Partial<DefaultInterestTerms> = {}): DefaultInterestTerms => ({ rates: [{ from: '2000-01-01', ratePpm }], ...more });

const total = (request: DefaultInterestRequest): number => {
  const result = defaultInterest(request);
  if (!result.ok) throw new Error(`${result.refusal} at ${result.path}`);
  return result.totalCents;
};

describe('defaultInterest', () => {
  it('is amount × rate × days / 365, the first day out and the last in', () => {
    // A school text (knowunity, "calcolo dell'interesse"): 8,200 euro, 22 days late at 8.05 %: 39.79.
    expect(total({ rows: [{ number: 1, dueDate: '2026-03-01', cents: 820_000 }], until: '2026-03-23', terms: at(80_500) })).toBe(3_979);
    // A worked settlement (propit.it): 5,000 euro at 5.50 % from 31 December 2011 to 12 March 2012, 72 days over 365 also in a leap year: 54.25.
    expect(total({ rows: [{ number: 1, dueDate: '2011-12-31', cents: 500_000 }], until: '2012-03-12', terms: at(55_000) })).toBe(5_425);
  });

  const late = { number: 7, dueDate: '2027-01-05', cents: 36_500 };

  it('inside the grace nothing, after it from day one or from its end', () => {
    const rows = [late];
    const grace = at(100_000, { graceDays: 10 });
    expect(total({ rows, until: '2027-01-15', terms: grace })).toBe(0);
    expect(total({ rows, until: '2027-01-16', terms: grace })).toBe(110);
    expect(total({ rows, until: '2027-01-16', terms: { ...grace, graceCounts: 'after-grace' } })).toBe(10);
    // What is paid inside the grace costs nothing, the rest counts from day one.
    expect(total({ rows, payments: [{ date: '2027-01-15', cents: 18_250 }], until: '2027-01-25', terms: grace })).toBe(100);
  });

  it('the day of a payment still counts on the old amount', () => {
    expect(total({ rows: [late], payments: [{ date: '2027-01-06', cents: 36_500 }], until: '2027-03-01', terms: at(100_000) })).toBe(10);
    expect(total({ rows: [late], payments: [{ date: '2027-01-05', cents: 36_500 }], until: '2027-03-01', terms: at(100_000) })).toBe(0);
  });

  it('follows payments and rates by day, without interest on interest', () => {
    const terms: DefaultInterestTerms = { rates: [{ from: '2026-01-01', ratePpm: 100_000 }, { from: '2027-01-15', ratePpm: 50_000 }] };
    // Days 6-14 at 10 % and 15-20 at 5 % on 365 euro, then 21-31 at 5 % on 182.50.
    expect(total({ rows: [late], payments: [{ date: '2027-01-20', cents: 18_250 }], until: '2027-01-31', terms })).toBe(90 + 30 + 28);
    const twoYears = total({ rows: [late], until: '2029-01-04', terms: at(100_000) });
    expect(twoYears).toBe(7_300);
  });

  it('cuts a rate above the threshold of its day, or puts the contract rate in its place', () => {
    const thresholds = [{ from: '2027-01-01', ratePpm: 160_000 }, { from: '2027-01-16', ratePpm: 150_000 }];
    const terms = at(200_000, { thresholds });
    expect(total({ rows: [late], until: '2027-01-25', terms })).toBe(160 + 150);
    expect(total({ rows: [late], until: '2027-01-25', terms: { ...terms, aboveThreshold: 'contract-rate', contractRatePpm: 70_000 } })).toBe(140);
    const proved = defaultInterest({ rows: [late], until: '2027-01-25', terms, explain: true });
    expect(proved.ok && proved.proof?.map((line) => line.label)).toEqual(['rateCapped', 'lateStretch', 'rateCapped', 'lateStretch', 'lateRow', 'lateTotal']);
  });

  it('tells each row, the days past due and what no row could take', () => {
    const rows = [late, { number: 8, dueDate: '2027-02-05', cents: 36_500 }];
    expect(defaultInterest({ rows, payments: [{ date: '2027-02-10', cents: 40_000 }], until: '2027-02-15', terms: at(100_000) })).toEqual({
      ok: true,
      rows: [
        { number: 7, cents: 360, unpaidCents: 0, daysPastDue: 0 },
        { number: 8, cents: 95, unpaidCents: 33_000, daysPastDue: 10 },
      ],
      totalCents: 455,
      unpaidCents: 33_000,
      daysPastDue: 10,
      unallocatedCents: 0,
    });
  });

  it('refuses by name', () => {
    const request = { rows: [late], until: '2027-02-01', terms: at(100_000) };
    expect(defaultInterest({ ...request, terms: { rates: [] } })).toEqual({ ok: false, refusal: 'rule_missing', path: 'terms.rates' });
    expect(defaultInterest({ ...request, terms: { rates: [{ from: '2027-01-10', ratePpm: 1 }] } })).toEqual({ ok: false, refusal: 'rule_missing', path: 'terms.rates' });
    expect(defaultInterest({ ...request, until: '2027-02-30' })).toEqual({ ok: false, refusal: 'date_not_valid', path: 'until' });
    expect(defaultInterest({ ...request, terms: at(100_000, { aboveThreshold: 'contract-rate' }) })).toEqual({ ok: false, refusal: 'missing', path: 'terms.contractRatePpm' });
    expect(defaultInterest({ ...request, terms: at(100_000, { graceDays: -1 }) })).toEqual({ ok: false, refusal: 'number_out_of_range', path: 'terms.graceDays', nearest: 0 });
  });
});

/** The same by walking every single day. */
function dayByDay({ rows, payments = [], until, terms }: DefaultInterestRequest): number {
  let sum = 0;
  for (const row of rows) {
    const graceEnd = addDays(row.dueDate, terms.graceDays ?? 0);
    let exact = 0n;
    for (let day = addDays(row.dueDate, 1); day <= until && until > graceEnd; day = addDays(day, 1)) {
      if (day <= graceEnd && terms.graceCounts === 'after-grace') continue;
      const before = day <= graceEnd ? addDays(graceEnd, 1) : day;
      const paid = payments.filter((payment) => payment.number === row.number && payment.date < before).reduce((cents, payment) => cents + payment.cents, 0);
      const rate = terms.rates.filter((each) => each.from <= day).at(-1)?.ratePpm ?? 0;
      const threshold = terms.thresholds?.filter((each) => each.from <= day).at(-1)?.ratePpm ?? Infinity;
      exact += BigInt(Math.max(0, row.cents - paid)) * BigInt(Math.min(rate, threshold));
    }
    sum += Number(divideRoundedBig(exact, 365_000_000n, 'half-up'));
  }
  return sum;
}

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2027-01-01', days));
const rates = fc.uniqueArray(fc.record({ from: day, ratePpm: fc.integer({ min: 0, max: 250_000 }) }), { maxLength: 4, selector: (rate) => rate.from }).map((list) => list.toSorted((one, other) => (one.from < other.from ? -1 : 1)));
const request = fc.record({
  rows: fc.array(fc.record({ dueDate: day, cents: fc.nat(200_000) }), { maxLength: 4 }).map((list) => list.map((row, number) => ({ ...row, number }))),
  payments: fc.array(fc.record({ date: day, cents: fc.nat(60_000), number: fc.nat(3) }), { maxLength: 5 }),
  until: day,
  terms: fc.record({
    rates: rates.map((list) => [{ from: '2000-01-01', ratePpm: 100_000 }, ...list]),
    thresholds: fc.option(rates, { nil: undefined }),
    graceDays: fc.constantFrom(0, 0, 5, 30),
    graceCounts: fc.constantFrom('from-due-date', 'after-grace'),
  }),
}) as fc.Arbitrary<DefaultInterestRequest>;

describe('default interest by day', () => {
  it.each(seeds)('is what walking every day gives, never falls from a day to the next and is nothing inside the grace (seed %i)', (seed) => {
    fc.assert(
      fc.property(request, (each) => {
        expect(total(each)).toBe(dayByDay(each));
        expect(total({ ...each, until: addDays(each.until, 1) })).toBeGreaterThanOrEqual(total(each));
        const inGrace = each.rows.filter((row) => daysBetween(row.dueDate, each.until) <= (each.terms.graceDays ?? 0));
        expect(total({ ...each, rows: inGrace })).toBe(0);
      }),
      { numRuns: runs(60), seed },
    );
  });
});
