/** A quote on the customer's phone: opened from a link, changed, asked for; and what the link never tells. */
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import jsQrModule from 'jsqr';
import sharp from 'sharp';
import type { OfferConditions } from '#pricing/api';
import { noExtras, priceQuote, shownFigures, type Quote, type QuoteInput } from '#quoting/api';
import { expectAccessible } from './axe.ts';
import { collectFaults, expect, test } from './fixtures.ts';

/** The package says it exports a function; what Node hands out is its module. */
const jsQr = (jsQrModule as unknown as { readonly default?: typeof jsQrModule }).default ?? jsQrModule;

interface StockItem {
  readonly stockId: string;
  readonly priceCents: number;
}

/** Saves a quote with two alternatives as the signed-in seller and answers it. */
async function saveQuote(page: Page, headers: Record<string, string>): Promise<Quote> {
  const get = async <T>(path: string): Promise<T> => (await (await page.request.get(path)).json()) as T;
  const stock = await get<{ items: StockItem[] }>('/api/vehicles/stock?limit=50&state=available');
  const today = (await get<{ today: string }>(`/api/pricing/offers/applicable?stockId=${stock.items[0]?.stockId ?? ''}`)).today;
  for (const { stockId, priceCents } of stock.items) {
    const { items } = await get<{ items: OfferConditions[] }>(`/api/pricing/offers/applicable?stockId=${stockId}`);
    const level = items.find((offer) => offer.product.plan === 'level' && offer.terms.length > 2);
    if (level === undefined) continue;
    const proposals = [0, 1].flatMap((step) => {
      const input: QuoteInput = {
        ...noExtras, vehicle: { kind: 'stock', stockId }, priceCents, discountCents: 0, tradeInCents: 0, depositCents: Math.round(priceCents * (0.3 + step / 10) / 100) * 100, offerId: level.offerId, offerVersion: level.offerVersion,
        termMonths: level.terms[step]?.months ?? 0, balloonCents: null, kmPerYear: null, serviceCodes: step === 1 ? level.services.filter(({ optional }) => optional).map(({ code }) => code) : [],
      };
      const priced = priceQuote(input, level, today);
      return priced.ok ? [{ quantity: 1, input, shown: shownFigures(priced.figures) }] : [];
    });
    if (proposals.length < 2) continue;
    const data = { kind: 'alternatives', customer: { type: 'consumer', phone: '', email: '' }, reference: 'Famiglia Segreta', note: 'margine riservato', followUpOn: null, channel: 'showroom', startDate: today, proposals };
    const answer = await page.request.post('/api/quoting/quotes', { data, headers });
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as Quote;
  }
  throw new Error('no car of the demo fits');
}

async function writeHeaders(page: Page, baseURL: string | undefined): Promise<Record<string, string>> {
  const me = (await (await page.request.get('/api/identity/me')).json()) as { csrfToken: string };
  return { 'x-volano-csrf': me.csrfToken, origin: baseURL ?? '' };
}

async function sharedPath(page: Page, quote: Quote, headers: Record<string, string>, more: { readonly follows?: boolean } = {}): Promise<{ readonly path: string; readonly id: string }> {
  const answer = await page.request.post(`/api/quoting/quotes/${quote.id}/shares`, { data: { expiresOn: quote.expiresOn, ...more }, headers });
  expect(answer.status(), await answer.text()).toBe(200);
  const { url, id } = (await answer.json()) as { url: string; id: string };
  return { path: new URL(url).pathname, id };
}

