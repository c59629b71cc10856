/**
 * Figures and dates as people read them. Formatters are made once per language. Amounts come as integer cents, rates as
 * integer parts per million, days as 'YYYY-MM-DD', instants as ISO text; nothing is rounded beyond what the text shows.
 */
import { formatCivilDate } from '#platform/civil-date';
import type { CivilDate } from '#platform/civil-date';
import { useLanguage } from './language.ts';
import type { Language } from './language.ts';

/** What stands for "nothing here". */
export const nothing = '–';
const noBreakSpace = '\u00a0';

export interface Format {
  /** 123450 → '1.234,50' */
  readonly amount: (cents: number | null | undefined) => string;
  /** 123450 → '1.234,50 €' */
  readonly money: (cents: number | null | undefined) => string;
  /** 69500 → '6,95 %': at least two decimals, at most four. */
  readonly rate: (ppm: number | null | undefined) => string;
  /** 69500 → '6,95' */
  readonly percent: (ppm: number | null | undefined) => string;
  /** 1234 → '1.234' */
  readonly integer: (value: number | null | undefined) => string;
  /** '2026-11-22' → '22/11/2026' */
  readonly date: (date: CivilDate | null | undefined) => string;
  /** '2026-11-22T13:32:00Z' → '22/11/2026 14:32', on the clocks of Rome. */
  readonly instant: (instant: string | null | undefined) => string;
  /** '2026-11-22T13:32:00Z' → '14:32' */
  readonly time: (instant: string | null | undefined) => string;
}

function makeFormat(language: Language): Format {
  const locale = language === 'it' ? 'it-IT' : 'en-GB';
  // Without 'always' the Italian formatter prints 1234,50 without its point.
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: 'always' });
  const percents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4, useGrouping: 'always' });
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: 'always' });
  const zone = 'Europe/Rome';
  const days = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' });
  const times = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

  // U+2212, as wide as a figure: a hyphen is lost beside digits.
  const minus = (text: string): string => text.replace('-', '\u2212');
  const orNothing = <T>(print: (value: T) => string) => (value: T | null | undefined): string => (value === null || value === undefined ? nothing : print(value));
  const amount = (cents: number): string => minus(decimals.format(cents / 100));
  const percent = (ppm: number): string => minus(percents.format(ppm / 10_000));
  const time = (instant: string): string => times.format(new Date(instant));
  return {
    amount: orNothing(amount),
    money: orNothing((cents: number) => (language === 'it' ? `${amount(cents)}${noBreakSpace}€` : `€${noBreakSpace}${amount(cents)}`)),
    percent: orNothing(percent),
    rate: orNothing((ppm: number) => `${percent(ppm)}${language === 'it' ? noBreakSpace : ''}%`),
    integer: orNothing((value: number) => minus(integers.format(value))),
    date: orNothing(formatCivilDate),
    instant: orNothing((instant: string) => `${days.format(new Date(instant))} ${time(instant)}`),
    time: orNothing(time),
  };
}

const formats = new Map<Language, Format>();

/** The formatters of a language, made at the first call. */
export function formatFor(language: Language): Format {
  let format = formats.get(language);
  if (format === undefined) {
    format = makeFormat(language);
    formats.set(language, format);
  }
  return format;
}

/** The formatters of the language in use. */
export function useFormat(): Format {
  return formatFor(useLanguage());
}
