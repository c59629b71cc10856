/** Stock in the browser: finding a car, its page, holding and selling it while a colleague looks on, photos, and configuring a new one. */
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

interface Car {
  readonly stockId: string;
  readonly vin: string;
  readonly make: string;
  readonly carline: string;
  readonly name: string;
}

/** Cars nobody holds; tests take different ones, so that none waits for another. */
async function freeCars(page: Page, query: string): Promise<readonly Car[]> {
  const answer = await page.request.get(`/api/vehicles/stock?state=available&limit=50&${query}`);
  return ((await answer.json()) as { items: Car[] }).items;
}

const heading = (page: Page, car: Car) => page.getByRole('heading', { level: 1, name: `${car.make} ${car.carline} ${car.name}` });

test('a list is filtered and sorted by its address, and a row leads to the page of the car', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/vehicles?state=available&sort=cheapest');
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /Prezzo/ })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('columnheader', { name: /Giorni/ }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=(latest|longest)/);
  await page.getByRole('button', { name: 'Altri filtri' }).click();
  await page.getByRole('textbox', { name: 'Prezzo da' }).fill('20000');
  await expect(page).toHaveURL(/from=20000/);
  await expectAccessible(page, 'stock list with filters');
  await picture(page, 'stock-list');
  await page.getByRole('button', { name: 'Togli i filtri' }).first().click();
  await expect(page).not.toHaveURL(/from=/);
  await rows.nth(1).click();
  await page.getByRole('button', { name: 'Apri la scheda' }).click();
  await expect(page).toHaveURL(/\/stock\/[0-9a-f-]{36}$/);
  // Its photos, or the words that there are none: other tests add and delete them.
  await expect(page.getByRole('heading', { level: 2, name: 'Foto' })).toBeVisible();
  await expectAccessible(page, 'page of a car');
});

test('a view of the stock is kept, found in the navigation and deleted', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  const name = `Usato fermo ${Date.now()}`;
  await page.goto('/vehicles?kind=used&sort=longest');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Viste' }).click();
  await page.getByRole('menuitem', { name: 'Salva come vista' }).click();
  await page.getByRole('textbox', { name: 'Nome della vista' }).fill(name);
  await page.getByRole('button', { name: 'Salva la vista' }).click();
  const entry = page.getByRole('navigation').getByRole('link', { name: new RegExp(name) });
  await expect(entry).toBeVisible();
  const view = new URL(page.url()).searchParams.get('view') ?? '';
  // A short link names the view alone; the address spells it out.
  await page.goto(`/vehicles?view=${view}`);
  await expect(page).toHaveURL(/kind=used/);
  await expect(page).toHaveURL(/sort=longest/);
  await expectAccessible(page, 'stock list with a view');
  await picture(page, 'stock-list-view');
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Elimina la vista' }).click();
  await expect(entry).toHaveCount(0);
});

test('the stock is taken as a sheet, all of it or the cars ticked by keyboard', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/vehicles?state=available');
  const grid = page.getByRole('grid', { name: /^Auto in giacenza/ });
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const all = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Esporta', exact: true }).click();
  await page.getByRole('menuitem', { name: /^XLSX/ }).click();
  expect((await all).suggestedFilename()).toMatch(/^giacenza-.*\.xlsx$/);
  await expect(page.getByRole('menu')).toHaveCount(0);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Azioni sulle righe selezionate' });
  await expect(bar).toContainText('2 selezionate');
  await picture(page, 'stock-list-bulk');
  const chosen = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Esporta la selezione' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  expect((await chosen).suggestedFilename()).toMatch(/^giacenza-.*\.csv$/);
});

test('an offer is found by its name from anywhere and opens its card', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const answer = await page.request.get('/api/pricing/offers?limit=1');
  const offer = ((await answer.json()) as { items: { name: string }[] }).items[0];
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(offer?.name ?? '');
  await page.getByRole('option', { name: new RegExp(offer?.name ?? '') }).first().click();
  await expect(page).toHaveURL(/\/offers\?.*offer=/);
  await expect(page.getByRole('dialog', { name: new RegExp(offer?.name ?? '') })).toBeVisible();
});

