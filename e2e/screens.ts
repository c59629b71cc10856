/** Pictures of key screens for a pair of eyes, in test-results/screens; nothing is compared. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'test-results', 'screens');

/** The sizes every screen is looked at. */
export const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;

/** Saves what is on screen; `whole` takes the page to its end. */
export async function picture(page: Page, name: string, whole = false): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, animations: 'disabled' });
}
