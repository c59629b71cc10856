/** The quick quote as a test's hands find it: cars to quote, the fields, what was saved. */
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

export const instalment = (page: Page) => page.getByRole('button', { name: /€ · Scegli la rata$/ });
export const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

interface StockCar {
  readonly stockId: string;
  readonly vin: string;
  readonly name: string;
  /** What somebody reads on the windscreen: the last characters of the VIN. */
  readonly vinEnd: string;
}

/** Whether a private customer of the showroom is offered a loan first for this car; a lease opens the desk with other fields. */
async function opensWithLoan(page: Page, stockId: string): Promise<boolean> {
  const answer = await page.request.get(`/api/pricing/offers/applicable?stockId=${stockId}&customerType=consumer&channel=showroom`);
  // Sold or reserved meanwhile by another test.
  if (!answer.ok()) return false;
  const [first] = ((await answer.json()) as { items: { product: { plan: string } }[] }).items;
  return first !== undefined && first.product.plan !== 'lease';
}

/** A new car in the signed-in seller's stock that opens with a loan; which stand first depends on what other tests have reserved. */
export async function stockCar(page: Page, skip = 0): Promise<StockCar> {
  const answer = await page.request.get('/api/vehicles/stock?kind=new&state=available&limit=20');
  const { items } = (await answer.json()) as { items: { stockId: string; make: string; carline: string; name: string; vin: string }[] };
  let passed = 0;
  for (const { stockId, vin, make, carline, name } of items) {
    if (!(await opensWithLoan(page, stockId))) continue;
    if (passed === skip) return { stockId, vin, name: `${make} ${carline} ${name}`, vinEnd: vin.slice(-6) };
    passed += 1;
  }
  throw new Error('the demo world has no such car in stock');
}

/** A version of the catalogue that has options to choose from. */
export async function versionWithOptions(page: Page): Promise<string> {
  const answer = await page.request.get('/api/vehicles/search?text=grande%20panda&limit=12');
  const { items } = (await answer.json()) as { items: { source: string; vehicle: { versionId: string } }[] };
  for (const { source, vehicle } of items) {
    if (source === 'stock') continue;
    const list = (await (await page.request.get(`/api/vehicles/versions/${vehicle.versionId}/options`)).json()) as { options: { kind: string }[] };
    if (list.options.filter(({ kind }) => kind === 'colour').length > 1) return vehicle.versionId;
  }
  throw new Error('the demo world has no version with colours');
}

/** By a deep link, as a list would open it. */
export async function openStock(page: Page, skip = 0): Promise<void> {
  await page.goto(`/quotes/new?stock=${(await stockCar(page, skip)).stockId}`);
  await expect(instalment(page)).toBeVisible();
}

/** The identifier of the quote that was just saved. */
export async function saved(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { level: 1, name: /^Preventivo DLR/ })).toBeVisible();
  return new URL(page.url()).searchParams.get('revise') ?? '';
}

export async function savedNumber(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1, name: /^Preventivo DLR\d{3}-\d{4}-\d{5}$/ });
  await expect(heading).toBeVisible();
  return ((await heading.textContent()) ?? '').replace('Preventivo ', '');
}

export async function quotesNamed(page: Page, text: string): Promise<number> {
  const answer = await page.request.get(`/api/quoting/quotes?text=${encodeURIComponent(text)}`);
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

interface SavedQuote {
  readonly kind: string;
  readonly customer: { readonly type: string; readonly phone: string };
  readonly note: string;
  readonly followUpOn: string | null;
  readonly proposals: readonly { readonly quantity: number; readonly input: { readonly termMonths: number; readonly accessories: readonly unknown[]; readonly optionCodes: readonly string[]; readonly tradeIn: object | null }; readonly figures: { readonly lease: object | null } }[];
}
export const readQuote = async (page: Page, id: string) => (await (await page.request.get(`/api/quoting/quotes/${id}`)).json()) as SavedQuote;
