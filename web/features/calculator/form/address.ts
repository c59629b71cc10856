/** The form in the address and back: a link shows the same figures to whoever opens it. Pure. */
import { isGiven, type Field, type Values } from './field.ts';

/** An empty field whose initial value is not empty: an address cannot hold nothing. */
const emptied = '-';

/** Search parameters of a form, in the order of the fields. */
export function writeAddress(kind: string, firstKind: string, fields: readonly Field[], values: Values): Record<string, string> {
  const written: Record<string, string> = kind === firstKind ? {} : { do: kind };
  for (const field of fields) {
    const text = values[field.key] ?? '';
    if (isGiven(field, values)) written[field.key] = text === emptied ? '' : text;
    else if (text === '' && field.shown?.(values) !== false && (field.monthsAhead !== undefined || (field.initial ?? '') !== '')) written[field.key] = emptied;
  }
  return written;
}

/** What an address says of these fields; what it does not say stands at its initial value. */
export function readAddress(fields: readonly Field[], initial: Values, raw: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const text = raw[field.key];
      if (typeof text !== 'string' || text === '') return [field.key, initial[field.key] ?? ''];
      return [field.key, text === emptied ? '' : text];
    }),
  );
}
