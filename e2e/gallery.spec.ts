/** Every block by keyboard, in both themes and both sizes, on the gallery page. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const themes = { light: 'Chiaro', dark: 'Scuro' } as const;

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/_ui');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

for (const [theme, word] of Object.entries(themes)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`gallery in ${theme} on ${size} has no accessibility violation and does not scroll sideways`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.getByRole('radio', { name: word }).click();
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      await expectAccessible(page, `gallery ${theme} ${size}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      await picture(page, `gallery-${theme}-${size}`, true);
    });
  }
}

const field = (page: Page, label: RegExp): Locator => page.getByRole('textbox', { name: label });

/** Goes into a field and types: what it holds is selected on entering, so typing replaces it. */
async function retype(page: Page, label: RegExp, text: string): Promise<void> {
  await field(page, label).blur();
  await field(page, label).focus();
  await page.keyboard.type(text);
}

for (const [typed, cents, shown] of [
  ['1234,5', 123_450, '1.234,50'],
  ['1.234,50', 123_450, '1.234,50'],
  ['1,234.50', 123_450, '1.234,50'],
  ['€ 1 234', 123_400, '1.234,00'],
] as const) {
  test(`an amount typed or pasted as ${typed} is ${shown}`, async ({ page }) => {
    const price = field(page, /^Prezzo/);
    await retype(page, /^Prezzo/, typed);
    await expect(page.getByTestId('price-value')).toHaveText(`Valore: ${cents}`);
    await page.keyboard.press('Tab');
    await expect(price).toHaveValue(shown);
    await price.focus();
    await page.keyboard.insertText(typed);
    await page.keyboard.press('Tab');
    await expect(page.getByTestId('price-value')).toHaveText(`Valore: ${cents}`);
    await expect(price).toHaveValue(shown);
  });
}

test('an amount that is none stays visible, is said to be wrong and does not change the value', async ({ page }) => {
  const price = field(page, /^Prezzo/);
  await price.focus();
  await page.keyboard.insertText('12abc');
  await page.keyboard.press('Tab');
  await expect(price).toHaveValue('12abc');
  await expect(price).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByTestId('price-value')).toHaveText('Valore: 2890000');
});

test('Enter goes to the next field of the form', async ({ page }) => {
  await field(page, /^Prezzo/).focus();
  await page.keyboard.press('Enter');
  await expect(field(page, /^Anticipo/)).toBeFocused();
});

test('a date typed without separators is understood; one that does not exist is said to be wrong, never another date', async ({ page }) => {
  const delivery = field(page, /^Consegna/);
  await retype(page, /^Consegna/, '050227');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('delivery-value')).toHaveText('Valore: 2027-02-05');
  await expect(delivery).toHaveValue('05/02/2027');
  await retype(page, /^Consegna/, '31/02/2027');
  await page.keyboard.press('Tab');
  await expect(delivery).toHaveAttribute('aria-invalid', 'true');
  await expect(delivery).toHaveValue('31/02/2027');
  await expect(page.getByTestId('delivery-value')).toHaveText('Valore: 2027-02-05');
});

test('a rate goes up and down by a twentieth of a point with the arrows', async ({ page }) => {
  const rate = field(page, /^TAN/);
  await rate.focus();
  await page.keyboard.press('ArrowUp');
  await expect(rate).toHaveValue(/^7,00/);
  await page.keyboard.press('ArrowDown');
  await expect(rate).toHaveValue(/^6,95/);
});

test('a term is chosen with the arrows of one group', async ({ page }) => {
  const group = page.getByRole('radiogroup', { name: 'Durata (mesi)' });
  await group.getByRole('radio', { name: '48' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: '60' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: '72' })).not.toBeChecked();
});

test('a service is taken with the space bar and one that is not sold says why', async ({ page }) => {
  const maintenance = page.getByRole('checkbox', { name: /Manutenzione/ });
  await maintenance.focus();
  await page.keyboard.press('Space');
  await expect(maintenance).toBeChecked();
  await expect(page.getByText('Non venduto con un usato')).toBeVisible();
});

test('a vehicle is found by typing, chosen with arrows and Enter; nothing found and no answer are said in words', async ({ page }) => {
  const vehicle = page.getByRole('combobox', { name: 'Veicolo' });
  await vehicle.focus();
  await page.keyboard.type('brezza');
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Scelto: Brezza', { exact: false })).toBeVisible();
  await vehicle.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('zzz');
  await expect(page.getByRole('status').filter({ hasText: 'Nessun veicolo con questo testo: prova con la targa' })).toBeAttached();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('errore');
  await expect(page.getByText('La ricerca non ha risposto: riprova').first()).toBeVisible();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(vehicle).toHaveValue(/Brezza/);
});

test('a side panel takes the focus, keeps it, and gives it back on Esc', async ({ page }) => {
  const open = page.getByRole('button', { name: 'Apri pannello' });
  await open.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Dettaglio del preventivo' });
  await expect(panel).toBeVisible();
  await expectAccessible(page, 'side panel');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Tab');
  await expect(panel.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(open).toBeFocused();
});

test('a menu opens with Enter, moves with arrows, and gives the reason of what it refuses', async ({ page }) => {
  const menu = page.getByRole('button', { name: 'Altro' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await expect(page.getByText('Serve un preventivo scaduto')).toBeVisible();
  await expectAccessible(page, 'open menu');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(menu).toBeFocused();
});

test('rows of the list are walked with J and K and opened with Enter; columns are sorted from the header', async ({ page }) => {
  const list = page.getByRole('grid', { name: 'Preventivi', exact: true }).or(page.getByRole('table', { name: 'Preventivi', exact: true })).first();
  await list.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Aperto P-2026-004119')).toBeVisible();
  await list.getByRole('columnheader', { name: 'Rata €' }).getByRole('button').press('Enter');
  await expect(list.getByRole('columnheader', { name: 'Rata €' })).toHaveAttribute('aria-sort', /ascending|descending/);
});

test('the tree is walked, opened, ticked and searched by letter from the keyboard', async ({ page }) => {
  const tree = page.getByRole('tree', { name: 'Rete di esempio' });
  await tree.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(tree.getByRole('treeitem', { name: 'Autoesempio Torino' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('1 scelto', { exact: true })).toBeVisible();
  await page.keyboard.press('s');
  await expect(tree.getByRole('treeitem', { name: 'Sud' })).toHaveAttribute('aria-current', 'true');
});

test('the list shows its rows as cards on a phone', async ({ page }) => {
  await page.setViewportSize(sizes.phone);
  await expect(page.getByText('P-2026-004120')).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveCount(0);
});

test('the strip says in one sentence what it shows and has a table twin', async ({ page }) => {
  const strip = page.getByRole('figure').first();
  await expect(strip).toContainText(/interessi/i);
  await page.getByRole('button', { name: /tabella/i }).first().press('Enter');
  await expect(page.getByRole('table').first()).toBeVisible();
});

test('in English the fields and figures follow', async ({ page }) => {
  await page.getByRole('radio', { name: 'EN' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(field(page, /^Price/)).toHaveValue('28,900.00');
});

test('at twice the text size nothing is cut off sideways', async ({ page }) => {
  // 200 % zoom of 1366 × 768 leaves 683 × 384 for the page.
  await page.setViewportSize({ width: 683, height: 384 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'gallery at 200 %');
});