test('the customer opens, changes, reads and asks to go on; the seller sees it; an ended link says so', async ({ page, browser, signInAs, baseURL }) => {
  await signInAs('seller');
  const headers = await writeHeaders(page, baseURL);
  const quote = await saveQuote(page, headers);
  const { path, id } = await sharedPath(page, quote, headers);

  const phone = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'it-IT', colorScheme: 'light' });
  const customer = await phone.newPage();
  const faults: string[] = [];
  collectFaults(customer, faults);
  const scripts = new Map<string, Promise<Buffer>>();
  customer.on('response', (response) => {
    if (response.ok() && response.url().endsWith('.js')) scripts.set(response.url(), response.body());
  });
  const arrived = await customer.goto(path);
  expect([arrived?.headers()['referrer-policy'], arrived?.headers()['x-robots-tag'], arrived?.headers()['cache-control']]).toEqual(['no-referrer', 'noindex, nofollow, noarchive', 'no-store']);
  await expect(customer.getByRole('heading', { level: 1 })).toContainText(quote.number);
  // The one number is in sight at once, and alternatives of one car say what tells them apart.
  const hero = await customer.getByRole('region', { name: 'Rata al mese' }).getByRole('status').boundingBox();
  expect((hero?.y ?? Infinity) + (hero?.height ?? 0)).toBeLessThanOrEqual(844);
  await expect(customer.getByRole('radio', { name: /^2 · .*Anticipo/ })).toBeVisible();
  const sizes = await Promise.all([...scripts.values()].map(async (body) => gzipSync(await body).length));
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(160_000);
  const figure = customer.locator('output');
  const money = (cents: number): string => `${String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;
  await expect(figure).toContainText(money(quote.proposals[0]?.figures.instalmentWithFeesCents ?? 0));
  for (const secret of ['Famiglia Segreta', 'margine riservato']) expect(await customer.content()).not.toContain(secret);
  await expectAccessible(customer, 'the shared quote, light');
  await customer.screenshot({ path: 'test-results/share-phone-light.png', fullPage: true });

  await customer.getByRole('radio').nth(1).check({ force: true });
  await expect(figure).toContainText(money(quote.proposals[1]?.figures.instalmentWithFeesCents ?? 0));
  // Price, what is taken off, services: the lines add up to the credit, as a customer would check.
  const centsOf = (text: string): number => Number(text.replaceAll(/[^\d−]/g, '').replace('−', '-'));
  const added = (await customer.locator('#figures ~ dl dd').allTextContents()).map(centsOf);
  expect(added.slice(0, -2).reduce((sum, cents) => sum + cents, 0)).toBe(added.at(-2));
  await expect(customer.getByText('Servizi nel finanziamento')).toBeVisible();
  const before = await figure.textContent();
  await customer.getByRole('button', { name: 'Aumenta l’anticipo di 500 €' }).tap();
  await expect(figure).not.toHaveText(before ?? '');
  await customer.getByText('Piano dei pagamenti').tap();
  await expect(customer.getByRole('table')).toBeVisible();
  expect(await customer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  const paper = await customer.request.get((await customer.getByRole('link', { name: 'Preventivo in PDF' }).getAttribute('href')) ?? '');
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);

  await customer.getByRole('button', { name: 'Voglio procedere' }).tap();
  await expect(customer.getByText('Scrivi un telefono o un’e-mail.')).toBeVisible();
  await customer.getByLabel('Telefono').fill('+39 300 555 0100');
  await customer.getByRole('button', { name: 'Voglio procedere' }).tap();
  await expect(customer.getByText(/Richiesta inviata il/)).toBeVisible();

  const timeline = (await (await page.request.get(`/api/quoting/quotes/${quote.id}/timeline`)).json()) as { items: { kind: string }[] };
  expect(timeline.items.map((item) => item.kind)).toEqual(expect.arrayContaining(['shared', 'shareOpened', 'askedToGoOn']));

  await page.request.delete(`/api/quoting/quotes/${quote.id}/shares/${id}`, { headers });
  await customer.reload();
  await expect(customer.getByRole('heading', { name: 'Il collegamento non vale più' })).toBeVisible();
  expect(faults).toEqual([]);
  await phone.close();
});

test('a customer goes on seeing the version he was sent, and reads that there is a newer one; a link that follows asks to load it', async ({ page, browser, signInAs, baseURL }) => {
  await signInAs('seller');
  const headers = await writeHeaders(page, baseURL);
  const quote = await saveQuote(page, headers);
  const sent = await sharedPath(page, quote, headers);
  const following = await sharedPath(page, quote, headers, { follows: true });
  const phone = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), viewport: { width: 390, height: 844 }, locale: 'it-IT' });
  const [customer, other] = [await phone.newPage(), await phone.newPage()];
  await customer.goto(sent.path);
  await other.goto(following.path);
  await expect(other.getByText(/^Versione 1 ·/)).toBeVisible();
  const figure = await customer.locator('output').textContent();

  const [, second] = quote.proposals;
  const proposals = second === undefined ? [] : [{ quantity: 1, input: second.input, shown: shownFigures(second.figures) }];
  const { startDate } = quote;
  const body = { kind: 'alternatives', customer: { type: 'consumer', phone: '', email: '' }, reference: '', note: '', followUpOn: null, channel: 'showroom', startDate, revision: 1, proposals };
  const revised = await page.request.put(`/api/quoting/quotes/${quote.id}`, { data: body, headers });
  expect(revised.status(), await revised.text()).toBe(200);

  await other.getByLabel('Telefono').fill('+39 300 555 0101');
  await other.getByRole('button', { name: 'Voglio procedere' }).click();
  await other.getByRole('button', { name: 'Vedi la nuova versione' }).click();
  await expect(other.getByText(/^Versione 2 ·/)).toBeVisible();

  await customer.reload();
  await expect(customer.getByText(/versione più recente/).first()).toBeVisible();
  expect(await customer.locator('output').textContent()).toBe(figure);
  await expectAccessible(customer, 'a shared quote that was superseded');
  await customer.screenshot({ path: 'test-results/share-superseded.png', fullPage: true });
  await customer.getByLabel('Telefono').fill('+39 300 555 0100');
  await customer.getByRole('button', { name: 'Voglio procedere' }).click();
  await expect(customer.getByText(/Richiesta inviata il/)).toBeVisible();
  await page.goto(`/quotes/${quote.id}`);
  await expect(page.getByText(/superata dalla versione 2/)).toBeVisible();
  await phone.close();
});

test('in dark, in English, at 320 px it is whole and accessible', async ({ page, browser, signInAs, baseURL }) => {
  await signInAs('seller');
  const headers = await writeHeaders(page, baseURL);
  const quote = await saveQuote(page, headers);
  const { path } = await sharedPath(page, quote, headers);
  const phone = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), viewport: { width: 320, height: 640 }, locale: 'en-GB', colorScheme: 'dark' });
  const customer = await phone.newPage();
  await customer.goto(path);
  await expect(customer.getByRole('heading', { level: 1, name: `Quote ${quote.number}` })).toBeVisible();
  await customer.getByText('Payment plan').click();
  expect(await customer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible(customer, 'the shared quote, dark, 320 px');
  await customer.screenshot({ path: 'test-results/share-phone-dark.png' });
  await phone.close();
});

/** The picture to keep and the sheet to print lead a telephone to the very address, with the dealer's name below. */
async function expectScannable(panel: Locator, address: string): Promise<void> {
  const page = panel.page();
  const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Scarica con il nome (PNG)' }).click()]);
  expect(file.suggestedFilename()).toMatch(/-qr\.png$/);
  const { data, info } = await sharp(await file.path()).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(address);
  // The words below the code: something is drawn there.
  expect(info.height).toBeGreaterThan(info.width);
  const below = await sharp(await file.path()).extract({ left: 0, top: info.width - 50, width: info.width, height: info.height - info.width + 50 }).stats();
  expect(below.channels[0]?.min).toBeLessThan(64);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await panel.getByRole('button', { name: 'Stampa il codice' }).click();
  await expect(page.locator('body[data-printed]')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('dialog')).toBeHidden();
  const sheet = page.locator('body > div:visible');
  await expect(sheet).toHaveCount(1);
  await expect(sheet).toContainText('Inquadra il codice con il telefono');
  await page.screenshot({ path: 'test-results/share-qr-print.png' });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByText('Inquadra il codice con il telefono')).toHaveCount(0);
}

test('the seller makes a link with its code, sends the quote by e-mail and reads on the timeline what became of it', async ({ page, signInAs, baseURL }) => {
  await signInAs('seller');
  const quote = await saveQuote(page, await writeHeaders(page, baseURL));
  await page.goto(`/quotes/${quote.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(quote.number);
  await page.getByRole('button', { name: 'Condividi' }).click();
  const panel = page.getByRole('dialog', { name: 'Condividi con il cliente' });
  await panel.getByRole('button', { name: 'Crea il collegamento' }).click();
  await expect(panel.getByRole('img', { name: 'Codice QR del preventivo' })).toBeVisible();
  await expect(panel.getByText('Mai aperto')).toBeVisible();
  const address = (await panel.getByRole('status', { name: 'Indirizzo' }).textContent()) ?? '';
  expect(new URL(address).pathname).toMatch(/^\/p\/[\w-]{22}$/);
  await expectScannable(panel, address);
  await expectAccessible(page, 'sharing a quote');
  await page.screenshot({ path: 'test-results/share-desk.png' });
  await panel.getByLabel('Indirizzo del cliente').fill('cliente@example.com');
  await panel.getByRole('button', { name: 'Invia l’e-mail' }).click();
  await expect(page.getByText('E-mail in partenza: l’esito compare nella cronologia')).toBeVisible();
  await panel.getByRole('button', { name: /^Chiudi il collegamento/ }).first().click();
  await expect(panel.getByText('Chiuso')).toBeVisible();
  await page.keyboard.press('Escape');
  // This installation has no mail server: the program says so by itself, without anybody loading the page again.
  await expect(page.getByText('non inviata: posta non configurata')).toBeVisible({ timeout: 30_000 });
});

