import { describe, expect, it } from 'vitest';
import { changedInputs, isDocumented, isThere, nulledInputs } from '../../../testing/calc-inputs.ts';
import { codes } from '../calculations/codes.ts';
import { hostAids } from '../host-aids.ts';
import { answerLine } from './answer-line.ts';

/** Every place is changed every day, each in some of the ways; the deep tier goes through them all. */
const stride = process.env['VOLANO_DEEP'] === undefined ? 7 : 1;

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly path: string; readonly message: string };
}
const answerTo = (name: string, input: unknown) => JSON.parse(answerLine(JSON.stringify({ id: 1, do: name, input }), 'en', hostAids)) as Answer;

describe('every documented field of every calculation, changed in turn', () => {
  it('is refused at a field that the input has, or at a documented one that is missing there, under a documented name', () => {
    const astray = new Map<string, string>();
    let refused = 0;
    let turn = 0;
    for (const { calculation, schema, path, input } of changedInputs()) {
      turn += 1;
      if (turn % stride !== 0) continue;
      const { error } = answerTo(calculation.do, input);
      if (error === undefined) continue;
      refused += 1;
      const given: unknown = JSON.parse(JSON.stringify(input));
      const [root, ...inner] = error.path.split('.');
      const isInPlace = root === 'input' && inner.length > 0 && isThere(given, inner.slice(0, -1)) && (error.code === 'unknown_field' ? isThere(given, inner) : isDocumented(schema, inner));
      const isKnown = Object.hasOwn(codes, error.code) && error.code !== 'internal';
      if (!isInPlace || !isKnown) astray.set(`${calculation.do}: ${error.code} at ${error.path}`, `${path.join('.')} ${JSON.stringify(input).slice(0, 300)}`);
    }
    expect(refused).toBeGreaterThan(3000);
    expect([...astray]).toEqual([]);
  });

  it('is taken as left out when it is null and may be left out', () => {
    const different: string[] = [];
    for (const { calculation, path, input, without, mayBeNull } of nulledInputs()) {
      if (mayBeNull && path.at(-1) === 'informedOn') continue;
      const given = answerTo(calculation.do, input);
      if (JSON.stringify(given) !== JSON.stringify(answerTo(calculation.do, without))) different.push(`${calculation.do}: ${path.join('.')} ${JSON.stringify(given.error)}`);
    }
    expect(different).toEqual([]);
  });
});
