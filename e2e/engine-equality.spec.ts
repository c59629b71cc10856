/** One engine everywhere: the same quotes, plans and rates in Node and in Chromium, equal to the bit. */
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from '@playwright/test';
import { rootDir } from '../server/platform/root.ts';

const share = Number(process.env['VOLANO_DEEP'] ?? '0') || 0;
const count = Math.max(3000, Math.round(100_000 * share));
const seed = Number(process.env['VOLANO_SEED'] ?? Math.floor(Math.random() * 2_147_483_647));

interface Answer {
  readonly hash: number;
  readonly priced: number;
}

test(`${count} quotes and plans are equal to the bit in Node and in the browser`, async ({ page }) => {
  test.setTimeout(30_000 + count * 5);
  const bundled = await build({
    entryPoints: [join(rootDir, 'server/engine/proof/equality-run.ts')], bundle: true, format: 'iife', globalName: 'proof', write: false, logLevel: 'silent',
  });
  const script = bundled.outputFiles[0]?.text ?? '';
  const sandbox: { proof?: { equalityRun: (seed: number, count: number) => Answer } } = {};
  runInNewContext(`${script}; globalThis.proof = proof;`, sandbox);
  const inNode = sandbox.proof?.equalityRun(seed, count);
  await page.addScriptTag({ content: script });
  const inBrowser = await page.evaluate(
    ([from, many]) => (globalThis as unknown as { proof: { equalityRun: (seed: number, count: number) => Answer } }).proof.equalityRun(from, many),
    [seed, count] as const,
  );
  expect(inBrowser, `seed ${seed}`).toEqual({ ...inNode });
  expect(inBrowser.priced).toBeGreaterThan(count);
});
