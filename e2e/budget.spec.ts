/** What a browser downloads before the first page stands: at most 230 kB of JavaScript on the desk and 160 for the customer, and 25 kB of CSS, gzip. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const deskBytes = { js: 230_000, css: 25_000 };
const customerBytes = { js: 160_000, css: 25_000 };

/** Opens an address with an empty cache and sums the gzip size of every script and style that came, prefetched ones included. */
async function downloaded(page: Page, address: string): Promise<{ readonly js: number; readonly css: number; readonly list: string }> {
  const files = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.ok() && /\.(js|css)$/.test(pathname)) files.set(pathname, response.body());
  });
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const sizes = await Promise.all([...files].map(async ([name, body]) => ({ name, bytes: gzipSync(await body, { level: 6 }).length })));
  const sum = (end: string): number => sizes.filter(({ name }) => name.endsWith(end)).reduce((total, { bytes }) => total + bytes, 0);
  const list = sizes.toSorted((one, other) => other.bytes - one.bytes).map(({ name, bytes }) => `${bytes} ${name}`).join('\n');
  return { js: sum('.js'), css: sum('.css'), list };
}

for (const [what, address, signedIn, budget] of [
  ['the home page of a seller', '/', true, deskBytes],
  ['the sign-in page', '/sign-in', false, deskBytes],
  // A link that nobody gave out: the page is the same.
  ['the page behind a shared link', `/p/${'A'.repeat(22)}`, false, customerBytes],
] as const) {
  test(`${what} stays within the budget`, async ({ page, signInAs }, info) => {
    if (signedIn) await signInAs('seller');
    const { js, css, list } = await downloaded(page, address);
    info.annotations.push({ type: 'gzip bytes', description: `js ${js}, css ${css}` });
    await info.attach('files', { body: list });
    expect(js, list).toBeGreaterThan(50_000);
    expect(js, list).toBeLessThanOrEqual(budget.js);
    expect(css, list).toBeLessThanOrEqual(budget.css);
  });
}
