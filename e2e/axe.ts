/** Accessibility of what is on screen, by axe-core with the WCAG 2.2 AA rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeNode {
  readonly target: readonly unknown[];
  readonly failureSummary?: string;
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[];
  readonly passes: readonly unknown[];
}

/** Fails with rule, element and reason of every violation. `where` names the screen in the message. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Evaluated by the debugger: a script element would be refused by the content policy.
  await page.evaluate(source);
  const results = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly, resultTypes: ['violations'] });
  }, tags);
  const found = results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} · ${node.target.join(' ')} · ${node.failureSummary ?? ''}`));
  expect(found, `accessibility of ${where}`).toEqual([]);
  expect(results.passes.length, `axe looked at ${where}`).toBeGreaterThan(5);
}
