/** What is wrong in a quote is said at the field that is wrong, in the seller's words, and the way there is one press. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { field, instalment, openStock } from './quick-quote-page.ts';
import { picture } from './screens.ts';

const says = (page: Page, name: string, words: RegExp) => expect(field(page, name)).toHaveAccessibleDescription(words);
const save = (page: Page) => page.getByRole('button', { name: /^Salva preventivo/ });

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs('seller');
  await openStock(page);
});

test('the field that is wrong is the one blamed', async ({ page }) => {
  const price = await field(page, 'Prezzo').inputValue();
  await field(page, 'Prezzo').fill('');
  await says(page, 'Prezzo', /Scrivi il prezzo/);
  await expect(field(page, 'Anticipo')).not.toHaveAttribute('aria-invalid');
  await field(page, 'Prezzo').fill(price);
  await field(page, 'Permuta').fill('100000');
  await says(page, 'Permuta', /La permuta copre già il prezzo/);
  await expect(field(page, 'Anticipo')).not.toHaveAttribute('aria-invalid');
});

test('while a field cannot be read there are no figures, and nothing is saved', async ({ page }) => {
  await field(page, 'Anticipo').fill('abc');
  await says(page, 'Anticipo', /Scrivi un importo/);
  await expect(page.getByText('C’è un dato da correggere: il perché è sotto il suo campo.')).toBeVisible();
  await expect(save(page)).toBeDisabled();
  await field(page, 'Sconto').focus();
  await page.keyboard.press('Control+Enter');
  await expect(field(page, 'Anticipo')).toBeFocused();
  await expect(page.getByRole('alert').filter({ hasText: 'Correggi prima' })).toContainText('Anticipo');
  await field(page, 'Anticipo').fill('6000');
  await expect(instalment(page)).toBeVisible();
  await expect(save(page)).toBeEnabled();
});

test('an old loan above the car given in asks for the whole deposit that is needed', async ({ page }) => {
  await field(page, 'Prezzo').fill('30000');
  await field(page, 'Anticipo').fill('3000');
  await page.keyboard.press('Alt+u');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Valore offerto' }).fill('8000');
  await drawer.getByRole('textbox', { name: /^Estinzione/ }).fill('11500');
  await expect(drawer.getByText(/Serve un anticipo di almeno/).first()).toBeVisible();
  await expect(drawer.getByText(/è coperta/)).toBeHidden();
  await drawer.getByRole('button', { name: /^Porta l’anticipo a/ }).click();
  await expect(drawer.getByText(/è coperta/)).toBeVisible();
  await expect(drawer.getByText(/Serve un anticipo/)).toHaveCount(0);
  await drawer.getByRole('textbox', { name: 'Chilometri' }).fill('99999999999');
  await expect(drawer.getByRole('textbox', { name: 'Chilometri' })).toHaveAccessibleDescription(/Al massimo 2\.000\.000/);
  await drawer.getByRole('textbox', { name: 'Targa' }).fill('😀');
  await expect(drawer.getByRole('textbox', { name: 'Targa' })).toHaveAccessibleDescription(/solo lettere e cifre/);
  await drawer.getByRole('button', { name: 'Fatto' }).click();
  await expect(page.getByText('Da correggere: Targa della permuta, Chilometri della permuta')).toBeVisible();
});

test('a wrong telephone is led to, before the server is asked', async ({ page }) => {
  await page.keyboard.press('Alt+c');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: 'Telefono' }).fill('333 abc');
  await drawer.getByRole('textbox', { name: 'E-mail' }).fill('non-mail');
  await drawer.getByRole('button', { name: 'Fatto' }).click();
  await expect(page.getByText('Da correggere: Telefono, E-mail')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(drawer.getByRole('textbox', { name: 'Telefono' })).toBeFocused();
  await drawer.getByRole('textbox', { name: 'Telefono' }).fill('333 1234567');
  await drawer.getByRole('button', { name: 'Fatto' }).click();
  const refused = page.getByRole('alert').filter({ hasText: 'Correggi prima' });
  await expect(refused.getByRole('button')).toHaveText(['E-mail']);
  await picture(page, 'desk-faults');
  await expectAccessible(page, 'fields to mend');
  await refused.getByRole('button', { name: 'E-mail' }).click();
  await expect(drawer.getByRole('textbox', { name: 'E-mail' })).toBeFocused();
  await drawer.getByRole('textbox', { name: 'E-mail' }).fill('rossi@example.com');
  await drawer.getByRole('button', { name: 'Fatto' }).click();
  await expect(refused).toBeHidden();
});

test('what only the server finds is shown at its field, without a path of the program', async ({ page }) => {
  await page.route('**/api/quoting/quotes', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const body = route.request().postDataJSON() as { customer: { phone: string } };
    return route.continue({ postData: JSON.stringify({ ...body, customer: { ...body.customer, phone: 'abc' } }) });
  });
  await page.keyboard.press('Control+Enter');
  const refused = page.getByRole('alert').filter({ hasText: 'Non salvato' });
  await expect(refused).toBeVisible();
  await expect(refused).not.toContainText('body.');
  await refused.getByRole('button', { name: 'Telefono' }).click();
  const phone = page.getByRole('dialog').getByRole('textbox', { name: 'Telefono' });
  await expect(phone).toBeFocused();
  await expect(phone).toHaveAccessibleDescription('Non ha il formato richiesto.');
});

test('a wish that is no amount looks for nothing, and no way moves cents about', async ({ page }) => {
  await field(page, 'Anticipo').fill('6000');
  await page.keyboard.press('Alt+r');
  const wish = page.getByRole('textbox', { name: /^Rata desiderata/ });
  const ways = page.getByRole('group', { name: 'Come arrivarci' });
  await wish.fill('abc');
  await expect(ways.getByRole('button')).toHaveCount(0);
  await wish.fill('-5');
  await expect(ways.getByRole('button')).toHaveCount(0);
  await wish.fill('99999');
  await expect(ways.getByRole('button', { name: /Durata/ })).toContainText('al più vicino');
});
