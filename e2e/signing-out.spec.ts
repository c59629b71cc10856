/** Signing out at a desk that several people use: what is not saved is asked about, and nothing of it stays for whoever comes next. */
import type { Page } from '@playwright/test';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { collectFaults, expect, people, test } from './fixtures.ts';
import { field, openStock } from './quick-quote-page.ts';

const note = 'Signora di passaggio';
const keptText = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify([...Object.values(sessionStorage), ...Object.values(localStorage)]));

/** A quote for a car in stock with the customer's name in it, not saved. */
async function writeQuote(page: Page): Promise<void> {
  await openStock(page);
  await field(page, 'Riferimento').fill(note);
  await page.waitForFunction((text) => Object.values(sessionStorage).some((value) => String(value).includes(text)), note);
}

async function pressSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Account di Luca Ferri/ }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
}

const question = (page: Page) => page.getByRole('dialog', { name: 'C’è un preventivo non salvato' });
const signInTitle = (page: Page) => page.getByRole('heading', { level: 1, name: 'Accedi' });

test.beforeEach(({ signInAs }) => signInAs('seller'));

test('a quote that is not saved is asked about; staying keeps it, leaving takes it away', async ({ page }) => {
  await writeQuote(page);
  await pressSignOut(page);
  await expect(question(page)).toContainText('va perso');
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveCount(0);
  expect(await keptText(page)).toContain(note);
  await pressSignOut(page);
  await question(page).getByRole('button', { name: 'Esci e perdi il preventivo' }).click();
  await expect(signInTitle(page)).toBeVisible();
  expect(await keptText(page)).not.toContain(note);
});

test('in another tab of the same person it is asked about as well, and goes with the rest', async ({ page, context, pageFaults }) => {
  const other = await context.newPage();
  collectFaults(other, pageFaults);
  await writeQuote(other);
  await page.goto('/account');
  await pressSignOut(page);
  await question(page).getByRole('button', { name: 'Esci e perdi il preventivo' }).click();
  await expect(signInTitle(page)).toBeVisible();
  await expect(signInTitle(other)).toBeVisible();
  expect(await keptText(other)).not.toContain(note);
});

test('a session that ended keeps the quote for its writer alone', async ({ page, context }) => {
  await writeQuote(page);
  await context.clearCookies();
  await page.goto('/account');
  await expect(signInTitle(page)).toBeVisible();
  expect(await keptText(page)).toContain(note);
  await page.getByRole('textbox', { name: 'Nome utente' }).fill(people.collector);
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Account e sessioni' })).toBeVisible();
  expect(await keptText(page)).not.toContain(note);
});

test('without anything unsaved nobody is asked', async ({ page }) => {
  await openStock(page);
  await pressSignOut(page);
  await expect(signInTitle(page)).toBeVisible();
});
