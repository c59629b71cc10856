/** Screens walked in every look; with VOLANO_PICTURES=1 their pictures for a pair of eyes go to test-results/screens. Nothing is compared. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';

const wanted = process.env['VOLANO_PICTURES'] === '1';
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'test-results', 'screens');

/** The sizes every screen is looked at. */
export const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;

/** Saves what is on screen when pictures are asked for; `whole` takes the page to its end. */
export async function picture(page: Page, name: string, whole = false): Promise<void> {
  if (!wanted) return;
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, animations: 'disabled' });
}

const schemes = ['light', 'dark'] as const;
/** One screen of a walk: the name of its pictures, its address, what says that it has come. */
interface WalkedScreen {
  readonly name: string;
  readonly path: string;
  readonly until?: RegExp | undefined;
  /** The picture goes to the end of the page. */
  readonly whole?: boolean | undefined;
}

/** What is fading from one look to the other has arrived. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((one) => one.finished));
  });

/** Goes to a screen in light and changes to dark: nothing is left loading, nothing is out of reach, nothing is cut off sideways. */
export async function lookAt(page: Page, { name, path, until, whole = false }: WalkedScreen, size: string): Promise<void> {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    if (scheme === 'light') await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (until !== undefined) await expect(page.getByText(until).first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    await settled(page);
    await expectAccessible(page, `${name} ${scheme} ${size}`, scheme === 'light' ? {} : { only: 'colours' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'cut off sideways').toBeLessThanOrEqual(0);
    await picture(page, `${name}-${scheme}-${size}`, whole);
  }
}

/** The desk in English for whoever signs in next. */
export async function speakEnglish(page: Page): Promise<void> {
  await page.route('**/api/identity/me', async (route) => {
    const answer = await route.fetch();
    const me: { account?: { language?: string } } = await answer.json();
    await route.fulfill({ response: answer, json: { ...me, account: { ...me.account, language: 'en' } } });
  });
}
