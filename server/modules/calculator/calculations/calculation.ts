import type { z } from 'zod';
import { describeIssue } from '#platform/describe-issue';
import { fillWords } from '#platform/fill-words';
import type { Aids } from './aids.ts';
import { checkInput } from './check-input.ts';
import { refusalWords, type CalculationRefusal } from './refusal-words.ts';
import { pctOfPpm } from './rates.ts';

export type Language = 'it' | 'en';

/** What the engine answers when it declines: its own field names, its own units. */
export interface Declined {
  readonly ok: false;
  readonly refusal: CalculationRefusal;
  readonly path: string;
  readonly nearest?: number | undefined;
  /** Why no value gives what is asked, and the values beside it, in the caller's units already. */
  readonly reason?: string | undefined;
  readonly possible?: readonly Possible[] | undefined;
}

/** A value that can be had, and the figure it gives. */
export interface Possible {
  readonly value: number | string;
  readonly figure: number | string;
}

export type Answer<Result> = { readonly ok: true; readonly result: Result } | Declined;

/** One thing that can be asked of the engine; the command line, the routes, the schemas and docs/calc.md are all made from these. */
export interface Calculation<Input = unknown, Result = unknown> {
  /** Name as callers write it: `{"do":"plan"}`, `POST /api/calc/plan`. */
  readonly do: string;
  /** One English sentence. */
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  readonly result: z.ZodType<Result>;
  /** An input that works, shown in docs/calc.md and run by the tests. */
  readonly example: Readonly<Record<string, unknown>>;
  /** A method, so that calculations of all inputs fit one table; `calculate` hands it only what its own schema has passed. */
  run(input: Input, aids?: Aids): Answer<Result>;
}

/** A refusal under the names that the calculation gives the engine's fields; the longest name that fits the beginning of the path counts. */
export function renamed(declined: Declined, names: Readonly<Record<string, string>>): Declined {
  const { path } = declined;
  const found = Object.keys(names)
    .filter((name) => path === name || path.startsWith(`${name}.`))
    .toSorted((one, other) => other.length - one.length)[0];
  if (found === undefined) return declined;
  return { ...declined, path: `${names[found] ?? ''}${path.slice(found.length)}`.replace(/^\./, '') };
}

/** Keeps the types of input and result together. */
export function defineCalculation<Input, Result>(calculation: Calculation<Input, Result>): Calculation<Input, Result> {
  return calculation;
}

/** Why there is no result: `path` in the caller's field names, `nearest` in the caller's units. */
export interface Fault {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly nearest?: number | string;
  readonly reason?: string;
  readonly possible?: readonly Possible[];
}

/** A refusal of the engine in the field names and units of the caller: per cent instead of parts per million. */
export function inCallersTerms(declined: Declined): Omit<Fault, 'message'> & { code: CalculationRefusal } {
  const { refusal: code, nearest, reason, possible } = declined;
  const isRate = declined.path.endsWith('Ppm');
  const path = declined.path.replace(/(^|\.)ratePpm$/, '$1pct').replace(/Ppm$/, 'Pct');
  return {
    code,
    path,
    ...(nearest === undefined ? {} : { nearest: isRate ? pctOfPpm(nearest) : nearest }),
    ...(reason === undefined ? {} : { reason }),
    ...(possible === undefined ? {} : { possible }),
  };
}

/** The sentence for a refusal. */
function explainRefusal(refused: ReturnType<typeof inCallersTerms>, place: string, language: Language): Fault {
  const { code, path: inner, ...rest } = refused;
  const path = [place, inner].filter((part) => part !== '').join('.');
  return { code, path, message: fillWords(refusalWords[code][language], { field: path, nearest: refused.nearest ?? null }, language), ...rest };
}

/** Checks an input of any shape and calculates: the result, or the first fault in words. Never throws. */
export function calculate(calculation: Calculation, input: unknown, language: Language, place = 'input', aids?: Aids): { ok: true; result: unknown } | { ok: false; error: Fault } {
  const checked = checkInput(calculation.input, input);
  if (!checked.ok) {
    const issue = checked.issues[0];
    return { ok: false, error: issue === undefined ? explainRefusal({ code: 'missing', path: '' }, place, language) : describeIssue(issue, place, language) };
  }
  const answer = calculation.run(checked.input, aids);
  return answer.ok ? { ok: true, result: answer.result } : { ok: false, error: explainRefusal(inCallersTerms(answer), place, language) };
}
