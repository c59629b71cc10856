/** A lease quoted at the desk: to a company with what may be deducted, to a private person with TAEG and the paper. */
import { civilDateIn } from '../server/platform/civil-date-in.ts';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { field, openStock, readQuote, saved } from './quick-quote-page.ts';
import { picture } from './screens.ts';

test.beforeEach(({ signInAs }) => signInAs('seller'));

test('leases to a company, with VAT, and tells what may be deducted as something to check', async ({ page }) => {
  await openStock(page, 2);
  await page.getByRole('radiogroup', { name: 'Chi acquista' }).getByText('Società').click();
  await expect(page.getByRole('radio', { name: 'Società' })).toBeChecked();
  const offer = page.getByRole('combobox', { name: 'Prodotto e campagna' });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await offer.fill('leasing');
  await page.getByRole('option').first().click();
  await expect(page.getByText(/^Canone mensile con IVA per/)).toBeVisible();
  await expect(field(page, 'Primo canone con IVA')).toBeVisible();
  await expect(page.getByText('Tasso leasing', { exact: true })).toBeVisible();
  await picture(page, 'desk-lease');
  await page.getByRole('button', { name: 'Piano completo' }).click();
  await expect(page.getByRole('dialog', { name: 'Piano dei canoni' }).getByRole('row').last()).toContainText('Totale');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Deducibilità' }).click();
  const told = page.getByRole('dialog', { name: 'Che cosa si può dedurre' });
  await expect(told.getByText(/da verificare con il commercialista/)).toBeVisible();
  await expect(told.getByText(/art\. 164/)).toBeVisible();
  await expectAccessible(page, 'what may be deducted');
  await picture(page, 'desk-deduction');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  const quote = await readQuote(page, await saved(page));
  expect(quote.customer.type).toBe('company');
  expect(quote.proposals[0]?.figures.lease).not.toBeNull();
});

test('leases to a private person: TAEG and every amount with VAT, nothing to deduct, down to the paper', async ({ page, browser, baseURL }) => {
  // The pricing manager makes the offer; without saying for whom it would be refused.
  const manager = await browser.newContext({ baseURL: baseURL ?? '' });
  const origin = { origin: baseURL ?? '' };
  await manager.request.post('/api/identity/sign-in', { headers: origin, data: { loginName: people.pricingManager, password: demoPassword } });
  const me = (await (await manager.request.get('/api/identity/me')).json()) as { csrfToken: string };
  const headers = { ...origin, 'x-volano-csrf': me.csrfToken };
  const [lease] = ((await (await manager.request.get('/api/pricing/offers?plan=lease&limit=1')).json()) as { items: { offerId: string }[] }).items;
  const detail = (await (await manager.request.get(`/api/pricing/offers/${lease?.offerId}`)).json()) as { scope: { productId: string; nodeId: number } };
  const made = {
    code: `LP-${Date.now()}`, name: 'Leasing Privati', productId: detail.scope.productId, nodeId: detail.scope.nodeId, validFrom: civilDateIn('Europe/Rome', new Date()), validTo: null, kinds: ['new'], makes: null, carlineIds: null, versionIds: null, fuels: null,
    // At a distance only: the showroom's offers stay as other tests find them.
    channels: ['remote'], customerTypes: null, minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null, minDepositPpm: 100_000, commissionPpm: 20_000, terms: [{ months: 48, nominalRatePpm: 69_900 }],
  };
  expect(await (await manager.request.post('/api/pricing/offers', { headers, data: made })).json()).toMatchObject({ code: 'lease_customers_missing' });
  const offer = await manager.request.post('/api/pricing/offers', { headers, data: { ...made, customerTypes: ['consumer'] } });
  expect(offer.status(), await offer.text()).toBe(200);

  await openStock(page, 3);
  await expect(page.getByRole('radio', { name: 'Consumatore' })).toBeChecked();
  await page.keyboard.press('Alt+C');
  await page.getByRole('radiogroup', { name: 'Come si vende' }).getByText('A distanza').click();
  await expect(page.getByRole('radio', { name: 'A distanza' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const offers = page.getByRole('combobox', { name: 'Prodotto e campagna' });
  await offers.fill('Leasing Privati');
  await page.getByRole('option').first().click();
  await expect(page.getByText(/^Canone mensile con IVA per/)).toBeVisible();
  await field(page, 'Primo canone con IVA').fill('5000,03');
  await expect(page.getByText('Importo totale del credito', { exact: true })).toBeVisible();
  await expect(page.getByText('5.000,03 €').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Deducibilità' })).toHaveCount(0);
  await expect(page.getByText(/senza IVA/)).toHaveCount(0);
  for (const figure of ['TAN', 'TAEG', 'di cui IVA']) {
    await page.getByRole('button', { name: new RegExp(`· ${figure}: come si calcola$`) }).first().click();
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await expectAccessible(page, 'a consumer’s lease');
  await picture(page, 'desk-consumer-lease');
  await page.keyboard.press('Control+Enter');
  const id = await saved(page);
  const quote = await readQuote(page, id);
  expect([quote.customer.type, quote.proposals[0]?.figures.lease === null]).toEqual(['consumer', false]);
  await page.goto(`/quotes/${id}`);
  await expect(page.getByText('Importo totale del credito', { exact: true })).toBeVisible();
  await expect(page.getByText('Deducibilità')).toHaveCount(0);
  await picture(page, 'quote-consumer-lease');
  for (const paper of ['document', 'precontract/document?proposal=1']) {
    const answer = await page.request.get(`/api/quoting/quotes/${id}/${paper}`);
    expect([paper, answer.status()]).toEqual([paper, 200]);
  }
  await manager.close();
});
