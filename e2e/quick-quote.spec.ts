/** The seller's road: a car found by typing, an instalment agreed, a quote saved, printed, found again. */
import type { Browser, Page } from '@playwright/test';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { instalment, openStock, savedNumber, stockCar } from './quick-quote-page.ts';
import { picture, sizes } from './screens.ts';

const deposit = (page: Page) => page.getByRole('textbox', { name: 'Anticipo' });

test.describe('a seller', () => {
  test.beforeEach(({ signInAs }) => signInAs('seller'));

  test('finds a car, agrees an instalment, saves, prints and finds the quote again', async ({ page }) => {
    const car = await stockCar(page);
    await page.goto('/quotes/new');
    await page.getByRole('combobox', { name: 'Veicolo' }).fill(car.vinEnd);
    await page.getByRole('option').first().click();
    await expect(page.getByText(car.name, { exact: true })).toBeVisible();

    const before = await instalment(page).textContent();
    const depositBefore = await deposit(page).inputValue();
    await instalment(page).click();
    await page.getByRole('textbox', { name: /^Rata desiderata/ }).fill('220');
    await expect(deposit(page)).not.toHaveValue(depositBefore);
    await expect(page.getByText(/^Anticipo da .* a /)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(instalment(page)).toContainText('220,00');
    expect(await instalment(page).textContent()).not.toBe(before);

    const service = page.getByRole('checkbox', { name: 'Manutenzione programmata' });
    await service.check();
    await expect(instalment(page)).not.toContainText('220,00');

    const reference = `Signora della Panda ${Date.now()}`;
    await page.getByRole('textbox', { name: 'Riferimento' }).fill(reference);
    const shown = ((await instalment(page).textContent()) ?? '').split(' · ')[0] ?? '';
    await page.getByRole('button', { name: /^Salva preventivo/ }).click();
    const number = await savedNumber(page);

    const print = page.getByRole('link', { name: 'Stampa' });
    await expect(print).toBeFocused();
    const pdf = await page.request.get((await print.getAttribute('href')) ?? '');
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await page.getByRole('link', { name: /^Preventivi/ }).click();
    await page.getByRole('searchbox').fill(reference);
    const row = page.getByRole('row', { name: new RegExp(number) });
    await row.click();
    await expect(page.getByRole('heading', { level: 2, name: number })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Preventivo aperto' })).toContainText(shown);
  });

  test('needs six interactions at most from a car in stock, all by keyboard', async ({ page }) => {
    await page.goto('/vehicles?state=available&kind=new');
    await expect(page.getByRole('grid')).toBeFocused();
    let interactions = 0;
    const press = async (key: string): Promise<void> => {
      interactions += 1;
      await page.keyboard.press(key);
    };
    await press('j');
    await press('Enter');
    await expect(page.getByRole('button', { name: 'Fai un preventivo' })).toBeFocused();
    await press('Enter');
    await expect(instalment(page)).toBeVisible();
    await press('Control+Enter');
    await savedNumber(page);
    expect(interactions).toBeLessThanOrEqual(6);
  });

  test('goes through every field with Enter and prices at each key', async ({ page }) => {
    await openStock(page);
    await expect(page.getByRole('textbox', { name: 'Prezzo' })).toBeFocused();
    const fields = ['Sconto', 'Permuta', 'Anticipo'];
    for (const name of fields) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name })).toBeFocused();
    }
    const before = await instalment(page).textContent();
    await page.keyboard.type('9000');
    await expect(instalment(page)).not.toHaveText(before ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radiogroup', { name: 'Durata (mesi)' }).locator(':focus')).toHaveCount(1);
    const months = await page.getByText(/^Rata mensile per/).textContent();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(/^Rata mensile per/)).not.toHaveText(months ?? '');
  });

  test('is told what does not fit, once and at its field; the panel only says that there is something to mend', async ({ page }) => {
    await openStock(page);
    await page.getByRole('textbox', { name: 'Sconto' }).fill('900000');
    await expect(page.getByText(/^Lo sconto supera il prezzo/)).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Sconto' })).toHaveAccessibleDescription(/^Lo sconto supera il prezzo/);
    await expect(page.getByText('C’è un dato da correggere: il perché è sotto il suo campo.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Salva preventivo/ })).toBeDisabled();
    await page.getByRole('textbox', { name: 'Sconto' }).fill('0');
    await page.keyboard.press('Alt+r');
    await page.getByRole('textbox', { name: /^Rata desiderata/ }).fill('1');
    await expect(page.getByText(/la più vicina è/)).toBeVisible();
    await page.getByRole('button', { name: /^Usa / }).click();
    await expect(page.getByText(/la più vicina è/)).toBeHidden();
    await page.getByRole('button', { name: 'Rimetti com’era' }).click();
    await expect(instalment(page)).toBeVisible();
  });

  test('sees the car itself on the desk where it has a picture, on a phone too', async ({ page }) => {
    await openStock(page);
    for (const viewport of [sizes.desktop, sizes.phone]) {
      await page.setViewportSize(viewport);
      const picture = page.locator('img[src*="/photos/"]');
      await expect(picture).toBeVisible();
      await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
      expect(await picture.boundingBox()).toMatchObject({ width: 72, height: 48 });
    }
  });

  for (const [what, address, words] of [
    ['no identifier', 'stock=zzz', 'Quest’auto non si può preventivare'],
    ['a car that is not there', 'stock=00000000-0000-7000-8000-000000000abc', 'Quest’auto non si può preventivare'],
    ['a version that is not there', 'version=00000000-0000-7000-8000-000000000abc', 'Quest’auto non si può preventivare'],
    ['a quote that is not there', 'revise=00000000-0000-7000-8000-000000000abc', 'Preventivo non trovato'],
    ['no identifier of a quote', 'from=7', 'Preventivo non trovato'],
  ] as const) {
    test(`whose address names ${what} is told so in words and goes on from there`, async ({ page }) => {
      await page.goto(`/quotes/new?${address}`);
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByText(/not_found|vehicle_not_available|Codice /)).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Torna ai preventivi' })).toHaveCount(words.startsWith('Preventivo') ? 1 : 0);
      const car = await stockCar(page);
      await expect(page.getByRole('combobox', { name: 'Veicolo' })).toBeFocused();
      await page.keyboard.type(car.vinEnd);
      await page.getByRole('option').first().click();
      await expect(instalment(page)).toBeVisible();
    });
  }

  test('keeps what is being typed for another car while the one that is not there is read again', async ({ page }) => {
    await page.goto('/quotes/new?stock=00000000-0000-7000-8000-000000000abc');
    const car = await stockCar(page);
    const field = page.getByRole('combobox', { name: 'Veicolo' });
    await expect(field).toBeFocused();
    await field.fill(car.vinEnd.slice(0, 2));
    const again = page.waitForResponse(/\/api\/vehicles\/stock\/00000000/);
    // What the browser says when somebody comes back to the tab.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await again;
    await expect(field).toHaveValue(car.vinEnd.slice(0, 2));
    await page.keyboard.type(car.vinEnd.slice(2));
    await page.getByRole('option').first().click();
    await expect(instalment(page)).toBeVisible();
  });

  test('sees the commission only when asked for, and never in the customer’s view', async ({ page }) => {
    await openStock(page);
    await expect(page.getByText(/^Provvigione/)).toHaveCount(0);
    await page.keyboard.press('Alt+p');
    await expect(page.getByText(/^Provvigione/)).toBeVisible();
    await page.getByRole('button', { name: 'Vista cliente' }).click();
    await expect(page.getByText(/rovvigione/)).toHaveCount(0);
    await page.keyboard.press('Alt+p');
    await expect(page.getByText(/rovvigione/)).toHaveCount(0);
  });

  test('opens the plan and the steps behind a figure', async ({ page }) => {
    await openStock(page);
    await page.getByRole('button', { name: 'Piano completo' }).click();
    const plan = page.getByRole('dialog', { name: 'Piano di ammortamento' });
    await expect(plan.getByRole('row')).toHaveCount(38);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Interessi: come si calcola/ }).click();
    await expect(page.getByRole('dialog', { name: 'Come si calcola: Interessi' }).getByRole('listitem').last()).toContainText('€');
  });

  test('finds the draft again after a reload, and may start over', async ({ page }) => {
    await openStock(page);
    await page.getByRole('textbox', { name: 'Permuta' }).fill('3100');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Permuta' })).toHaveValue('3.100,00');
    await expect(page.getByText('Bozza ripresa da dove eri rimasto')).toBeVisible();
    await page.getByRole('button', { name: 'Ricomincia' }).click();
    await expect(page.getByRole('textbox', { name: 'Permuta' })).toHaveValue('0,00');
  });
});