test('a double click shares once; Escape without motion closes the panel and leaves the quote open', async ({ page, signInAs, baseURL }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signInAs('seller');
  const quote = await saveQuote(page, await writeHeaders(page, baseURL));
  await page.goto(`/quotes/${quote.id}`);
  await page.getByRole('button', { name: 'Condividi' }).click();
  const panel = page.getByRole('dialog', { name: 'Condividi con il cliente' });
  await panel.getByRole('button', { name: 'Crea il collegamento' }).dblclick();
  await expect(panel.getByRole('img', { name: 'Codice QR del preventivo' })).toBeVisible();
  await expect(panel.getByText('Mai aperto')).toHaveCount(1);
  await panel.getByLabel('Indirizzo del cliente').fill('cliente@example.com');
  await panel.getByRole('button', { name: 'Invia l’e-mail' }).dblclick();
  await expect(page.getByText('E-mail in partenza: l’esito compare nella cronologia')).toHaveCount(1);
  const kinds = (await (await page.request.get(`/api/quoting/quotes/${quote.id}/timeline`)).json()) as { items: { kind: string; details: { mailId?: string } }[] };
  // One mail; what became of it may stand beside it already.
  expect(new Set(kinds.items.filter(({ kind }) => kind === 'mailed').map(({ details }) => details.mailId)).size).toBe(1);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(quote.number);
});

