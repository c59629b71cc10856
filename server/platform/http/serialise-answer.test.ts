import { expect, test } from 'vitest';
import { z } from 'zod';
import { AnswerViolation, serializerCompiler } from './serialise-answer.ts';

const write = serializerCompiler({
  schema: z.object({ number: z.string(), rows: z.array(z.object({ dueCents: z.number().int() })) }),
  method: 'GET',
  url: '/api/test/quotes/:id',
});

test('writes what the contract promises and keeps every other key back', () => {
  expect(JSON.parse(write({ number: 'P-1', marginCents: 5, rows: [{ dueCents: 100, secret: 'x' }] }))).toEqual({ number: 'P-1', rows: [{ dueCents: 100 }] });
});

test.each([
  ['a missing key', { rows: [] }, 'number'],
  ['another type', { number: 'P-1', rows: [{ dueCents: '100' }] }, 'rows.0.dueCents'],
  ['a fraction of a cent', { number: 'P-1', rows: [{ dueCents: 0.5 }] }, 'rows.0.dueCents'],
])('%s is a bug, told by place and never by value', (_, answer, path) => {
  expect(() => write(answer)).toThrow(AnswerViolation);
  expect(() => write(answer)).toThrow(new RegExp(`^GET /api/test/quotes/:id answers outside its contract: ${path} \\w+$`));
});
