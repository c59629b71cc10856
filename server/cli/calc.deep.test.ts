import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleCalc, loadCalc, mixedLine } from '../testing/calc-process.ts';

const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const count = share > 0 ? Math.round(1_000_000 * share) : 5_000;

let clear: () => void;
beforeAll(async () => {
  clear = await bundleCalc();
});
afterAll(() => clear());

it(`answers ${count} lines in constant memory`, async () => {
  const { answered, refused, exitCode, memory } = await loadCalc(count, mixedLine);
  expect({ answered, refused, exitCode }).toEqual({ answered: count, refused: count / 20, exitCode: 0 });
  const [early, late] = memory;
  expect(late).toBeLessThan(300);
  // After the first tenth the garbage collector has found its size: what comes later adds nothing that stays.
  expect(late - early).toBeLessThan(100);
});
