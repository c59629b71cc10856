import { isCivilDate } from '#platform/civil-date';
import { refuse } from './refusal.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/** Checks of single fields, made for whatever arrives: a value of any type is answered with null or its first fault, nothing is thrown. */
export type Bag = Readonly<Record<string, unknown>>;

export const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How deep the records of the engine lie in each other. */
const deepest = 8;

/**
 * The same record with 0 for every −0, which passes every check but must not come back in an answer. The value itself
 * when it holds none.
 */
export function withoutMinusZero<T>(value: T, depth = deepest): T {
  if (Object.is(value, -0)) return 0 as T;
  if (depth === 0 || typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  let changed: Record<string, unknown> | null = null;
  for (const [key, part] of Object.entries(value)) {
    const clean: unknown = withoutMinusZero(part, depth - 1);
    if (Object.is(clean, part)) continue;
    changed ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
    changed[key] = clean;
  }
  return changed === null ? value : (changed as T);
}

export type Check = (value: unknown, path: string) => Refusal | null;

export function integerWithin(low: number, high: number, outside: RefusalCode): Check {
  return (value, path) => {
    if (value === undefined || value === null) return refuse('missing', path);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return refuse('not_an_integer', path);
    if (value < low) return refuse(outside, path, low);
    return value > high ? refuse(outside, path, high) : null;
  };
}

/** An amount of cents from 0 to `highest`. */
export function amountUpTo(highest: number): Check {
  const within = integerWithin(0, highest, 'amount_too_large');
  return (value, path) => {
    const fault = within(value, path);
    return fault?.nearest === 0 ? refuse('amount_negative', path, 0) : fault;
  };
}

export const flag: Check = (value, path) => {
  if (value === undefined) return refuse('missing', path);
  return typeof value === 'boolean' ? null : refuse('choice_not_known', path);
};

export const date: Check = (value, path) => {
  if (value === undefined || value === null) return refuse('missing', path);
  return isCivilDate(value) ? null : refuse('date_not_valid', path);
};

export function oneOf(...choices: readonly string[]): Check {
  return (value, path) => {
    if (value === undefined || value === null) return refuse('missing', path);
    return typeof value === 'string' && choices.includes(value) ? null : refuse('choice_not_known', path);
  };
}

export const word: Check = (value, path) => (typeof value === 'string' && value !== '' ? null : refuse('missing', path));

export const bag: Check = (value, path) => (isBag(value) ? null : refuse('missing', path));

/** A fault found inside a record or a list, with the whole path: paths are put together only for what is refused. */
const within = (path: string, fault: Refusal): Refusal => (path === '' ? fault : { ...fault, path: `${path}.${fault.path}` });

/** Checks each named field of a record, in order. */
export function record(checks: Readonly<Record<string, Check>>): Check {
  const keys = Object.keys(checks);
  const inOrder = Object.values(checks);
  return (value, path) => {
    if (!isBag(value)) return refuse('missing', path);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const fault = inOrder[index]?.(value[key], key) ?? null;
      if (fault !== null) return within(path, fault);
    }
    return null;
  };
}

export function listOf(check: Check, most: number): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse('missing', path);
    if (value.length > most) return refuse('too_many_items', path, most);
    for (let index = 0; index < value.length; index++) {
      const fault = check(value[index], String(index));
      if (fault !== null) return within(path, fault);
    }
    return null;
  };
}

export const unlessAbsent =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || value === null ? null : check(value, path);
