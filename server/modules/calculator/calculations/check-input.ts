import type { z } from 'zod';

/**
 * The check of an input. A field that is null counts as left out, everywhere and at any depth, except where null has a
 * meaning of its own. Plain inputs hold no null and are looked at once.
 */

/** Fields in which null says something: `informedOn` of a withdrawal, "never". */
const meaningful: ReadonlySet<string> = new Set(['informedOn']);

/** No input goes so deep: what lies deeper is refused by the schema as it is. */
const deepest = 12;

function holdsNull(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > deepest) return false;
  if (Array.isArray(value)) return value.some((item) => holdsNull(item, depth + 1));
  return Object.entries(value).some(([key, inner]) => (inner === null ? !meaningful.has(key) : holdsNull(inner, depth + 1)));
}

/** The same value without the fields that are null; an item of a list stays, because its place counts. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  // Entries, not assignment: a field called __proto__ must stay the field that the schema refuses.
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null && !meaningful.has(key) ? [] : [[key, withoutNulls(inner, depth + 1)]])));
}

export type Checked<Input> = { readonly ok: true; readonly input: Input } | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[] };

/** What the calculation gets, or what is wrong with it. */
export function checkInput<Input>(schema: z.ZodType<Input>, given: unknown): Checked<Input> {
  const first = schema.safeParse(given);
  if (first.success) return { ok: true, input: first.data };
  const plain = holdsNull(given, 0) ? withoutNulls(given) : given;
  // Only this look keeps what was given beside each fault; it is slower, and faults are rare.
  const second = schema.safeParse(plain, { reportInput: true });
  return second.success ? { ok: true, input: second.data } : { ok: false, issues: second.error.issues };
}
