/**
 * Fields of the calculator as data. A form is a record of texts: what the fields hold, what the address holds, what a
 * shared link reopens. `read-body.ts` makes the body of the calculation from it.
 */
import { addMonths } from '#platform/civil-date';
import type { CalculatorTexts } from '../use-calculator-texts.ts';

/** What the fields hold, by key; '' = empty. Amounts are cents, rates per cent with a point, days YYYY-MM-DD. */
export type Values = Readonly<Record<string, string>>;

export type FieldKey = keyof CalculatorTexts['fields'];
export type GroupKey = keyof CalculatorTexts['groups'];
export type ChoiceKey = keyof CalculatorTexts['choices'];

/**
 * `weights`, `dates`, `datedCents` and `datedPct` are lists written as text, one item a line, so that they can be pasted
 * from a spreadsheet. `list` is a list of records, each with fields of its own.
 */
export type FieldType = 'money' | 'rate' | 'integer' | 'date' | 'choice' | 'switch' | 'text' | 'weights' | 'dates' | 'datedCents' | 'datedPct' | 'list';

export interface Field {
  readonly key: FieldKey;
  readonly type: FieldType;
  readonly group: GroupKey;
  /** Where the value goes in the body; the key when absent, nowhere when null. */
  readonly path?: string | null;
  /** Words of the options: `choices` of the dictionary; the options are its keys. */
  readonly choice?: ChoiceKey;
  /** What stands there at first. A value equal to it is left out of body and address, unless `always`. */
  readonly initial?: string;
  /** Written even when it is the initial value: what a link must not depend on today's defaults for. */
  readonly always?: boolean;
  /** A day that starts so many months after today; always written. */
  readonly monthsAhead?: number;
  readonly min?: number;
  readonly max?: number;
  readonly shown?: (values: Values) => boolean;
  /** Fields of each record of a `list`. */
  readonly columns?: readonly Field[];
  /** What a new record holds. */
  readonly fresh?: Values;
  /** Over the whole width of the form. */
  readonly wide?: boolean;
}

/** Why a field cannot be read or is refused. Paths as the body has them: `charges.0.cents`. */
export interface FieldFault {
  readonly path: string;
  readonly words: string;
  /** The nearest value that works, as the field holds it, and as people read it. */
  readonly nearest?: { readonly text: string; readonly words: string } | undefined;
}

export const pathOf = (field: Field): string | null => (field.path === undefined ? field.key : field.path);

/** What the form holds before anybody types. */
export function initialValues(fields: readonly Field[], today: string): Values {
  return Object.fromEntries(fields.map((field) => [field.key, field.monthsAhead === undefined ? (field.initial ?? '') : addMonths(today, field.monthsAhead)]));
}

/** Whether a value goes into body and address. */
export function isGiven(field: Field, values: Values): boolean {
  const text = values[field.key] ?? '';
  if (field.shown?.(values) === false) return false;
  return field.always === true || field.monthsAhead !== undefined ? text !== '' : text !== (field.initial ?? '') && text !== '';
}
