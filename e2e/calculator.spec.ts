/** The specialist's road: any plan by typing, its rows, why a figure is what it is, what is refused, what is taken away, and the link that shows it again. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const result = (page: Page) => page.getByRole('region', { name: 'Risultato' }).first();
const cell = (page: Page, row: number, column: number) => page.getByRole('grid', { name: 'Righe del piano' }).getByRole('row').nth(row).getByRole('gridcell').nth(column);
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** A loan whose figures do not depend on the day of the test. */
const loan = '/calculator?principalCents=1000000&nominalRatePct=6&rows=12&start=2027-01-31&every=1';

test.describe('a specialist of collections', () => {
  test.beforeEach(({ signInAs }) => signInAs('collector'));

  test('finds the calculator by typing and has figures at once', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Cerca o esegui' })).toBeFocused();
    await page.keyboard.type('ammortamento');
    await expect(page.getByRole('option').first()).toContainText('Calcola un piano');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Calcolatrice' })).toBeVisible();
    await expect(field(page, 'Capitale')).toBeFocused();
    await expect(result(page)).toContainText('296,66');
  });

  test('changes the amortisation and the rows follow, key by key, without asking the server', async ({ page }) => {
    await page.goto(loan);
    await expect(cell(page, 1, 5)).toHaveText('860,66');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/calc/')) asked.push(request.url());
    });
    await page.getByRole('combobox', { name: 'Ammortamento' }).selectOption({ label: 'Capitale costante' });
    await expect(cell(page, 1, 2)).toHaveText('833,33');
    await expect(cell(page, 1, 5)).toHaveText('883,33');
    await expect(cell(page, 1, 1)).toHaveText('28/02/2027');
    await field(page, 'Numero di rate').fill('600');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '601');
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('gridcell', { name: '31/01/2077' })).toBeVisible();
    expect(asked).toEqual([]);
  });

  test('weights and charges are typed as a specialist writes them', async ({ page }) => {
    await page.goto(loan);
    await page.getByText('Altre condizioni').click();
    await field(page, 'Pesi delle rate').fill('3,1*');
    await expect(cell(page, 1, 5)).not.toHaveText('860,66');
    const triple = Number((await cell(page, 1, 5).innerText()).replace('.', '').replace(',', '.'));
    const single = Number((await cell(page, 2, 5).innerText()).replace('.', '').replace(',', '.'));
    expect(Math.abs(triple - 3 * single)).toBeLessThan(0.02);
    await page.getByRole('button', { name: 'Aggiungi una spesa' }).click();
    const charge = page.getByRole('group', { name: 'Spesa 1' });
    await expect(charge.getByRole('textbox', { name: 'Nome' })).toBeFocused();
    await charge.getByRole('textbox', { name: 'Importo' }).fill('2,50');
    await expect(cell(page, 2, 4)).toHaveText('2,50');
    await charge.getByRole('button', { name: 'Togli Spesa 1' }).click();
    await expect(cell(page, 2, 4)).toHaveText('–');
  });

  test('a row and a figure say how they are computed, and Escape comes back', async ({ page }) => {
    await page.goto(loan);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Come si calcola: riga 2' });
    await expect(panel.getByRole('heading', { name: 'Interessi, passo per passo' })).toBeVisible();
    await expect(panel.getByRole('listitem').filter({ hasText: 'Arrotondato una volta sola' }).first()).toContainText('45,95');
    await expectAccessible(page, 'derivation of a row');
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    await page.getByRole('button', { name: /TAEG: come si calcola/ }).click();
    await expect(page.getByRole('dialog', { name: 'Come si calcola: TAEG' }).getByRole('listitem').last()).toContainText('6,17 %');
  });

  test('what cannot be computed is said at its field, with the value that works', async ({ page }) => {
    await page.goto(loan);
    await field(page, 'Numero di rate').fill('700');
    await expect(page.getByText('Il numero di rate non è possibile: il più vicino è 600.').first()).toBeVisible();
    await expect(field(page, 'Numero di rate')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('grid')).toHaveCount(0);
    await expectAccessible(page, 'a refused plan');
    await page.getByRole('button', { name: 'Usa 600' }).click();
    await expect(page.getByRole('grid')).toBeVisible();
    await page.getByText('Altre condizioni').click();
    await field(page, 'Pesi delle rate').fill('3,x');
    await expect(page.getByText('Non si legge «x»: correggilo come nell’esempio.').first()).toBeVisible();
    await page.getByText('Altre condizioni').click();
    await page.getByRole('button', { name: 'Vai al campo' }).click();
    await expect(field(page, 'Pesi delle rate')).toBeFocused();
  });

  test('takes the rows away as an Italian spreadsheet wants them, and the question as programs ask it', async ({ page }) => {
    await page.goto(loan);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Scarica CSV' }).click()]);
    expect(file.suggestedFilename()).toBe('piano-plan.csv');
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['\ufeffN.;Scadenza;Capitale €;Interessi €;Spese €;Da pagare €;Debito residuo €', '1;28/02/2027;810,66;50,00;0,00;860,66;9189,34', '2;31/03/2027;814,71;45,95;0,00;860,66;8374,63']);
    expect(lines).toHaveLength(14);

    await page.getByRole('button', { name: 'JSON' }).click();
    const body = JSON.parse(await page.getByRole('textbox', { name: 'Corpo per POST /api/calc/plan' }).inputValue()) as unknown;
    expect(body).toEqual({ principalCents: 1_000_000, nominalRatePct: '6', rows: 12, start: '2027-01-31', every: 1 });
    expect(JSON.parse(await page.getByRole('textbox', { name: 'Riga per volano calc' }).inputValue())).toEqual({ id: 1, do: 'plan', input: body });
    await expectAccessible(page, 'JSON of a plan');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Verifica sul server' }).click();
    await expect(page.getByText('Il server dà lo stesso risultato, cifra per cifra.')).toBeVisible();
  });

  test('a link shows the same to whoever opens it, and the back button goes back', async ({ page }) => {
    await page.goto(loan);
    await field(page, 'Maxirata').fill('3000');
    await page.getByRole('checkbox', { name: 'Maxirata un periodo dopo l’ultima rata' }).check();
    await page.getByText('Altre condizioni').click();
    await page.getByRole('combobox', { name: 'Conteggio dei giorni' }).selectOption('act/365f');
    await expect(page).toHaveURL(/dayCount=act/);
    const shown = await result(page).innerText();
    await page.getByRole('tab', { name: 'Estinzione' }).click();
    await expect(result(page)).toContainText('Per estinguere');
    await page.goBack();
    await expect(page.getByRole('tab', { name: 'Piano' })).toHaveAttribute('aria-selected', 'true');
    await expect(field(page, 'Maxirata')).toHaveValue('3.000,00');
    const link = page.url();
    await page.goto('/');
    await page.goto(link);
    await expect(field(page, 'Maxirata')).toHaveValue('3.000,00');
    await expect(page.getByRole('combobox', { name: 'Conteggio dei giorni' })).toBeVisible();
    expect(await result(page).innerText()).toBe(shown);
  });

  test('a damaged link is refused at its fields and never becomes another plan', async ({ page }) => {
    await page.goto('/calculator?principalCents=1000000&nominalRatePct=6&rows=abc&start=foo&every=1');
    await expect(page.getByText('Così non si può calcolare.')).toBeVisible();
    await field(page, 'Numero di rate').fill('12');
    await field(page, 'Decorrenza').fill('31/01/2027');
    await expect(cell(page, 1, 5)).toHaveText('860,66');
    await page.goto('/calculator?principalCents=1000000&nominalRatePct=6&rows=12&start=2027-01-31&every=1&charges=%7B%22');
    await expect(page.getByText('Così non si può calcolare.')).toBeVisible();
    await page.goto('/calculator?do=usury&tegmPct=x&comparedPct=y');
    await expect(page.getByText('Così non si può calcolare.')).toBeVisible();
  });

  test('on paper stand the terms, every row and the totals', async ({ page }) => {
    await page.goto(loan);
    await expect(result(page)).toContainText('860,66');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const table = page.getByRole('table', { name: 'Righe del piano' });
    await expect(table.getByRole('row')).toHaveCount(14);
    await expect(table.getByRole('row').last()).toContainText('10.000,00');
    await expect(result(page).getByText('Numero di rate')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Scarica CSV' })).toBeHidden();
    await expect(field(page, 'Capitale')).toBeHidden();
  });

  test('every other calculation has figures at once, and the server agrees', async ({ page }) => {
    for (const [tab, words] of [['TAEG', '5,29'], ['Estinzione', 'Da pagare per l’estinzione'], ['Mora', 'Totale mora'], ['Leasing', 'Tasso leasing'], ['Usura', 'Entro la soglia']] as const) {
      await page.goto('/calculator');
      await page.getByRole('tab', { name: tab }).click();
      await expect(result(page)).toContainText(words);
      await page.getByRole('button', { name: 'Verifica sul server' }).click();
      await expect(page.getByText('Il server dà lo stesso risultato, cifra per cifra.')).toBeVisible();
    }
  });
});

