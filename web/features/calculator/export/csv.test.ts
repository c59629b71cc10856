import { expect, test } from 'vitest';
import { csvAmount, writeCsv } from './csv.ts';

test('amounts have a decimal comma, no thousands and an ordinary minus', () => {
  expect([0, 5, -5, 100, 123_456_789, -29_623].map(csvAmount)).toEqual(['0,00', '0,05', '-0,05', '1,00', '1234567,89', '-296,23']);
});

test('a file of rows as a spreadsheet reads it', () => {
  const file = writeCsv(['N.', 'Scadenza', 'Voce', 'Importo €'], [[{ number: 1 }, { date: '2026-12-22' }, { text: 'Incasso; posta "A"' }, { cents: 29_623 }]]);
  expect(file).toBe('\ufeffN.;Scadenza;Voce;Importo €\r\n1;22/12/2026;"Incasso; posta ""A""";296,23\r\n');
});

test('a name that looks like a formula stays a name', () => {
  expect(writeCsv(['a'], [[{ text: '=1+1' }], [{ text: '@x' }]])).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n");
});
