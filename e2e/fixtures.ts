/** What every browser test starts from: the running server, somebody signed in, and no page error. */
import { expect, test as base, type Page } from '@playwright/test';
import type { Me } from '#identity/api';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { serverUrlVariable } from './global-setup.ts';

/** Accounts of the demo world by what they do. */
export const people = {
  seller: 'luca.ferri@dlr001.example',
  otherSeller: 'marta.greco@dlr002.example',
  dealerManager: 'anna.villa@dlr001.example',
  sellerAndCustomer: 'paolo.serra@dlr001.example',
  pricingManager: 'chiara.fontana@org01.example',
  collector: 'laura.bassi@org01.example',
  technician: 'davide.colombo@org01.example',
  administrator: 'elena.marchetti@org01.example',
} as const;
export type Person = keyof typeof people;

interface TestFixtures {
  /** Signs the browser in without its sign-in page; tests of that page type into it. */
  readonly signInAs: (person: Person) => Promise<void>;
  /** Faults the page reported: exceptions, errors on the console, things the content policy refused. A test ends with none. */
  readonly pageFaults: string[];
}

/** The browser writes a line of its own for every answer of 400 and above; tests of refusals expect those. */
const isBrowserNote = (text: string): boolean => text.startsWith('Failed to load resource');

export function collectFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`exception: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isBrowserNote(message.text())) faults.push(`console: ${message.text()}`);
  });
}

/** A sign-in goes on as the personality used last, and another test may have left the customer behind. */
async function actAsSeller(page: Page, me: Me, origin: string): Promise<void> {
  const seller = me.personalities.find(({ profile }) => profile === 'seller');
  if (me.personality.profile === 'seller' || seller === undefined) return;
  const answer = await page.request.post('/api/identity/personality', { data: { personalityId: seller.id }, headers: { origin, 'x-volano-csrf': me.csrfToken } });
  expect(answer.status(), await answer.text()).toBe(200);
}

export const test = base.extend<TestFixtures>({
  // Known only once the server runs: the variable is set before the first worker starts.
  baseURL: process.env[serverUrlVariable],
  pageFaults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      collectFaults(page, faults);
      await use(faults);
      expect(faults, 'errors on the page').toEqual([]);
    },
    { auto: true },
  ],
  signInAs: async ({ page, baseURL }, use) => {
    await use(async (person) => {
      // The address of the page is the origin the server asks for on writes.
      const answer = await page.request.post('/api/identity/sign-in', {
        data: { loginName: people[person], password: demoPassword },
        headers: { origin: baseURL ?? '' },
      });
      expect(answer.status(), await answer.text()).toBe(200);
      if (person === 'sellerAndCustomer') await actAsSeller(page, (await answer.json()) as Me, baseURL ?? '');
    });
  },
});
export { expect } from '@playwright/test';