test('in English the whole page is English', async ({ page, signInAs }) => {
  await signInAs('collector');
  const me = (await (await page.request.get('/api/identity/me')).json()) as { csrfToken: string };
  const speak = async (language: 'it' | 'en') => page.request.put('/api/identity/me/language', { data: { language }, headers: { 'x-volano-csrf': me.csrfToken, 'idempotency-key': `calculator-${language}-${Date.now()}` } });
  await speak('en');
  try {
    await page.goto(loan);
    await expect(page.getByRole('heading', { level: 1, name: 'Calculator' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Result' }).first()).toContainText('€ 860.66'.replace(' ', '\u00a0'));
    await page.getByRole('textbox', { name: 'Number of instalments' }).fill('700');
    await expect(page.getByText('So many rows are not possible: the nearest is 600.').first()).toBeVisible();
    await picture(page, 'calculator-english');
  } finally {
    await speak('it');
  }
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`${size}: nothing of any calculation stands in anybody’s way`, async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    await page.setViewportSize(viewport);
    await signInAs('collector');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const kind of ['plan', 'taeg', 'settlement', 'defaultInterest', 'lease', 'usury']) {
        const charges = encodeURIComponent(JSON.stringify([{ kind: 'Incasso', at: 'row', measure: 'amount', cents: '250', inTaeg: 'yes', financed: 'no', optional: 'no' }]));
        await page.goto(kind === 'plan' ? `/calculator?charges=${charges}&dayCount=act/365f` : `/calculator?do=${kind}`);
        await expect(result(page)).toBeVisible();
        const fold = page.locator('details');
        if ((await fold.count()) > 0 && !(await fold.evaluate((element) => (element as HTMLDetailsElement).open))) await fold.locator('summary').click();
        await expectAccessible(page, `${kind}, ${size}, ${scheme}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'cut off sideways').toBeLessThanOrEqual(0);
        await picture(page, `calculator-${kind}-${size}-${scheme}`);
      }
    }
  });
}