/** A page of its own for somebody else. */
async function pageOf(browser: Browser, baseURL: string, person: keyof typeof people): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.request.post('/api/identity/sign-in', { data: { loginName: people[person], password: demoPassword }, headers: { origin: baseURL } });
  return page;
}

test('the manager’s list has the seller’s new quote without a reload', async ({ page, signInAs, browser, baseURL }) => {
  await signInAs('seller');
  const manager = await pageOf(browser, baseURL ?? '', 'dealerManager');
  await manager.goto('/quotes');
  await expect(manager.getByRole('grid')).toBeVisible();
  await openStock(page);
  await page.keyboard.press('Control+Enter');
  const number = await savedNumber(page);
  await expect(manager.getByRole('row', { name: new RegExp(number) })).toBeVisible({ timeout: 2000 });
  await manager.context().close();
});

test('in English the whole road is English', async ({ page, signInAs }) => {
  await signInAs('otherSeller');
  const me = (await (await page.request.get('/api/identity/me')).json()) as { csrfToken: string };
  const speak = async (language: 'it' | 'en') => page.request.put('/api/identity/me/language', { data: { language }, headers: { 'x-volano-csrf': me.csrfToken, 'idempotency-key': `speak-${language}-${Date.now()}` } });
  await speak('en');
  try {
    const car = await stockCar(page);
    // Each opened anew, its words still on their way: a page that waits for them must come up whole.
    for (const [address, title] of [['/vehicles', 'Stock'], ['/quotes', 'Quotes'], ['/catalogue', 'Catalogue'], [`/stock/${car.stockId}`, car.name]] as const) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    }
    await page.goto(`/quotes/new?stock=${car.stockId}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Quick quote' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Discount' }).fill('1,500.50');
    await picture(page, 'quick-quote-english');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Quote DLR/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Print' })).toBeVisible();
  } finally {
    await speak('it');
  }
});

const routes = ['/quotes', '/quotes/new', '/vehicles', '/catalogue', '/offers'] as const;

for (const scheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${size}, ${scheme}: nothing stands in anybody’s way`, async ({ page, signInAs }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(viewport);
      await signInAs('seller');
      for (const route of routes) {
        await page.goto(route);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expectAccessible(page, `${route}, ${size}, ${scheme}`);
        await picture(page, `${route.slice(1).replace('/', '-')}-${size}-${scheme}`);
      }
      await openStock(page);
      await expectAccessible(page, `a quote in work, ${size}, ${scheme}`);
      await picture(page, `quick-quote-${size}-${scheme}`);
      const scrolls = await page.locator('#main').evaluate((main) => main.scrollHeight > main.clientHeight);
      if (size === 'desktop') expect(scrolls, 'the quick quote fits 1366 × 768').toBe(false);
      await page.getByRole('button', { name: /^Salva/ }).last().click();
      await savedNumber(page);
      await page.goto(`/quotes/${new URL(page.url()).searchParams.get('revise')}`);
      await expect(page.getByRole('heading', { level: 1, name: /^Preventivo DLR/ })).toBeVisible();
      await expectAccessible(page, `a saved quote, ${size}, ${scheme}`);
      await picture(page, `quote-${size}-${scheme}`, true);
    });
  }
}