test('a car is held by keyboard, a colleague sees it at once and cannot take it; released it is free again', async ({ page, signInAs, browser, baseURL }) => {
  await signInAs('seller');
  const car = (await freeCars(page, 'kind=used'))[0] as Car;
  await page.goto(`/stock/${car.stockId}`);
  await expect(heading(page, car)).toBeVisible();
  const colleague = await browser.newContext({ baseURL: baseURL ?? '', locale: 'it-IT' });
  const other = await colleague.newPage();
  const headers = { origin: baseURL ?? '' };
  const signedIn = await other.request.post('/api/identity/sign-in', { data: { loginName: 'paolo.serra@dlr001.example', password: demoPassword }, headers });
  // Also a customer, and another test may have left him as one.
  const { csrfToken, personality, personalities } = (await signedIn.json()) as { csrfToken: string; personality: { profile: string }; personalities: { id: string; profile: string }[] };
  if (personality.profile !== 'seller') {
    const personalityId = personalities.find(({ profile }) => profile === 'seller')?.id;
    await other.request.post('/api/identity/personality', { data: { personalityId }, headers: { ...headers, 'x-volano-csrf': csrfToken } });
  }
  await other.goto(`/stock/${car.stockId}`);
  await expect(other.getByText('Disponibile', { exact: true })).toBeVisible();

  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Riserva l’auto' })).toBeVisible();
  await page.getByRole('radio', { name: '3 giorni' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Riserva', exact: true }).last().press('Enter');
  await expect(page.getByText(/^Riservata da Luca Ferri fino al/)).toBeVisible();
  // Nobody pressed refresh over there.
  await expect(other.getByText(/^Riservata da Luca Ferri fino al/)).toBeVisible();
  await expect(other.getByText('l’auto è riservata da un collega').first()).toBeVisible();
  await picture(page, 'stock-car-held');
  // While the panel fades the keys of the page are still its own.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(page.getByText('Disponibile', { exact: true })).toBeVisible();
  await expect(other.getByText('Disponibile', { exact: true })).toBeVisible();
  await colleague.close();
});

test('a sale is asked once more and cannot be quoted afterwards', async ({ page, signInAs }) => {
  await signInAs('seller');
  const car = (await freeCars(page, 'kind=used')).at(-1) as Car;
  await page.goto(`/stock/${car.stockId}`);
  await page.getByRole('button', { name: 'Segna venduta' }).click();
  const dialog = page.getByRole('dialog', { name: 'Segna l’auto come venduta' });
  await expect(dialog.getByRole('button', { name: 'Annulla' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Segna venduta' }).click();
  await expect(page.getByText('l’auto è venduta').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Nuovo preventivo/ })).toHaveAttribute('aria-disabled', 'true');
  expect((await page.request.get(`/api/pricing/offers/applicable?stockId=${car.stockId}`)).status()).not.toBe(200);
});

test('photos are added, put in order and deleted; what is no photo is refused in words', async ({ page, signInAs }) => {
  await signInAs('seller');
  const car = (await freeCars(page, 'kind=new'))[0] as Car;
  await page.goto(`/stock/${car.stockId}`);
  await expect(page.getByText('le foto di questa auto non sono ancora caricate')).toBeVisible();
  const photo = (background: string) => sharp({ create: { width: 900, height: 600, channels: 3, background } }).jpeg().toBuffer();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'rossa.jpg', mimeType: 'image/jpeg', buffer: await photo('#aa2222') },
    { name: 'blu.jpg', mimeType: 'image/jpeg', buffer: await photo('#2222aa') },
    { name: 'contratto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7 non sono una foto') },
  ]);
  await expect(page.getByRole('alert').getByText('contratto.jpg: Il file non è una foto JPEG, PNG o WebP, o è rovinato.')).toBeVisible();
  await expect(page.getByRole('img', { name: /foto 2 di 2/ })).toBeVisible();
  await expect(page.getByText('le foto di questa auto non sono ancora caricate')).toHaveCount(0);
  await expectAccessible(page, 'photos of a car');
  await picture(page, 'stock-photos');
  await page.getByRole('button', { name: 'Azioni sulla foto 2' }).press('Enter');
  await page.getByRole('menu', { name: 'Azioni sulla foto 2' }).getByRole('menuitem', { name: 'Metti per prima' }).press('Enter');
  // The new order draws the photos again, which closes a menu opened meanwhile: pressed again until one stays.
  await expect(async () => {
    if ((await page.getByRole('button', { name: 'Azioni sulla foto 2' }).count()) === 0) return;
    await page.getByRole('button', { name: 'Azioni sulla foto 1' }).press('Enter', { timeout: 2000 });
    await page.getByRole('menu', { name: 'Azioni sulla foto 1' }).getByRole('menuitem', { name: 'Elimina la foto' }).press('Enter', { timeout: 2000 });
    await expect(page.getByRole('button', { name: 'Azioni sulla foto 2' })).toHaveCount(0);
  }).toPass();
});

