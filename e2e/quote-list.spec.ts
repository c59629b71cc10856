/** The list of quotes: what a manager looks for, keeps as a view, does to many and takes away as a sheet. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const grid = (page: Page) => page.getByRole('grid', { name: /^Preventivi/ });
const rows = (page: Page) => grid(page).getByRole('row').filter({ has: page.getByRole('gridcell') });
const settled = async (page: Page): Promise<void> => {
  await expect(grid(page)).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

test.describe('a dealer’s manager', () => {
  test.beforeEach(async ({ signInAs }) => signInAs('dealerManager'));

  test('filters, sorts, and a pasted address shows the same', async ({ page, context }) => {
    await page.goto('/quotes');
    await settled(page);
    await page.getByRole('button', { name: /^Filtri/ }).click();
    const panel = page.getByRole('dialog', { name: 'Filtra i preventivi' });
    await panel.getByRole('radio', { name: 'Rata costante' }).check();
    await panel.getByRole('textbox', { name: 'Rata fino a' }).fill('400');
    await panel.getByRole('button', { name: 'Mostra i preventivi' }).click();
    await page.getByRole('button', { name: /^Rata/ }).click();
    await expect(page).toHaveURL(/plan=level.*instalmentToCents=40000/);
    await expect(page).toHaveURL(/sort=instalment/);
    await settled(page);
    const first = await rows(page).allInnerTexts();
    const other = await context.newPage();
    await other.goto(page.url());
    await settled(other);
    await expect.poll(async () => rows(other).allInnerTexts()).toEqual(first);
    await page.getByRole('button', { name: 'Togli i filtri' }).click();
    await expect(page).not.toHaveURL(/plan=/);
  });

  test('keeps a view, finds it in the navigation with its count, and deletes it', async ({ page }) => {
    const name = `Da chiudere ${Date.now()}`;
    await page.goto('/quotes?status=open&sort=expiry');
    await settled(page);
    await page.getByRole('button', { name: 'Viste' }).click();
    await page.getByRole('menuitem', { name: 'Salva come vista' }).click();
    await page.getByRole('textbox', { name: 'Nome della vista' }).fill(name);
    await page.getByRole('radio', { name: 'Chi lavora con me' }).check();
    await page.getByRole('button', { name: 'Salva la vista' }).click();
    const entry = page.getByRole('navigation').getByRole('link', { name: new RegExp(name) });
    await expect(entry).toContainText(/\d/);
    const view = new URL(page.url()).searchParams.get('view') ?? '';
    // A short link names the view alone; the address spells it out.
    await page.goto(`/quotes?view=${view}`);
    await expect(page).toHaveURL(/status=open/);
    await picture(page, 'quote-list-view');
    await page.getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: 'Elimina la vista' }).click();
    await expect(entry).toHaveCount(0);
  });

  test('ticks quotes by keyboard, gives them a day, and takes them as a sheet', async ({ page }) => {
    await page.goto('/quotes');
    await settled(page);
    await grid(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    const bar = page.getByRole('region', { name: 'Azioni sulle righe selezionate' });
    await expect(bar).toContainText('2 selezionate');
    await picture(page, 'quote-list-bulk');
    const download = page.waitForEvent('download');
    await bar.getByRole('button', { name: 'Esporta la selezione' }).click();
    await page.getByRole('menuitem', { name: /^CSV/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^preventivi-.*\.csv$/);
    await bar.getByRole('textbox', { name: 'Richiama il' }).fill('+7');
    await bar.getByRole('textbox', { name: 'Richiama il' }).press('Enter');
    await bar.getByRole('button', { name: 'Imposta il richiamo' }).click();
    await expect(page.getByText('Richiamo aggiornato: 2.')).toBeVisible();
    await page.goto('/quotes?followUp=planned');
    await settled(page);
    expect(await rows(page).count()).toBeGreaterThanOrEqual(2);
  });

  test('chooses columns and exports all that the filters leave', async ({ page }) => {
    await page.goto('/quotes');
    await settled(page);
    await page.getByRole('button', { name: 'Colonne' }).click();
    await page.getByRole('menuitem', { name: /^TAEG/ }).click();
    await page.keyboard.press('Escape');
    await expect(grid(page).getByRole('columnheader', { name: /^TAEG/ })).toBeVisible();
    await expect(page).toHaveURL(/hide=/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Esporta' }).click();
    await page.getByRole('menuitem', { name: /^XLSX/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  });

  test('finds a quote from the palette by its number', async ({ page }) => {
    await page.goto('/quotes');
    await settled(page);
    const number = (await rows(page).first().getByRole('gridcell').nth(1).innerText()).trim();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(number);
    await expect(page.getByRole('option', { name: new RegExp(number) })).toBeVisible();
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${size}, ${scheme}: list, filters and selection stand in nobody’s way`, async ({ page, signInAs }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(viewport);
      await signInAs('dealerManager');
      await page.goto('/quotes');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await page.getByRole('checkbox', { name: 'Seleziona la riga 1', exact: true }).check();
      await expectAccessible(page, `quotes with a selection, ${size}, ${scheme}`);
      await picture(page, `quote-list-${size}-${scheme}`);
      await page.getByRole('button', { name: /^Filtri/ }).click();
      await expect(page.getByRole('dialog', { name: 'Filtra i preventivi' })).toBeVisible();
      await expectAccessible(page, `filters of quotes, ${size}, ${scheme}`);
      await picture(page, `quote-list-filters-${size}-${scheme}`);
    });
  }
}
