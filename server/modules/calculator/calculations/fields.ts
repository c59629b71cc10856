import { z } from 'zod';
import { isCivilDate } from '#platform/civil-date';
import { faultOfPct, type Pct } from './rates.ts';

/**
 * Pieces of the inputs and answers. They check shape and type; limits that belong to the business are the engine's, so
 * that a refusal has the same name wherever it arises.
 */

const words = {
  date_not_valid: { it: 'scrivi un giorno esistente tra 1900-01-01 e 2199-12-31, come 2026-11-22', en: 'write a day that exists from 1900-01-01 to 2199-12-31, like 2026-11-22' },
  not_a_rate: { it: 'scrivi il tasso per cento con il punto decimale, come "6.95"', en: 'write the rate in per cent with a decimal point, like "6.95"' },
  not_an_integer: { it: 'deve essere un numero intero', en: 'must be a whole number' },
  amount_too_large: { it: 'l’importo è troppo grande', en: 'the amount is too large' },
  number_out_of_range: { it: 'il numero è fuori dai limiti', en: 'the number is out of range' },
  too_many_decimals: { it: 'un tasso ha al massimo quattro decimali, come "6.9512"', en: 'a rate has at most four decimals, like "6.9512"' },
} as const;

/** Pushed by the checks of a field: its own code and words. */
function ownIssue(code: keyof typeof words, input: unknown) {
  return { code: 'custom' as const, params: { code, ...words[code] }, input, path: [] };
}

/** A whole number; beyond those that a double holds exactly it is refused as `far` says. */
function whole(far: 'amount_too_large' | 'number_out_of_range') {
  return z
    .number()
    .check((payload) => {
      if (Number.isSafeInteger(payload.value)) return;
      payload.issues.push(ownIssue(Number.isInteger(payload.value) ? far : 'not_an_integer', payload.value));
    })
    .meta({ type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
}

/** Integer cents. */
export const cents = whole('amount_too_large');
export const count = whole('number_out_of_range');

/** Calendar day. */
export const date = z
  .string()
  .check((payload) => {
    if (!isCivilDate(payload.value)) payload.issues.push(ownIssue('date_not_valid', payload.value));
  })
  .meta({ description: 'day, YYYY-MM-DD', format: 'date', pattern: '^(19|2[01])\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

/** Rate in per cent a year: text with at most four decimals, or a number that has no more. */
export const pct = z
  .union([z.string().meta({ pattern: '^-?\\d+(\\.\\d{1,4}0*)?$' }), z.number()])
  .check((payload) => {
    const fault = faultOfPct(payload.value);
    if (fault !== null) payload.issues.push(ownIssue(fault, payload.value));
  })
  .describe('per cent, decimal text like "6.95" or a number, at most four decimals');

/** Rate in an answer. */
export const pctText = z.string().meta({ description: 'per cent, decimal text', pattern: '^-?\\d+(\\.\\d+)?$' });

/**
 * A list of at most `most` items. A list that is too long is refused before any item is looked at, and the first wrong
 * item ends the check: a hostile list costs no more than a good one. `isPlain` spares the items that are plainly right.
 */
export function listOf<T>(item: z.ZodType<T>, most: number, isPlain?: (value: unknown) => boolean) {
  const list = z
    .array(z.unknown())
    .max(most, { abort: true })
    .check((payload) => {
      for (let index = 0; index < payload.value.length; index += 1) {
        const value = payload.value[index];
        if (isPlain?.(value) === true) continue;
        const checked = item.safeParse(value, { reportInput: true });
        if (checked.success) continue;
        payload.issues.push(...checked.error.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] }) as z.core.$ZodRawIssue));
        return;
      }
    })
    .meta({
      // Made when somebody asks for the schemas: a command that calculates never does.
      get items() {
        return z.toJSONSchema(item, { io: 'input' });
      },
    });
  return list as unknown as z.ZodType<T[], T[]>;
}

export const isDay = (value: unknown): boolean => isCivilDate(value);
export const isFiniteNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/** A list of amounts on days, `{date, cents}`. */
export const datedCents = z.strictObject({ date, cents });
export const isDatedCents = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { date: day, cents: amount, ...rest } = value as Record<string, unknown>;
  return isCivilDate(day) && Number.isSafeInteger(amount) && Object.keys(rest).length === 0;
};

export type { Pct };
