/** Accessibility of what is on screen, by axe-core with the WCAG 2.2 AA rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** All that a page already looked at can lose when nothing but its colours changes. */
const ofColour = ['color-contrast', 'link-in-text-block'];

interface AxeNode {
  readonly target: readonly unknown[];
  readonly failureSummary?: string;
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[];
  readonly passes: readonly unknown[];
}

/** Waits until nothing fades or slides any more: half a fade has colours that nobody reads. What turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let still = 0; still < 3; still += 1) {
      const moving = document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      if (moving.length > 0) still = -1;
      await Promise.all([...moving.map(({ finished }) => finished.catch(() => undefined)), new Promise(requestAnimationFrame)]);
    }
  });
}

/** Fails with rule, element and reason of every violation. `where` names the screen in the message; `only: 'colours'` is for the same page in other colours. */
export async function expectAccessible(page: Page, where: string, { only }: { readonly only?: 'colours' } = {}): Promise<void> {
  await settled(page);
  // Evaluated by the debugger: a script element would be refused by the content policy.
  await page.evaluate(source);
  const results = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly, resultTypes: ['violations'] });
  }, only === 'colours' ? ofColour : everything);
  const found = results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} · ${node.target.join(' ')} · ${node.failureSummary ?? ''}`));
  expect(found, `accessibility of ${where}`).toEqual([]);
  expect(results.passes.length, `axe looked at ${where}`).toBeGreaterThan(only === 'colours' ? 0 : 5);
}
