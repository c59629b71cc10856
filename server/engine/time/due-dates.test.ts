import { describe, expect, it } from 'vitest';
import { dueDates } from '../plans.ts';
import type { DueDatesInput } from '../plans.ts';

const base: DueDatesInput = { start: '2026-01-31', rows: 4, every: 1, unit: 'month', monthEnd: 'clamp' };
const datesOf = (more: Partial<DueDatesInput>): readonly string[] => {
  const found = dueDates({ ...base, ...more });
  if (!found.ok) throw new Error(`${found.refusal} ${found.path}`);
  return found.dates;
};

describe('dueDates', () => {
  it.each<[string, Partial<DueDatesInput>, string[]]>([
    ['clamps to a shorter month and comes back', {}, ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['clamps to 29 February of a leap year', { start: '2027-12-31', rows: 3 }, ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['rolls to the 1st', { monthEnd: 'roll' }, ['2026-03-01', '2026-03-31', '2026-05-01', '2026-05-31']],
    ['keeps the 28th of a month that has more, clamped', { start: '2026-02-28', rows: 2 }, ['2026-03-28', '2026-04-28']],
    ['keeps the last day on the last days', { start: '2026-02-28', monthEnd: 'last-day' }, ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']],
    ['last-day without a last day is clamp', { start: '2026-01-30', monthEnd: 'last-day', rows: 2 }, ['2026-02-28', '2026-03-30']],
    ['counts from the first due date', { firstDueDate: '2026-03-31', rows: 3 }, ['2026-03-31', '2026-04-30', '2026-05-31']],
    ['in advance begins on the start', { mode: 'advance', rows: 3 }, ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['in advance from a later day', { mode: 'advance', firstDueDate: '2026-02-15', rows: 2 }, ['2026-02-15', '2026-03-15']],
    ['goes by quarters', { every: 3, rows: 3 }, ['2026-04-30', '2026-07-31', '2026-10-31']],
    ['goes by fortnights', { every: 2, unit: 'week', rows: 2 }, ['2026-02-14', '2026-02-28']],
    ['goes by days', { every: 30, unit: 'day', rows: 2 }, ['2026-03-02', '2026-04-01']],
    ['crosses the year 2100, which has no 29 February', { start: '2096-02-29', every: 12, rows: 4 }, ['2097-02-28', '2098-02-28', '2099-02-28', '2100-02-28']],
  ])('%s', (_name, more, dates) => {
    expect(datesOf(more)).toEqual(dates);
  });

  it.each([
    [{ rows: 0 }, 'term_out_of_range', 'rows'],
    [{ rows: 601 }, 'term_out_of_range', 'rows'],
    [{ every: 0 }, 'number_out_of_range', 'every'],
    [{ unit: 'year' }, 'choice_not_known', 'unit'],
    [{ monthEnd: undefined }, 'missing', 'monthEnd'],
    [{ start: '9999-01-01' }, 'date_not_valid', 'start'],
    [{ start: '2190-01-01', rows: 300 }, 'date_out_of_range', 'rows'],
    [{ firstDueDate: '2026-01-31' }, 'date_out_of_range', 'firstDueDate'],
  ])('refuses %j', (more, refusal, path) => {
    expect(dueDates({ ...base, ...more } as never)).toMatchObject({ ok: false, refusal, path });
  });
});