test('a new car is configured by keyboard: what excludes is told, the least change is asked with its price', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/catalogue?text=grande+panda+hybrid');
  await page.getByRole('row', { name: /Grande Panda/ }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Scegli un colore.')).toBeVisible();
  const colours = dialog.getByRole('group', { name: 'Colore' });
  await colours.getByRole('checkbox').first().press('Space');
  await expect(dialog.getByText('Scegli un colore.')).toHaveCount(0);
  // Another colour takes its place unasked.
  await colours.getByRole('checkbox').nth(1).press('Space');
  await expect(colours.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expectAccessible(page, 'configurator');
  await picture(page, 'configurator');
  // The navigator needs the screen: asked with its price, left by Escape, taken by Enter.
  const navigator = dialog.getByRole('checkbox', { name: 'Navigatore integrato' });
  await navigator.press('Space');
  const proposal = dialog.getByRole('group', { name: 'Navigatore integrato chiede altre modifiche' });
  await expect(proposal.getByText('si aggiunge Schermo 10,25 pollici')).toBeVisible();
  await expect(proposal.getByText('+950,00 €')).toBeVisible();
  await expect(proposal.getByRole('button', { name: 'Scegli con le modifiche' })).toBeFocused();
  await picture(page, 'configurator-asks');
  await page.keyboard.press('Escape');
  await expect(proposal).toHaveCount(0);
  await expect(navigator).toBeFocused();
  await expect(navigator).not.toBeChecked();
  await page.keyboard.press('Space');
  await expect(proposal.getByRole('button', { name: 'Scegli con le modifiche' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(navigator).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Schermo 10,25 pollici' })).toBeChecked();
  await expectAccessible(page, 'configurator after a change');
  await page.setViewportSize(sizes.phone);
  await expect(colours).toBeVisible();
  await picture(page, 'configurator-phone');
});

test('the page of a car of another dealer does not exist', async ({ page, signInAs, browser, baseURL }) => {
  await signInAs('seller');
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  await elsewhere.request.post('/api/identity/sign-in', { data: { loginName: people.otherSeller, password: demoPassword }, headers: { origin: baseURL ?? '' } });
  const answer = await elsewhere.request.get('/api/vehicles/stock?limit=1');
  const [car] = ((await answer.json()) as { items: Car[] }).items;
  await elsewhere.close();
  await page.goto(`/stock/${car?.stockId ?? ''}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Questa auto non c’è' })).toBeVisible();
});

test('on a phone each card shows the car, in a place kept before the picture comes', async ({ page, signInAs }) => {
  await page.setViewportSize(sizes.phone);
  await signInAs('seller');
  let held: (() => void) | undefined;
  const wait = new Promise<void>((resolve) => (held = resolve));
  await page.route('**/photos/**', async (route) => {
    await wait;
    await route.continue();
  });
  await page.goto('/vehicles?state=available');
  const pictures = page.getByRole('region', { name: /^Auto in giacenza/ }).getByRole('listitem').locator('img');
  const first = pictures.first();
  await expect(first).toHaveAttribute('loading', 'lazy');
  await expect(first).toBeVisible();
  const card = page.getByRole('listitem').nth(1);
  const before = { picture: await first.boundingBox(), card: await card.boundingBox() };
  expect(before.picture).toMatchObject({ width: 72, height: 45 });
  held?.();
  await expect.poll(() => first.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  expect({ picture: await first.boundingBox(), card: await card.boundingBox() }).toEqual(before);
});

test('a code longer than its card is wide breaks inside it', async ({ page, signInAs }) => {
  await signInAs('seller');
  const longest = (await freeCars(page, 'kind=new')).toSorted((a, b) => b.name.length + b.carline.length - a.name.length - a.carline.length)[0] as Car;
  await page.goto(`/stock/${longest.stockId}`);
  await expect(page.getByText('Codice versione')).toBeVisible();
  const outside = await page.locator('dl dd').evaluateAll((values) => values.filter((value) => value.getBoundingClientRect().right > (value.closest('dl')?.getBoundingClientRect().right ?? 0) + 1).map((value) => value.textContent));
  expect(outside).toEqual([]);
});

test('at 200 % zoom what can be done waits at the end of the page instead of covering it', async ({ page, signInAs }) => {
  await signInAs('seller');
  const car = (await freeCars(page, 'kind=new'))[2] as Car;
  await page.goto(`/stock/${car.stockId}`);
  const quote = page.getByRole('button', { name: /^Nuovo preventivo/ });
  await expect(quote).toBeInViewport();
  // What 1366 × 768 leaves to the page at 200 %.
  await page.setViewportSize({ width: 683, height: 384 });
  await expect(quote).not.toBeInViewport();
  await expectAccessible(page, 'page of a car at 200 %');
  await quote.focus();
  await expect(quote).toBeInViewport();
  await picture(page, 'stock-car-zoomed');
});

test('phone, dark and English', async ({ page, signInAs }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(sizes.phone);
  await signInAs('seller');
  const car = (await freeCars(page, 'kind=kmZero'))[0] as Car;
  await page.goto(`/stock/${car.stockId}`);
  await expect(heading(page, car)).toBeVisible();
  await expectAccessible(page, 'page of a car, phone, dark');
  await picture(page, 'stock-car-phone-dark', true);
  await page.goto('/vehicles');
  await expectAccessible(page, 'stock list, phone, dark');
  await picture(page, 'stock-list-phone-dark');
});

test('the filters of the stock stand in one row on the screen of a showroom, and a version that is not in the catalogue is said to be missing', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/vehicles');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const bar = page.getByRole('search').filter({ has: page.getByRole('searchbox', { name: 'Cerca per modello, targa, telaio' }) });
  const rows = await bar.evaluate((element) => new Set([...element.children].map((child) => Math.round(child.getBoundingClientRect().top))).size);
  expect(rows).toBe(1);
  for (const version of ['00000000-0000-7000-8000-000000000000', 'non-una-versione']) {
    await page.goto(`/catalogue?version=${version}`);
    await expect(page.getByText('Questa versione non è nel listino.')).toBeVisible();
    await expect(page.getByRole('row').nth(1)).toBeVisible();
  }
});
