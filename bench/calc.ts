/**
 * Lines a second of `volano calc` in one process, beside the floor: JSON.parse of the same lines and JSON.stringify of
 * the same answers, which no line format can do without. Columns apart: what the check of the input and the engine take.
 */
import { answerLine, calculations } from '#calculator';

const count = 4000;
const start = '2026-11-22';
const loads: readonly [name: string, what: string, input: (index: number) => Record<string, unknown>][] = [
  ['plan', '12 rows', (index) => ({ principalCents: 1_000_000 + index, nominalRatePct: '6.95', rows: 12, start })],
  ['plan', '60 rows', (index) => ({ principalCents: 1_500_000 + index, nominalRatePct: '6.95', rows: 60, start })],
  ['taeg', '61 flows by years', (index) => ({ drawdowns: [[0, 15_000 + index]], payments: Array.from({ length: 60 }, (_, row) => [(row + 1) / 12, 300.12]), decimals: 2 })],
  ['taeg', '13 flows by days', (index) => ({ drawdowns: [{ date: start, cents: 1_000_000 + index }], payments: Array.from({ length: 12 }, (_, row) => ({ date: `2027-${String(row + 1).padStart(2, '0')}-22`, cents: 86_500 })) })],
  ['interval', '', (index) => ({ start, end: `20${30 + (index % 60)}-02-28` })],
  ['usuryThreshold', '', (index) => ({ tegmPct: `11.${index % 100}` })],
];

/** Microseconds of processor time for each item, after a warm-up. */
function microseconds<T>(items: readonly T[], work: (item: T) => unknown): number {
  for (const item of items.slice(0, 1000)) work(item);
  const from = process.cpuUsage();
  for (const item of items) work(item);
  return process.cpuUsage(from).user / items.length;
}

console.log(`${count} lines each after 1,000 of warm-up, one process, processor time`);
console.log('do              input               lines/s   floor/s   ratio   check µs   engine µs   line µs');
for (const [name, what, inputOf] of loads) {
  const calculation = calculations.find((one) => one.do === name);
  if (calculation === undefined) throw new Error(name);
  const lines = Array.from({ length: count }, (_, index) => JSON.stringify({ id: index, do: name, input: inputOf(index) }));
  const refused = lines.map((line) => answerLine(line, 'en')).find((answer) => !answer.includes('"ok":true'));
  if (refused !== undefined) throw new Error(refused);
  const inputs = lines.map((line) => (JSON.parse(line) as { input: unknown }).input);
  const checked = inputs.map((input) => calculation.input.parse(input));
  const results = checked.map((input) => calculation.run(input));
  const pairs = lines.map((line, index) => ({ line, result: results[index] }));
  const floor = microseconds(pairs, ({ line, result }) => [JSON.parse(line), JSON.stringify(result)]);
  const check = microseconds(inputs, (input) => calculation.input.safeParse(input));
  const engine = microseconds(checked, (input) => calculation.run(input));
  const line = microseconds(lines, (text) => answerLine(text, 'en'));
  const rate = (value: number) => Math.round(1e6 / value).toLocaleString('en').padStart(9);
  console.log(`${name.padEnd(15)} ${what.padEnd(18)} ${rate(line)} ${rate(floor)} ${(line / floor).toFixed(2).padStart(7)} ${check.toFixed(2).padStart(10)} ${engine.toFixed(2).padStart(11)} ${line.toFixed(2).padStart(9)}`);
}
console.log('goal: the check ≤ the floor; a line ≤ 1.5 × (floor + engine)');
