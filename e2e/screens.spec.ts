/** Every screen, as who uses it: light and dark, desk and phone; no accessibility violation, nothing cut off sideways, no page error. */
import { test, type Person } from './fixtures.ts';
import { lookAt, sizes } from './screens.ts';

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
      await lookAt(page, { name, path, until }, size);
    });
  }
}
