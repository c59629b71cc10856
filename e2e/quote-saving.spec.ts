/** Saving a quote when something comes between: a lost answer, a second click, a new day, a superseded offer, a new version. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { instalment, openStock, quotesNamed, savedNumber, stockCar } from './quick-quote-page.ts';
import { picture } from './screens.ts';

test.beforeEach(({ signInAs }) => signInAs('seller'));

test('whose answer was lost tries again and has one quote', async ({ page }) => {
  await openStock(page, 1);
  const reference = `risposta persa ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Riferimento' }).fill(reference);
  let lost = false;
  await page.route('**/api/quoting/quotes', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.keyboard.press('Control+Enter');
  // One button for one deed: the one that saves says that it tries again.
  const again = page.getByRole('button', { name: /^Riprova a salvare/ });
  await expect(again).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Salva/ })).toHaveCount(0);
  await again.click();
  await savedNumber(page);
  expect(await quotesNamed(page, reference)).toBe(1);
});

test('whoever clicks twice on save has one quote', async ({ page }) => {
  await openStock(page, 1);
  const reference = `doppio clic ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Riferimento' }).fill(reference);
  let posts = 0;
  await page.route('**/api/quoting/quotes', async (route) => {
    if (route.request().method() === 'POST') posts += 1;
    await route.continue();
  });
  await page.getByRole('button', { name: /^Salva preventivo/ }).dblclick();
  await savedNumber(page);
  expect(await quotesNamed(page, reference)).toBe(1);
  expect(posts).toBe(1);
});

test('whose conditions have aged computes again with one click and saves', async ({ page }) => {
  await openStock(page, 1);
  let aged = false;
  await page.route('**/api/quoting/quotes', async (route) => {
    if (route.request().method() !== 'POST' || aged) return route.continue();
    aged = true;
    const body = route.request().postDataJSON() as { startDate: string };
    return route.continue({ postData: JSON.stringify({ ...body, startDate: '2026-01-02' }) });
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('calcolato in un altro giorno');
  await page.getByRole('button', { name: 'Ricalcola' }).click();
  await expect(page.getByText(/^Condizioni di oggi ricaricate/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await savedNumber(page);
});

test('whose offer was superseded meanwhile computes again with that of today in one step, seeing instalment and TAEG before and now', async ({ page }) => {
  const { stockId } = await stockCar(page, 2);
  // The desk as it stood before the demo lowered this offer's rate: its first version, at 7.15 %.
  let isOld = true;
  await page.route('**/api/pricing/offers/applicable*', async (route) => {
    if (!isOld) return route.continue();
    const answer = await route.fetch();
    const body = (await answer.json()) as { items: { code: string; offerVersion: number; terms: { months: number; nominalRatePpm: number }[] }[] };
    const [newest] = body.items.filter(({ code }) => code === 'CC-NUOVO');
    if (newest === undefined) throw new Error('the demo world has no superseded offer');
    const items = [{ ...newest, offerVersion: 1, terms: newest.terms.map(({ months }) => ({ months, nominalRatePpm: 71_500 })) }];
    return route.fulfill({ response: answer, json: { ...body, items } });
  });
  await page.goto(`/quotes/new?stock=${stockId}`);
  await expect(instalment(page)).toBeVisible();
  const shown = async () => ((await instalment(page).textContent()) ?? '').replace(/\s*€.*/, '');
  const before = await shown();
  isOld = false;
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText(/dal \d{2}\/\d{2}\/\d{4} vale la versione 2 di Credito Classico nuovo/);
  await expectAccessible(page, 'a superseded offer refused');
  await page.getByRole('button', { name: 'Ricalcola con l’offerta di oggi' }).click();
  const told = page.getByRole('status').filter({ hasText: 'Condizioni di oggi ricaricate' });
  await expect(told).toContainText(new RegExp(`Al mese da ${before.trim()}\\s€ a [\\d.,]+\\s€, TAEG da \\d+,\\d+\\s% a \\d+,\\d+\\s%`));
  const now = await shown();
  expect(now).not.toBe(before);
  await expect(told).toContainText(now.trim());
  await picture(page, 'desk-superseded');
  await page.keyboard.press('Control+Enter');
  await savedNumber(page);
});

test('revises a saved quote, and both versions stay readable', async ({ page }) => {
  await openStock(page, 2);
  await page.keyboard.press('Control+Enter');
  const number = await savedNumber(page);
  await page.getByRole('textbox', { name: 'Sconto' }).fill('250');
  await page.getByRole('button', { name: /^Salva nuova versione/ }).click();
  await expect(page.getByText(/versione 2/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Stampa' })).toBeFocused();
  // Opened to be changed, it begins at its price.
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Prezzo' })).toBeFocused();
  const id = new URL(page.url()).searchParams.get('revise');
  await page.goto(`/quotes/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: `Preventivo ${number}` })).toBeVisible();
  await page.getByRole('radio', { name: '1', exact: true }).check();
  await expect(page.getByText('Stai guardando la versione 1.')).toBeVisible();
  await expect(page.getByText(/Modifica – /)).toBeVisible();
});

test('who saves the same quote in a second window is told, and goes on from the newer version', async ({ page, context }) => {
  await openStock(page, 3);
  await page.keyboard.press('Control+Enter');
  await savedNumber(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await savedNumber(second);
  for (const [window, discount] of [[page, '100'], [second, '200']] as const) {
    await window.getByRole('textbox', { name: 'Sconto' }).fill(discount);
    await window.getByRole('button', { name: /^Salva nuova versione/ }).click();
    await expect(window.getByText(window === page ? /versione 2/ : /quello che hai cambiato qui va riscritto/)).toBeVisible();
  }
  await second.getByRole('button', { name: 'Riapri l’ultima versione' }).click();
  await expect(second.getByText(/versione 2/)).toBeVisible();
  await expect(second.getByRole('textbox', { name: 'Sconto' })).toHaveValue('100,00');
});
