import { describe, expect, it } from 'vitest';
import {
  addDays, addMonths, dayOfMonth, dayOfWeek, daysBetween, firstDayNumber, formatCivilDate, fromDayNumber, isCivilDate,
  lastDayNumber, monthOf, parseCivilDate, toDayNumber, yearOf,
} from './civil-date.ts';
import { civilDateIn } from './civil-date-in.ts';

describe('civil dates', () => {
  it('agree with the platform calendar on every day from 1900 to 2199', () => {
    const millisecondsPerDay = 86_400_000;
    for (let day = firstDayNumber; day <= lastDayNumber; day++) {
      const instant = new Date(day * millisecondsPerDay);
      const text = instant.toISOString().slice(0, 10);
      if (fromDayNumber(day) !== text || toDayNumber(text) !== day || dayOfWeek(text) !== (instant.getUTCDay() + 6) % 7 + 1) {
        expect.unreachable(`day ${day}: ${fromDayNumber(day)} against ${text}`);
      }
    }
    expect(fromDayNumber(0)).toBe('1970-01-01');
  });

  it.each(['1899-12-31', '2200-01-01', '2025-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-4-3',
    '2024/04/03', '2024-04-0x', '', null, undefined, 20240403, '+024-01-01', '2024-01-01T00:00'])('refuse %s', (value) => {
    expect(isCivilDate(value)).toBe(false);
    expect(() => toDayNumber(String(value))).toThrow(RangeError);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'], ['2026-03-31', -1, '2026-02-28'], ['2026-11-22', 14, '2028-01-22'],
    ['2024-02-29', 12, '2025-02-28'], ['2024-02-29', -12, '2023-02-28'], ['2026-01-15', -13, '2024-12-15'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('keeps an anchor day through a short month', () => {
    expect(addMonths('2026-02-28', 1, 31)).toBe('2026-03-31');
  });

  it('refuses to leave the calendar', () => {
    expect(() => addDays('2199-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('1900-01-15', -1)).toThrow(RangeError);
    expect(() => fromDayNumber(0.5)).toThrow(RangeError);
  });

  it('counts days and takes dates apart', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect([yearOf('2026-11-22'), monthOf('2026-11-22'), dayOfMonth('2026-11-22'), dayOfWeek('2026-11-22')]).toEqual([2026, 11, 22, 7]);
  });

  it('reads and writes what people type', () => {
    expect(parseCivilDate(' 3/4/2026 ')).toBe('2026-04-03');
    expect(parseCivilDate('31.12.2026')).toBe('2026-12-31');
    expect(parseCivilDate('2026-12-31')).toBe('2026-12-31');
    expect(parseCivilDate('31/02/2026')).toBeNull();
    expect(parseCivilDate('oggi')).toBeNull();
    expect(formatCivilDate('2026-04-03')).toBe('03/04/2026');
  });

  it('knows the Italian day of an instant on both sides of midnight and of summer time', () => {
    expect(civilDateIn('Europe/Rome', new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
    expect(civilDateIn('Europe/Rome', new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
    expect(civilDateIn('Europe/Rome', new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
    expect(civilDateIn('Europe/Rome', new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });
});
