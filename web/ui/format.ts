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

/** U+2212, as wide as a figure: a hyphen is lost beside digits. */
const minus = '\u2212';

/**
 * An integer in grouped decimal notation: `decimal(123450, 2, 2, it)` → '1.234,50'. `places` digits of the value stand
 * behind the separator; zeros at the end go until `fewest` remain. Own arithmetic, because making the browser's number
 * formatters costs a slow machine a tenth of a second before its first picture; format.test.ts holds it equal to them.
 */
function decimal(value: number, places: number, fewest: number, { group, point }: Separators): string {
  const digits = String(Math.round(Math.abs(value))).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, group);
  let end = digits.length;
  while (end > digits.length - places + fewest && digits[end - 1] === '0') end -= 1;
  const fraction = digits.slice(digits.length - places, end);
  return `${value < 0 ? minus : ''}${whole}${fraction === '' ? '' : point}${fraction}`;
}

interface Separators {
  readonly group: string;
  readonly point: string;
}

/** Made when first asked for: the first screens show no instant. */
function lazyClock(options: Intl.DateTimeFormatOptions): (instant: string) => string {
  let clock: Intl.DateTimeFormat | undefined;
  return (instant) => (clock ??= new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', ...options })).format(new Date(instant));
}

const dayInRome = lazyClock({ day: '2-digit', month: '2-digit', year: 'numeric' });
const timeInRome = lazyClock({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function makeFormat(language: Language): Format {
  const separators = language === 'it' ? { group: '.', point: ',' } : { group: ',', point: '.' };
  const orNothing = <T>(print: (value: T) => string) => (value: T | null | undefined): string => (value === null || value === undefined ? nothing : print(value));
  const amount = (cents: number): string => decimal(cents, 2, 2, separators);
  const percent = (ppm: number): string => decimal(ppm, 4, 2, separators);
  return {
    amount: orNothing(amount),
    money: orNothing((cents: number) => (language === 'it' ? `${amount(cents)}${noBreakSpace}€` : `${cents < 0 ? minus : ''}€${noBreakSpace}${amount(Math.abs(cents))}`)),
    percent: orNothing(percent),
    rate: orNothing((ppm: number) => `${percent(ppm)}${language === 'it' ? noBreakSpace : ''}%`),
    integer: orNothing((value: number) => decimal(value, 0, 0, separators)),
    date: orNothing(formatCivilDate),
    instant: orNothing((instant: string) => `${dayInRome(instant)} ${timeInRome(instant)}`),
    time: orNothing(timeInRome),
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
