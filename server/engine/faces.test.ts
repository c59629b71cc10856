import { describe, expect, it } from 'vitest';
import * as derivation from './derivation.ts';
import * as index from './index.ts';
import * as lease from './lease.ts';
import * as matrix from './matrix.ts';
import * as plans from './plans.ts';
import { faceSamples } from './proof/face-samples.ts';
import * as rates from './rates.ts';
import * as servicing from './servicing.ts';
import * as solve from './solve.ts';
import * as spreadsheet from './spreadsheet.ts';
import * as subsidies from './subsidies.ts';

const faces: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { derivation, index, lease, matrix, plans, rates, servicing, solve, spreadsheet, subsidies };

type Call = (...args: readonly unknown[]) => unknown;

const functions = Object.entries(faces).flatMap(([face, exported]) =>
  Object.entries(exported).flatMap(([name, value]) => (typeof value === 'function' ? [{ name: `${face}.${name}`, call: value as Call, sample: faceSamples[face]?.[name] }] : [])),
);

const hostile: readonly unknown[] = [
  undefined, null, '', 'x', '2026-02-30', 'a'.repeat(3000), '1e400', 0, -0, -1, 0.5, 1e9, 1e300, -1e300, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY,
  true, false, {}, { length: 3 }, [], [null], [[]], [undefined, 'x'], new Date(0), 10n, Symbol('x'), () => 'x', Object.create(null), { toString: null, valueOf: null },
];

const shown = (value: unknown): string => (typeof value === 'object' && value !== null ? `object of ${Object.keys(value).join()}` : String(value).slice(0, 20));

/** Every way into a value, itself first: fields of records, the first two items of lists. */
function waysInto(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [[]];
  const keys = Array.isArray(value) ? Object.keys(value).slice(0, 2) : Object.keys(value);
  return [[], ...keys.flatMap((key) => waysInto((value as Record<string, unknown>)[key]).map((way) => [key, ...way]))];
}

/** The same value with another at the end of a way. */
function spoiled(value: unknown, way: readonly string[], by: unknown): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = spoiled(copy[key], rest, by);
  return copy;
}

function thrownBy(call: Call, args: readonly unknown[]): string | null {
  try {
    call(...args);
    return null;
  } catch (error) {
    return String(error);
  }
}

function holdsMinusZero(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMinusZero);
}

describe.each(functions)('$name', ({ name, call, sample = [] }) => {
  it('has a sample that is answered', () => {
    expect(faceSamples[name.split('.')[0] ?? '']).toHaveProperty(name.split('.')[1] ?? '');
    const answer = call(...sample);
    expect(answer).not.toBeNull();
    expect(answer).not.toMatchObject({ ok: false });
  });

  it('never throws, whatever stands in any place', () => {
    const thrown: string[] = [];
    for (const value of hostile) {
      for (let count = 0; count <= sample.length; count++) {
        const problem = thrownBy(call, Array.from({ length: count }, () => value));
        if (problem !== null) thrown.push(`${count} × ${shown(value)}: ${problem}`);
      }
      for (const way of waysInto(sample)) {
        const problem = way.length === 0 ? null : thrownBy(call, spoiled(sample, way, value) as readonly unknown[]);
        if (problem !== null) thrown.push(`${way.join('.')} = ${shown(value)}: ${problem}`);
      }
    }
    expect(thrown).toEqual([]);
  });

  it('never answers minus zero', () => {
    const found: string[] = [];
    for (const way of waysInto(sample)) {
      const before = way.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], sample);
      if (typeof before === 'number' && holdsMinusZero(call(...(spoiled(sample, way, -0) as readonly unknown[])))) found.push(way.join('.'));
    }
    expect(found).toEqual([]);
  });
});
