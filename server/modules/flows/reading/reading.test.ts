import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportColumn } from '#platform/import-reading';
import { importStock } from '../../vehicles/import/import-stock.ts';
import { importVersions } from '../../vehicles/import/import-versions.ts';
import { readCell, type Cell } from './read-cell.ts';
import { likeness, mappingGaps, suggestMapping } from './suggest-mapping.ts';

const column = (type: ImportColumn['type'], more: Partial<ImportColumn> = {}): ImportColumn => ({ key: 'x', words: { it: 'X', en: 'X' }, type, required: false, example: '', ...more });
const read = (type: ImportColumn['type'], cell: Cell, more: Partial<ImportColumn> = {}) => {
  const { value, fault } = readCell(column(type, more), cell);
  return fault ?? value;
};

test.each<[Cell, number | string]>([
  ['15900', 1_590_000], ['15.900', 1_590_000], ['15.900,5', 1_590_050], ['15,900.50', 1_590_050], ['15900.5', 1_590_050], ['15900,50', 1_590_050], ['€ 15.900,00', 1_590_000], ["1'234'567.89", 123_456_789],
  ['1.234.567', 123_456_700], ['15 900,00', 1_590_000], ['0,05', 5], [15_900.5, 1_590_050], [0.1 + 0.2, 30], [0.125, 'not_an_amount'], [600_000.004, 'not_an_amount'], [1_234_567.891, 'not_an_amount'], [1_234_567.89, 123_456_789], [9_000_000.1 + 0.2, 900_000_030], ['1.23.4', 'not_an_amount'], ['15.90.0', 'not_an_amount'],
  ['12,345,6', 'not_an_amount'], ['1,2345', 'not_an_amount'], ['-5', 'number_too_small'], ['abc', 'not_an_amount'], ['1e5', 'not_an_amount'], [true, 'not_an_amount'], ['12345678901234', 'not_an_amount'],
])('amount %j is %j', (cell, cents) => expect(read('amount', cell)).toBe(cents));

test.each<[Cell, string]>([
  ['22/11/2026', '2026-11-22'], ['2026-11-22', '2026-11-22'], ['1.3.2025', '2025-03-01'], ['2026/1/2', '2026-01-02'], ['22/11/2026 00:00:00', '2026-11-22'], [{ day: '2026-11-22' }, '2026-11-22'],
  ['31/02/2026', 'not_a_date'], ['11/22/2026', 'not_a_date'], ['22/11/26', 'not_a_date'], ['oggi', 'not_a_date'], [46_349, 'not_a_date'],
])('day %j is %s', (cell, day) => expect(read('date', cell)).toBe(day));

test.each<[Cell, number | string]>([['38.500', 38_500], ['38 500', 38_500], ['38,500', 38_500], [12, 12], ['12,5', 'not_an_integer'], [1.5, 'not_an_integer'], ['', ''], ['1.23', 'not_an_integer']])('whole number %j is %j', (cell, value) =>
  expect(read('integer', cell) ?? '').toBe(value));

test('choices, codes, texts and errors of formulas', () => {
  expect(read('choice', ' Km-Zero ', { choices: { kmZero: { words: { it: 'km zero', en: 'pre-registered' }, also: ['kmz'] } } })).toBe('kmZero');
  expect(read('choice', 'kmzero', { choices: { kmZero: { words: { it: 'km zero', en: 'pre-registered' }, also: ['kmz'] } } })).toBe('kmZero');
  expect(read('choice', 'altro', { choices: { kmZero: { words: { it: 'km zero', en: 'pre-registered' }, also: [] } } })).toBe('not_a_choice');
  expect(read('codes', 'A, B;C|D  A')).toBe('A B C|D');
  expect(read('codes', 'A $%')).toBe('not_codes');
  expect(read('text', '  Grande\u00A0 Panda ')).toBe('Grande Panda');
  expect(read('text', 'x'.repeat(201))).toBe('text_too_long');
  expect(read('text', 'a\u0000b')).toBe('control_character');
  expect(read('text', '#N/A')).toBe('formula_error');
  expect(read('integer', '', { required: true })).toBe('required_empty');
});

test('any amount in cents is read as it was written, in both manners', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e11 }), (cents) => {
      const euro = Math.floor(cents / 100);
      const rest = String(cents % 100).padStart(2, '0');
      const groups = (sign: string) => String(euro).replace(/\B(?=(\d{3})+$)/g, sign);
      return [`${euro},${rest}`, `${groups('.')},${rest}`, `${groups(',')}.${rest}`, `${groups(' ')},${rest}`].every((text) => read('amount', text) === cents);
    }),
  );
});

test('no cell makes reading fail', () => {
  const anyCell = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.record({ day: fc.string() }));
  const types = ['text', 'integer', 'amount', 'date', 'choice', 'codes'] as const;
  fc.assert(fc.property(anyCell, fc.constantFrom(...types), (cell, type) => readCell(column(type, { choices: { a: { words: { it: 'b', en: 'c' }, also: ['d'] } } }), cell) !== undefined));
});

describe('mapping', () => {
  test('heads of ours in either language are found, whatever their order', () => {
    for (const kind of [importVersions, importStock]) {
      for (const language of ['it', 'en'] as const) {
        const heads = kind.columns.map(({ words }) => words[language]).toReversed();
        expect(suggestMapping(kind.columns, heads)).toEqual(Object.fromEntries(kind.columns.map((one) => [one.key, one.words[language]])));
      }
    }
  });

  test('heads of others are found by likeness, strangers are left out', () => {
    expect(suggestMapping(importStock.columns, ['NUMERO_TELAIO', 'Cod. Versione', 'Sede', 'Prezzo di vendita', 'Note interne', 'KM', 'Data Immatricolaz.'])).toMatchObject({
      vin: 'NUMERO_TELAIO', versionCode: 'Cod. Versione', site: 'Sede', price: 'Prezzo di vendita', mileageKm: 'KM', firstRegistrationOn: 'Data Immatricolaz.',
    });
    expect(Object.values(suggestMapping(importStock.columns, ['Note interne', 'zzz']))).toEqual([]);
    expect(likeness('targa', 'targa')).toBe(1);
  });

  test('gaps name what is missing and what the file does not have', () => {
    expect(mappingGaps(importStock.columns, ['a'], { vin: 'a', price: 'b', nothing: 'a' })).toEqual({ missing: ['versionCode', 'site', 'kind'], unknown: ['b', 'a'] });
  });
});
