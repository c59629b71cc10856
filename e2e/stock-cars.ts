/** Cars of the demo world to begin a quote with. */
import type { Page } from '@playwright/test';

export interface StockCar {
  readonly stockId: string;
  readonly vin: string;
  readonly make: string;
  readonly carline: string;
  readonly name: string;
}

/**
 * A new car that the signed-in seller has in stock and whose first proposed offer is a loan, so that the desk opens with a deposit;
 * `skip` passes over so many. Which cars stand there first depends on what other tests have reserved.
 */
export async function newCarForLoan(page: Page, skip = 0): Promise<StockCar> {
  const answer = await page.request.get('/api/vehicles/stock?kind=new&state=available&limit=20');
  const { items } = (await answer.json()) as { items: StockCar[] };
  let passed = 0;
  for (const car of items) {
    const offers = await page.request.get(`/api/pricing/offers/applicable?stockId=${car.stockId}&customerType=consumer&channel=showroom`);
    // Sold or reserved meanwhile by another test.
    if (!offers.ok()) continue;
    const [first] = ((await offers.json()) as { items: { product: { plan: string } }[] }).items;
    if (first === undefined || first.product.plan === 'lease') continue;
    if (passed === skip) return car;
    passed += 1;
  }
  throw new Error('the demo world has no such car in stock');
}