test('a day that does not exist makes no link, an address that is none sends no mail', async ({ page, signInAs, baseURL }) => {
  await signInAs('seller');
  const quote = await saveQuote(page, await writeHeaders(page, baseURL));
  await page.goto(`/quotes/${quote.id}`);
  await page.getByRole('button', { name: 'Condividi' }).click();
  const panel = page.getByRole('dialog', { name: 'Condividi con il cliente' });
  const day = panel.getByLabel('Vale fino al');
  await day.fill('31/02/2027');
  await day.press('Tab');
  await expect(day).toHaveAccessibleDescription(/Il giorno 31\/02\/2027 non esiste/);
  await expect(panel.getByRole('button', { name: 'Crea il collegamento' })).toBeDisabled();
  await panel.getByLabel('Indirizzo del cliente').fill('pippo');
  await panel.getByRole('button', { name: 'Invia l’e-mail' }).click();
  await expect(panel.getByLabel('Indirizzo del cliente')).toHaveAccessibleDescription(/nome@dominio\.it/);
  await expect(panel.getByText('body.')).toHaveCount(0);
  await expect(panel.getByLabel('Informazioni europee di base della proposta 1')).toBeVisible();
  expect(((await (await page.request.get(`/api/quoting/quotes/${quote.id}/shares`)).json()) as { items: unknown[] }).items).toEqual([]);
});

test('the customer reads what is wrong with the contact under its field', async ({ page, browser, signInAs, baseURL }) => {
  await signInAs('seller');
  const headers = await writeHeaders(page, baseURL);
  const { path } = await sharedPath(page, await saveQuote(page, headers), headers);
  const phone = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), viewport: { width: 390, height: 844 }, locale: 'it-IT' });
  const customer = await phone.newPage();
  await customer.goto(path);
  await customer.getByLabel('Telefono').fill('abc');
  await customer.getByRole('button', { name: 'Voglio procedere' }).click();
  await expect(customer.getByLabel('Telefono')).toHaveAccessibleDescription(/Solo cifre/);
  await expect(customer.getByText('body.')).toHaveCount(0);
  await phone.close();
});
