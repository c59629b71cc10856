/** A saved quote: its proposals, its paper, its form handed over, its car held; what a business is told; the lender's and the dealer's pages. */
import type { Page } from '@playwright/test';
import type { Quote } from '#quoting/api';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

/** The newest quote within reach that the demo made like this; with `unprinted`, whose form no test has printed yet. */
async function findQuote(page: Page, like: (quote: Quote) => boolean, { unprinted = false } = {}): Promise<Quote> {
  const list = (await (await page.request.get('/api/quoting/quotes?status=open&limit=100')).json()) as { items: { id: string }[] };
  for (const { id } of list.items) {
    const quote = (await (await page.request.get(`/api/quoting/quotes/${id}`)).json()) as Quote;
    if (!like(quote)) continue;
    if (!unprinted || !(await (await page.request.get(`/api/quoting/quotes/${id}/timeline`)).text()).includes('secciPrinted')) return quote;
  }
  throw new Error('the demo has no such quote');
}
const isConsumer = ({ customer }: Quote): boolean => customer.type === 'consumer';
const dark = (page: Page) => page.emulateMedia({ colorScheme: 'dark' });
const timeline = (page: Page) => page.getByRole('region', { name: 'Cronologia' }).first();

test.describe('a dealer’s manager', () => {
  test.beforeEach(async ({ signInAs }) => signInAs('dealerManager'));

  test('reads alternatives, verifies them and prints them compared', async ({ page }) => {
    const quote = await findQuote(page, (one) => one.kind === 'alternatives' && one.proposals.length > 1);
    await page.goto(`/quotes/${quote.id}`);
    const tabs = page.getByRole('tablist', { name: 'Proposte' });
    await expect(tabs.getByRole('tab')).toHaveCount(quote.proposals.length);
    await expect(timeline(page)).toContainText('Preventivo salvato');
    await picture(page, 'quote-page');
    await expectAccessible(page, 'the page of a quote');
    await tabs.getByRole('tab', { name: /^2 · / }).click();
    await expect(page).toHaveURL(/proposal=2/);
    await page.getByRole('button', { name: 'Altre operazioni' }).click();
    await page.getByRole('menuitem', { name: 'Ricalcola e verifica' }).click();
    await expect(page.getByRole('dialog')).toContainText('ogni cifra e ogni rata coincidono');
    await picture(page, 'quote-page-replay');
    await page.keyboard.press('Escape');
    for (const paper of ['document', 'comparison-document']) {
      const answer = await page.request.get(`/api/quoting/quotes/${quote.id}/${paper}?language=it`);
      expect([answer.status(), answer.headers()['content-type'], (await answer.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    }
  });

  test('shows the form, is refused before it is printed, prints it and records the hand-over', async ({ page }) => {
    const quote = await findQuote(page, (one) => isConsumer(one) && one.proposals.every(({ conditions }) => conditions.product.plan !== 'lease'), { unprinted: true });
    await page.goto(`/quotes/${quote.id}`);
    await page.getByRole('button', { name: /^Modulo precontrattuale/ }).click();
    await expect(page).toHaveURL(/\/precontract/);
    await expect(page.getByRole('heading', { name: /^Parte I\./ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Da spiegare a voce' })).toBeVisible();
    await picture(page, 'precontract');
    await expectAccessible(page, 'the pre-contract form');
    await page.getByRole('button', { name: /^Registra la consegna/ }).click();
    const panel = page.getByRole('dialog', { name: 'Registra la consegna' });
    await panel.getByRole('button', { name: 'Registra la consegna' }).click();
    await expect(panel).toContainText('Scrivi chi ha ricevuto il modulo');
    await panel.getByRole('textbox', { name: 'Consegnato a' }).fill('Marta Prova');
    await panel.getByRole('button', { name: 'Registra la consegna' }).click();
    await expect(panel).toContainText('non è ancora stato stampato');
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    // A headless browser takes a PDF as a download: the address is what the button is held to.
    const opened = page.context().waitForEvent('request', (request) => request.url().includes('/precontract/document'));
    await page.getByRole('button', { name: /^Stampa il modulo/ }).click();
    expect(new URL((await opened).url()).searchParams.get('proposal')).toBe('1');
    const asked = new URL(page.url()).searchParams.get('signingOn');
    const printed = await page.request.get(`/api/quoting/quotes/${quote.id}/precontract/document?language=it&proposal=1${asked === null ? '' : `&signingOn=${asked}`}`);
    expect(printed.status()).toBe(200);
    await page.getByRole('button', { name: /^Registra la consegna/ }).click();
    await panel.getByRole('textbox', { name: 'Consegnato a' }).fill('Marta Prova');
    await panel.getByRole('textbox', { name: 'Consegnato a' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Consegne' })).toContainText('Consegnato a mano a Marta Prova');
    // While the panel is still closing, Escape would be its own.
    await expect(panel).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(timeline(page)).toContainText('Modulo precontrattuale consegnato');
    await page.setViewportSize(sizes.phone);
    await page.goto(`/quotes/${quote.id}/precontract`);
    await expect(page.getByRole('heading', { name: /^Parte I\./ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await picture(page, 'precontract-phone');
  });

  test('holds the car for the quote and frees it', async ({ page }) => {
    const quote = await findQuote(page, (one) => one.proposals.length === 1 && one.proposals[0]?.vehicle.stockId !== null);
    await page.goto(`/quotes/${quote.id}`);
    await page.getByRole('button', { name: /^Riserva l’auto/ }).click();
    const panel = page.getByRole('dialog', { name: 'Riserva l’auto' });
    await panel.getByRole('radio', { name: '3 giorni' }).check();
    await panel.getByRole('button', { name: 'Riserva', exact: true }).click();
    await expect(page.getByText(/^Auto riservata per questo preventivo fino al/)).toBeVisible();
    await expect(timeline(page)).toContainText('Auto riservata');
    await picture(page, 'quote-page-reserved');
    await page.getByRole('button', { name: /^Libera l’auto/ }).click();
    await expect(page.getByText(/^Auto riservata per questo preventivo/)).toHaveCount(0);
    await expect(timeline(page)).toContainText('Auto liberata');
  });

  test('puts the dealer’s mark on the papers; a hostile one is refused by name', async ({ page }) => {
    await page.goto('/brand');
    const choose = async (inside: string): Promise<void> => {
      const buffer = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40"><rect width="160" height="40" rx="6" fill="#c8102e"/>${inside}</svg>`);
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Carica un logo' }).click();
      await (await chooser).setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer });
    };
    await choose('<script>alert(1)</script>');
    await expect(page.getByRole('alert')).toContainText('«script»');
    await choose('<circle cx="20" cy="20" r="12" fill="#fff"/>');
    const mark = page.getByRole('img', { name: /^Logo di/ });
    await expect(mark).toBeVisible();
    await expect.poll(() => mark.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await picture(page, 'brand');
    await expectAccessible(page, 'the brand');
    await page.getByRole('button', { name: 'Togli il logo' }).click();
    await expect(mark).toHaveCount(0);
  });
});

test.describe('somebody of head office', () => {
  test.beforeEach(async ({ signInAs }) => signInAs('pricingManager'));

  test('tells a business why there is no form, and what it may deduct of a lease', async ({ page }) => {
    const quote = await findQuote(page, (one) => one.customer.type === 'company' && one.proposals[0]?.figures.lease?.rows !== undefined);
    await page.goto(`/quotes/${quote.id}`);
    await expect(page.getByText('Il modulo spetta al consumatore', { exact: false }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Deducibilità' })).toContainText('TUIR art. 164');
    await dark(page);
    await picture(page, 'quote-page-lease-dark');
    await expectAccessible(page, 'a lease in the dark');
    await page.goto(`/quotes/${quote.id}/precontract`);
    await expect(page.getByText('Per questo cliente il modulo non c’è')).toBeVisible();
    await page.setViewportSize(sizes.phone);
    await page.goto(`/quotes/${quote.id}`);
    await expect(timeline(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await picture(page, 'quote-page-phone', true);
  });

  test('explains the figures and rentals of a lease in the words of leases', async ({ page }) => {
    const quote = await findQuote(page, (one) => one.customer.type === 'company' && one.proposals[0]?.figures.lease?.rows !== undefined && one.proposals.length === 1);
    await page.goto(`/quotes/${quote.id}`);
    await page.getByRole('button', { name: /Canone senza IVA: come si calcola$/ }).click();
    const panel = page.getByRole('dialog', { name: 'Come si calcola: Canone senza IVA' });
    await expect(panel).toContainText('/ S');
    await picture(page, 'quote-page-lease-explained');
    await expectAccessible(page, 'a figure of a lease explained');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await page.getByRole('button', { name: /canone 2: come si calcola$/ }).click();
    await expect(page.getByRole('dialog', { name: 'Come si calcola: canone 2' })).toContainText('IVA, arrotondata al centesimo');
  });

  test('reads a fleet line by line with its totals', async ({ page }) => {
    const quote = await findQuote(page, (one) => one.kind === 'fleet');
    await page.goto(`/quotes/${quote.id}`);
    await expect(page.getByRole('region', { name: 'Totali della flotta' })).toContainText(String(quote.totals?.quantity));
    await picture(page, 'quote-page-fleet');
  });
});

test('head office writes the next version of the lender’s particulars', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/lender-terms');
  await expect(page.getByRole('region', { name: /^In vigore dal/ })).toContainText('Arbitro Bancario Finanziario');
  await picture(page, 'lender-terms');
  await expectAccessible(page, 'the lender’s particulars');
  await page.getByRole('button', { name: 'Scrivi una nuova versione' }).click();
  await page.getByRole('textbox', { name: 'Telefono' }).fill('');
  await page.getByRole('button', { name: 'Salva la versione' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Manca 1 campo' })).toBeVisible();
  await expectAccessible(page, 'the fields of the lender’s particulars');
  await page.getByRole('textbox', { name: 'Telefono' }).fill('02 5550 0199');
  await page.getByRole('textbox', { name: 'In vigore dal' }).fill('01/02/2031');
  await expect(page.getByRole('textbox', { name: 'Primo giorno di firma con il modulo nuovo' })).toHaveValue('20/11/2026');
  await page.getByRole('textbox', { name: 'Primo giorno di firma con il modulo nuovo' }).fill('01/02/2027');
  await page.getByRole('button', { name: 'Salva la versione' }).click();
  await expect(page.getByText('Versione salvata, in vigore dal 01/02/2031')).toBeVisible();
  await expect(page.getByRole('region', { name: 'In vigore dal 01/02/2031' })).toContainText('02 5550 0199');
  await expect(page.getByRole('region', { name: 'In vigore dal 01/02/2031' })).toContainText('01/02/2027');
});
