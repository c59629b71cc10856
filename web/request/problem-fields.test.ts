import { expect, test } from 'vitest';
import { faultsByField } from './problem-fields.ts';
import { ProblemError } from './problem-error.ts';

const problem = (fields: { path: string; message: string }[]) =>
  new ProblemError({
    title: 'Dati da correggere', status: 400, code: 'invalid_input', requestId: 'r1', fields: fields.map((field) => ({ code: 'wrong_format', ...field })),
    detail: `Correggi i campi indicati. ${fields.slice(0, 3).map(({ message }) => message).join('; ')}.`,
  });
const wrong = problem([{ path: 'body.customer.phone', message: 'body.customer.phone: non ha il formato richiesto' }, { path: 'body.x', message: 'body.x: manca: indica un valore' }]);

test('people never read the path of a program', () => {
  expect(wrong.detail).toBe('Correggi i campi indicati.');
  expect(problem([{ path: 'vehicles.0.plate', message: 'La targa manca.' }, { path: 'body.x', message: 'body.x: manca' }]).detail).toBe('Correggi i campi indicati. La targa manca.');
});

test('each field of a form gets its own sentence', () => {
  const fieldOf = (path: string): 'phone' | undefined => (path.endsWith('.phone') ? 'phone' : undefined);
  expect([...faultsByField(wrong.fields, fieldOf)]).toEqual([['phone', 'Non ha il formato richiesto.']]);
});
