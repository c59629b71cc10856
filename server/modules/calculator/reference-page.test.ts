import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from '#platform/root';
import { calculations } from './calculations.ts';
import { hostAids } from './host-aids.ts';
import { answerLine } from './lines/answer-line.ts';
import { jsonSchemaOf } from './lines/calc-schema.ts';
import { exampleLine, referencePage } from './lines/reference-page.ts';

const file = join(rootDir, 'docs', 'calc.md');
const mark = '<!-- made from the schemas -->\n';

test('docs/calc.md says what the schemas say', () => {
  const page = readFileSync(file, 'utf8');
  const start = page.indexOf(mark) + mark.length;
  if (process.env['VOLANO_UPDATE_DOCS'] === '1') writeFileSync(file, page.slice(0, start) + referencePage(calculations, hostAids));
  else expect(page.slice(start)).toBe(referencePage(calculations, hostAids));
});

test('every example line of the page is answered as the page says', () => {
  const lines = [...readFileSync(file, 'utf8').matchAll(/```json\n(.+)\n(.+)\n```/g)].map(([, line = '', answer = '']) => ({ line, answer }));
  expect(lines.map(({ line }) => line)).toEqual(calculations.map(exampleLine));
  for (const { line, answer } of lines) {
    expect(answerLine(line, 'en', hostAids)).toBe(answer);
    expect(answer).toContain('"ok":true');
  }
});

test('each calculation has a name of its own and a sentence', () => {
  expect(new Set(calculations.map((calculation) => calculation.do)).size).toBe(calculations.length);
  expect(calculations.filter((calculation) => !/^.{20,}\.$/.test(calculation.summary))).toEqual([]);
});

test('the schemas say of every input that it is closed', () => {
  for (const calculation of calculations) expect(jsonSchemaOf(calculation.input, 'input')).toMatchObject({ type: 'object', additionalProperties: false });
});
