/** One engine everywhere: the same quotes, plans and rates in Node and in Chromium, equal to the bit. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
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

/** The script run in a thread of Node. */
function runInNode(script: string): Promise<Answer> {
  const worker = new Worker(`${script}; require('node:worker_threads').parentPort.postMessage(proof.equalityRun(${seed}, ${count}));`, { eval: true });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

test(`${count} quotes and plans are equal to the bit in Node and in the browser`, async ({ page }) => {
  test.setTimeout(30_000 + count * 5);
  const bundled = await build({
    entryPoints: [join(rootDir, 'server/engine/proof/equality-run.ts')], bundle: true, format: 'iife', globalName: 'proof', write: false, logLevel: 'silent',
  });
  const script = bundled.outputFiles[0]?.text ?? '';
  await page.addScriptTag({ content: script });
  // Both at the same time, each on a core of its own; no answer crosses but the fold of all of them.
  const [inNode, inBrowser] = await Promise.all([
    runInNode(script),
    page.evaluate(
      ([from, many]) => (globalThis as unknown as { proof: { equalityRun: (seed: number, count: number) => Answer } }).proof.equalityRun(from, many),
      [seed, count] as const,
    ),
  ]);
  expect(inBrowser, `seed ${seed}`).toEqual(inNode);
  expect(inBrowser.priced).toBeGreaterThan(count);
});
