/** Every screen, as who uses it: light and dark, desk and phone; no accessibility violation, nothing cut off sideways, no page error. */
import { expectAccessible } from './axe.ts';
import { expect, test, type Person } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly person?: Person;
  /** Wait for this text, when the heading alone does not mean that the page is complete. */
  readonly until?: RegExp;
}

const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', until: /Mondo dimostrativo/ },
  { name: 'home-seller', path: '/', person: 'seller' },
  { name: 'home-administrator', path: '/', person: 'administrator', until: /Ultime attività/ },
  { name: 'home-collector', path: '/', person: 'collector' },
  { name: 'account', path: '/account', person: 'seller', until: /Questa sessione/ },
  { name: 'notifications', path: '/notifications', person: 'dealerManager' },
  { name: 'organisation', path: '/organisation', person: 'administrator' },
  { name: 'people', path: '/people', person: 'administrator' },
  { name: 'audit', path: '/audit', person: 'administrator' },
  { name: 'operations', path: '/operations', person: 'technician' },
  { name: 'calculator', path: '/calculator', person: 'collector', until: /Righe del piano/ },
  { name: 'not-found', path: '/nowhere', person: 'seller', until: /Pagina non trovata/ },
  { name: 'forbidden', path: '/audit', person: 'seller', until: /non disponibile/ },
];

for (const { name, path, person, until } of screens) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${name} on ${size}`, async ({ page, signInAs }) => {
      await page.setViewportSize(viewport);
      if (person !== undefined) await signInAs(person);
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (until !== undefined) await expect(page.getByText(until).first()).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
        await expectAccessible(page, `${name} ${scheme} ${size}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'cut off sideways').toBeLessThanOrEqual(0);
        await picture(page, `${name}-${scheme}-${size}`);
      }
    });
  }
}
