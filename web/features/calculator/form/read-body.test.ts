import { describe, expect, test } from 'vitest';
import { calculate } from '#calculator/api';
import { formatFor } from '../../../ui/index.ts';
import { kindKeys, kinds, type KindKey } from '../kinds/kinds.ts';
import { withDayInside } from '../kinds/other-fields.ts';
import { initialValues, type Values } from './field.ts';
import { placeFault } from './place-fault.ts';
import { readBody } from './read-body.ts';

const today = '2026-11-22';

function answerOf(key: KindKey, changes: Values = {}) {
  const kind = kinds[key];
  const values = { ...initialValues(kind.fields, today), ...changes };
  const read = readBody(kind.fields, values);
  if (!read.ok) throw new Error(`unread ${read.key}: ${read.unread}`);
  const body = kind.complete(read.body, values);
  return { body, answer: calculate(kind.calculation, body, 'it', '') };
}

function faultOf(key: KindKey, changes: Values) {
  const { answer } = answerOf(key, changes);
  return answer.ok ? null : placeFault(answer.error, kinds[key].fields, 'it', formatFor('it'));
}

test.each(kindKeys)('%s shows figures before anything is typed', (key) => {
  expect(answerOf(key).answer.ok).toBe(true);
});

describe('the body of a plan', () => {
  test('says what was changed and leaves the rest to the defaults', () => {
    expect(answerOf('plan', { amortisation: 'equal-principal', weights: '2,1*', rows: '3', multiple: '100', capitalisationEvery: '3' }).body).toEqual({
      principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, start: today, every: 1, amortisation: 'equal-principal', weights: [2, 1, 1],
      capitalisation: { every: 3, unit: 'month' }, rounding: { instalmentMultipleCents: 100 },
    });
  });

  test('gives the first drawdown what the later ones leave', () => {
    expect(answerOf('plan', { drawdowns: '15/01/2027 4.000,00' }).body['drawdowns']).toEqual([{ date: today, cents: 1_100_000 }, { date: '2027-01-15', cents: 400_000 }]);
  });

  test('has a charge as the API takes it', () => {
    const charges = JSON.stringify([{ kind: 'Incasso', at: 'row', measure: 'amount', cents: '200', pct: '9', base: 'principal', financed: 'yes', inTaeg: 'no' }]);
    const { body, answer } = answerOf('plan', { charges });
    expect(body['charges']).toEqual([{ kind: 'Incasso', at: 'row', cents: 200, inTaeg: false }]);
    expect(answer.ok).toBe(true);
  });
});

test('a contract taken over from the plan is settled inside its life; a day that was chosen stays', () => {
  const initial = initialValues(kinds.settlement.fields, today);
  const taken = { ...initial, start: '2027-01-31', rows: '12' };
  expect(withDayInside(taken, initial)['on']).toBe('2027-07-31');
  expect(withDayInside({ ...taken, on: '2027-03-15' }, initial)['on']).toBe('2027-03-15');
  expect(withDayInside({ ...taken, start: '' }, initial)['on']).toBe(initial['on']);
  expect(answerOf('settlement', withDayInside(taken, initial)).answer.ok).toBe(true);
});

describe('a refusal', () => {
  test('stands at its field, in words, with the nearest value as the field holds it', () => {
    expect(faultOf('plan', { rows: '700' })).toEqual({ path: 'rows', words: 'Il numero di rate non è possibile: il più vicino è 600.', nearest: { text: '600', words: '600' } });
    expect(faultOf('plan', { balloonCents: '9000000' })).toMatchObject({ path: 'balloonCents', nearest: { words: expect.stringContaining('€') as string } });
    expect(faultOf('plan', { rows: '' })).toEqual({ path: 'rows', words: 'Manca: indica un valore.', nearest: undefined });
  });

  test('of a contract, of a record and of a line is found inside', () => {
    expect(faultOf('settlement', { rows: '700' })?.path).toBe('plan.rows');
    expect(faultOf('plan', { charges: JSON.stringify([{ kind: 'a', at: 'date', measure: 'amount', cents: '1' }]) })?.path).toMatch(/^charges\.0/);
    expect(faultOf('plan', { dueDates: '31/02/2027' })?.path).toMatch(/^dueDates/);
  });
});
