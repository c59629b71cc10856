/** Lists that can be read, and fields that say what they do not take instead of dropping it. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name });

test('a filter says what it does not take, and a text too long is no question to the server', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto(`/vehicles?text=${'x'.repeat(200)}`);
  await expect(page.getByText('Nessuna auto con questi filtri')).toBeVisible();
  await page.goto('/vehicles');
  await page.getByRole('button', { name: 'Altri filtri' }).click();
  await field(page, 'Prezzo da').fill('-1');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Prezzo da')).toHaveValue('-1');
  await expect(field(page, 'Prezzo da')).toHaveAccessibleDescription(/Almeno 1/);
  await expect(page).not.toHaveURL(/from=/);
  await field(page, 'Prezzo da').fill('20000');
  await expect(page).toHaveURL(/from=20000/);
  await expect(field(page, 'Prezzo da')).not.toHaveAttribute('aria-invalid');
  await page.getByRole('button', { name: 'Togli i filtri' }).first().click();
  await expect(field(page, 'Prezzo da')).toHaveValue('');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('y'.repeat(90));
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('y'.repeat(80));
});

test('rows that come late close no menu and take no field away', async ({ page, signInAs }) => {
  await signInAs('seller');
  let come = (): void => undefined;
  const slow = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/api\/quoting\/quotes\?/, async (route) => {
    await slow;
    await route.continue();
  });
  await page.goto('/quotes');
  await page.getByRole('button', { name: /Personalità attiva/ }).click();
  const menu = page.getByRole('dialog', { name: 'Lavora come' });
  await expect(menu).toBeVisible();
  come();
  await expect(page.getByRole('row', { name: /DLR001-/ }).first()).toBeVisible();
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  const field = page.getByRole('searchbox');
  await field.fill('zzzzzz');
  await expect(page.getByRole('row', { name: /DLR001-/ })).toHaveCount(0);
  await field.fill('DLR001');
  await expect(page.getByRole('row', { name: /DLR001-/ }).first()).toBeVisible();
  await expect(field).toBeFocused();
});

test('a view is kept with Enter', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/vehicles?kind=used');
  await page.getByRole('button', { name: 'Viste' }).click();
  await page.getByRole('menuitem', { name: 'Salva come vista' }).click();
  const name = `Usato ${Date.now()}`;
  await field(page, 'Nome della vista').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Vista «${name}» salvata.`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Elimina la vista' }).click();
});

test('a fleet says how many cars it takes: of a car in stock one', async ({ page, signInAs }) => {
  await signInAs('seller');
  const { items } = (await (await page.request.get('/api/vehicles/stock?kind=new&state=available&limit=1')).json()) as { items: { stockId: string }[] };
  await page.goto(`/quotes/new?stock=${items[0]?.stockId ?? ''}`);
  await page.getByRole('button', { name: 'Più vetture (flotta)' }).click();
  await field(page, 'Quantità').fill('2');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Quantità')).toHaveValue('2');
  await expect(field(page, 'Quantità')).toHaveAccessibleDescription(/Al massimo 1/);
  await expect(page.getByRole('button', { name: /^Salva preventivo/ })).toBeDisabled();
  await field(page, 'Quantità').fill('1');
  await expect(page.getByRole('button', { name: /^Salva preventivo/ })).toBeEnabled();
});

test('an offer being written marks what it needs, and its key leads to what is missing', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/offers/write');
  await expect(page.getByRole('combobox', { name: /^Rete/ })).toHaveAttribute('required', '');
  await page.keyboard.press('Control+Enter');
  await expect(field(page, 'Codice')).toBeFocused();
  await field(page, 'Codice').fill('PROVA-X');
  await page.keyboard.press('Control+Enter');
  await expect(field(page, 'Nome')).toBeFocused();
  await field(page, 'Nome').fill('Prova');
  await page.getByRole('radio').first().check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('combobox', { name: /^Rete/ })).toBeFocused();
});

test('whoever brings a yard finds the codes: in the price list, at the car, in a list', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  await page.goto('/imports');
  const codes = page.getByRole('link', { name: 'Elenco dei codici: Codice versione' });
  await expect(codes).toBeVisible();
  expect((await page.request.get((await codes.getAttribute('href')) ?? '')).status()).toBe(200);
  await expectAccessible(page, 'imports with the list of codes');
  const { items } = (await (await page.request.get('/api/vehicles/versions?limit=1')).json()) as { items: { code: string }[] };
  await page.goto(`/catalogue?text=${items[0]?.code ?? ''}`);
  await expect(page.getByRole('gridcell', { name: items[0]?.code ?? '', exact: true })).toBeVisible();
});

test('rows and cards tell one quote and one car from the next', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  for (const address of ['/quotes', '/vehicles'] as const) {
    await page.goto(address);
    const vehicle = page.getByRole('columnheader', { name: 'Veicolo' });
    await expect(vehicle).toBeVisible();
    expect((await vehicle.boundingBox())?.width ?? 0).toBeGreaterThan(215);
    if (address === '/quotes') expect(await page.getByRole('gridcell', { name: /^DLR001-/ }).evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length)).toBe(0);
    await picture(page, `list${address.replace('/', '-')}`);
  }
  await page.setViewportSize(sizes.phone);
  await page.goto('/quotes');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await expect(page.getByText('Richiamo –')).toHaveCount(0);
  await picture(page, 'list-quotes-phone');
});

test('a quote opened anew in English is drawn at once, without a fault', async ({ page, signInAs }) => {
  await signInAs('seller');
  const { items } = (await (await page.request.get('/api/quoting/quotes?limit=1')).json()) as { items: { id: string }[] };
  await page.addInitScript(() => localStorage.setItem('volano.language', 'en'));
  await page.route('**/api/identity/me', async (route) => {
    const answer = await route.fetch();
    const me = (await answer.json()) as { account?: object };
    await route.fulfill({ response: answer, json: { ...me, account: { ...me.account, language: 'en' } } });
  });
  // Words that come late, on a slow line: the page waits for them and is drawn once.
  await page.route(/texts\.en[^/]*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  for (let again = 0; again < 3; again += 1) {
    await page.goto(`/quotes/${items[0]?.id ?? ''}`);
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  }
});
