import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyContract, contractOf, dayOf } from '../proof/servicing-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';
import { changeDueDay, paymentHoliday, settlement } from '../servicing.ts';
import type { ChangedContract, ServicedContract } from '../servicing.ts';

const contract = contractOf();
const changed = (result: ChangedContract): ServicedContract => {
  if (!result.ok) throw new Error(`${result.refusal} at ${result.path}`);
  return result.contract;
};
const amounts = (rows: ServicedContract['rows']): unknown => rows.map((row) => [row.principalCents, row.interestCents, row.balanceCents]);

describe('paymentHoliday', () => {
  const on = '2027-06-05';

  it('paid: rows of interest alone, then the old rows as they were, three months later', () => {
    const waiting = changed(paymentHoliday({ contract, on, periods: 3, interest: 'paid' }));
    const { balanceCents } = contract.rows[5] ?? { balanceCents: 0 };
    const month = Math.round((balanceCents * 0.0695) / 12);
    expect(waiting.rows.length).toBe(51);
    expect(amounts(waiting.rows.slice(6, 9))).toEqual([0, 1, 2].map(() => [0, month, balanceCents]));
    expect(waiting.rows[9]).toMatchObject({ number: 10, dueDate: '2027-10-05' });
    expect(amounts(waiting.rows.slice(9))).toEqual(amounts(contract.rows.slice(6)));
    expect(waiting.rows.at(-1)?.dueDate).toBe('2031-03-05');
  });

  it('next-row: the first row after it asks the simple interest of the whole time', () => {
    const waiting = changed(paymentHoliday({ contract, on, periods: 3, interest: 'next-row' }));
    const { balanceCents } = contract.rows[5] ?? { balanceCents: 0 };
    expect(waiting.rows.length).toBe(48);
    expect(waiting.rows[6]).toMatchObject({ number: 7, dueDate: '2027-10-05', interestCents: Math.round((balanceCents * 0.0695 * 4) / 12) });
    expect(amounts(waiting.rows.slice(7))).toEqual(amounts(contract.rows.slice(7)));
  });

  it('spread: the same interest in all, shared to the cent among the rows to come', () => {
    const next = changed(paymentHoliday({ contract, on, periods: 3, interest: 'next-row' }));
    const spread = changed(paymentHoliday({ contract, on, periods: 3, interest: 'spread' }));
    const sum = (each: ServicedContract): number => each.rows.reduce((total, row) => total + row.interestCents, 0);
    expect(sum(spread)).toBe(sum(next));
    const dues = spread.rows.slice(6, -1).map((row) => row.dueCents);
    expect(Math.max(...dues) - Math.min(...dues)).toBeLessThanOrEqual(2);
  });

  it('interest put off is owed on the day of a settlement, in the holiday and after it', () => {
    const due = (interest: 'next-row' | 'spread', day: string): number => {
      const result = settlement({ contract: changed(paymentHoliday({ contract, on, periods: 3, interest })), signedOn: '2026-12-05', on: day });
      if (!result.ok) throw new Error(result.path);
      return result.dueCents;
    };
    expect(due('spread', '2027-08-20')).toBe(due('next-row', '2027-08-20'));
    const { balanceCents } = contract.rows[5] ?? { balanceCents: 0 };
    expect(due('spread', '2027-08-20')).toBe(balanceCents + Math.round((balanceCents * 0.0695 * 75) / 360));
    // After the first row the rest of the holiday's interest is still owed with the spread, and no longer with the other.
    const spread = changed(paymentHoliday({ contract, on, periods: 3, interest: 'spread' }));
    const left = (spread.deferredInterest ?? []).slice(1).reduce((sum, part) => sum + part.cents, 0);
    expect(due('spread', '2027-10-20') - due('next-row', '2027-10-20')).toBe(left);
  });

  it('reckons interest on the days that now pass', () => {
    const actual = contractOf({ dayCount: 'act/365f', start: '2026-10-31' });
    const waiting = changed(paymentHoliday({ contract: actual, on: '2026-12-31', periods: 1, interest: 'paid' }));
    // Rows keep aiming at the 31st: after 31 January comes 28 February, then 31 March.
    expect(waiting.rows.slice(1, 5).map((row) => row.dueDate)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31']);
    const row = waiting.rows[3];
    expect(row?.interestCents).toBe(Math.round(((actual.rows[1]?.balanceCents ?? 0) * 0.0695 * 28) / 365));
    expect(waiting.rows.at(-1)?.dueDate).toBe('2030-11-30');
  });

  it('continues on the day the rows aim at, even when the contract began on another and ends in a short month', () => {
    const aimed = contractOf({ start: '2026-12-15', firstDueDate: '2027-01-31', rows: 14, firstPeriod: 'in-row' });
    expect(aimed.rows.at(-1)?.dueDate).toBe('2028-02-29');
    const waiting = changed(paymentHoliday({ contract: aimed, on: '2027-01-31', periods: 2, interest: 'next-row' }));
    expect(waiting.rows.slice(-3).map((row) => row.dueDate)).toEqual(['2028-02-29', '2028-03-31', '2028-04-30']);
  });

  it('refuses by name', () => {
    expect(paymentHoliday({ contract, on, periods: 0, interest: 'paid' })).toMatchObject({ refusal: 'term_out_of_range', path: 'periods' });
    expect(paymentHoliday({ contract, on: '2030-12-05', periods: 1, interest: 'paid' })).toMatchObject({ refusal: 'date_out_of_range', path: 'on' });
    const put = changed(paymentHoliday({ contract, on, periods: 3, interest: 'spread' }));
    expect(paymentHoliday({ contract: put, on: '2027-10-05', periods: 1, interest: 'paid' })).toMatchObject({ path: 'contract.deferredInterest' });
    const skipping = contractOf({ weights: contract.rows.map((_, index) => (index === 7 ? 0 : 1)), dayCount: 'act/365f' });
    expect(paymentHoliday({ contract: skipping, on, periods: 1, interest: 'paid' })).toMatchObject({ path: 'contract.terms.weights' });
  });
});

describe('changeDueDay', () => {
  it('moves each row inside its month; the first bears the days that move', () => {
    const moved = changed(changeDueDay({ contract, on: '2027-06-05', dayOfMonth: 20 }));
    expect(moved.rows.slice(5, 8).map((row) => row.dueDate)).toEqual(['2027-06-05', '2027-07-20', '2027-08-20']);
    const { balanceCents } = contract.rows[5] ?? { balanceCents: 0 };
    expect(moved.rows[6]?.interestCents).toBe(Math.round((balanceCents * 0.0695 * 45) / 360));
    expect(amounts(moved.rows.slice(7))).toEqual(amounts(contract.rows.slice(7)));
  });

  it('goes to the month after when the new day would not follow the day of the change; the 31st is the last day', () => {
    expect(changed(changeDueDay({ contract, on: '2027-07-03', dayOfMonth: 2 })).rows[6]?.dueDate).toBe('2027-08-02');
    expect(changed(changeDueDay({ contract, on: '2027-01-10', dayOfMonth: 31 })).rows.slice(1, 4).map((row) => row.dueDate)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
  });

  it('refuses rhythms other than months', () => {
    expect(changeDueDay({ contract: contractOf({ unit: 'week' }), on: '2026-12-05', dayOfMonth: 3 })).toMatchObject({ refusal: 'choice_not_consistent', path: 'contract.terms.unit' });
    expect(changeDueDay({ contract, on: '2026-12-05', dayOfMonth: 32 })).toMatchObject({ refusal: 'number_out_of_range', path: 'dayOfMonth', nearest: 31 });
  });
});

describe('moved rows', () => {
  it.each(seeds)('keep their principal and fees, rise in date, and can be settled on any day (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 6 }), fc.constantFrom('paid', 'next-row', 'spread', 'due-day'), (each, share, later, periods, way) => {
        const on = dayOf(each, share);
        const result = way === 'due-day' ? changeDueDay({ contract: each, on, dayOfMonth: 1 + periods * 5 }) : paymentHoliday({ contract: each, on, periods, interest: way });
        if (!result.ok) return;
        const rows = result.contract.rows;
        const capital = (list: typeof rows): unknown => list.filter((row) => row.principalCents !== 0 || row.feeCents !== 0).map((row) => [row.principalCents, row.feeCents]);
        expect(capital(rows)).toEqual(capital(each.rows));
        expect(rows.every((row, index) => index === 0 || row.dueDate > (rows[index - 1]?.dueDate ?? ''))).toBe(true);
        const last = rows.at(-1);
        const settled = settlement({ contract: result.contract, signedOn: '2026-11-20', on: dayOf(result.contract, later) });
        expect(settled.ok && settled.accruedInterestCents >= 0 && settled.interestNotDueCents >= 0).toBe(true);
        expect(settlement({ contract: result.contract, signedOn: '2026-11-20', on: last?.dueDate ?? '' })).toMatchObject({ ok: true, dueCents: last?.dueCents });
      }),
      { numRuns: runs(60), seed },
    );
  });
});
