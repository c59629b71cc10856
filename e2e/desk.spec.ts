/** The shell of the desk by keyboard: signing in, finding, changing personality, language and appearance, leaving. */
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { sizes } from './screens.ts';

test('a seller signs in by typing, lands where the address said, and leaves', async ({ page }) => {
  await page.goto('/account');
  await expect(page.getByRole('textbox', { name: 'Nome utente' })).toBeFocused();
  await page.keyboard.type(people.seller);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Account e sessioni' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/account');
  await page.getByRole('button', { name: /Account di Luca Ferri/ }).press('Enter');
  await page.getByRole('button', { name: 'Esci' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Accedi' })).toBeVisible();
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1, name: 'Accedi' })).toBeVisible();
});

test('a wrong password is refused in words that do not say who exists; the name stays, the password goes', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Nome utente' }).fill('nobody@nowhere.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Nome utente o password non corretti' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Nome utente' })).toHaveValue('nobody@nowhere.example');
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
});

test('the first Tab offers to skip the navigation', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => document.body.focus());
  const skip = page.getByRole('link', { name: 'Vai al contenuto' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('the command palette finds pages, people and operations by typing', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Cerca o esegui' });
  await expect(box).toBeFocused();
  await page.keyboard.type('luca ferri');
  await expect(page.getByRole('option', { name: /Luca Ferri/ })).toBeVisible();
  await expectAccessible(page, 'command palette');
  await box.fill('organizz');
  await expect(page.getByRole('option').first()).toContainText('Organizzazione');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Organizzazione' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzzzqq');
  await expect(page.getByText('Nessun risultato per «zzzzqq»')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the palette offers a seller nothing of the administration, and the server neither', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('registro attiv');
  await expect(page.getByRole('option', { name: /Registro attività/ })).toHaveCount(0);
  expect((await page.request.get('/api/identity/audit/events')).status()).toBeGreaterThanOrEqual(400);
});

test('single letters can be switched off, and ? lists what works', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Scorciatoie da tastiera' })).toBeVisible();
  await expectAccessible(page, 'list of shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Account di Luca Ferri/ }).press('Enter');
  await page.getByRole('checkbox', { name: 'Scorciatoie con una sola lettera' }).press('Space');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Scorciatoie da tastiera' })).toHaveCount(0);
});

test('a person with two personalities changes and sees another desk', async ({ page, signInAs }) => {
  await signInAs('sellerAndCustomer');
  await page.goto('/account');
  const change = page.getByRole('button', { name: /Personalità attiva/ });
  const before = await change.getAttribute('aria-label');
  await change.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Lavora come' });
  await expectAccessible(page, 'personality menu');
  await menu.locator('button:not([aria-current="true"])').press('Enter');
  await expect(change).not.toHaveAttribute('aria-label', before ?? '');
  expect(new URL(page.url()).pathname).toBe('/');
});

test('language and appearance change at once and stay after a reload', async ({ page, signInAs }) => {
  await signInAs('otherSeller');
  await page.goto('/');
  await page.getByRole('button', { name: /Account di/ }).press('Enter');
  await expectAccessible(page, 'account menu');
  await page.getByRole('radio', { name: 'Scuro' }).press('Space');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  // A reload takes a request on its way along: the account must have heard of the language first.
  const heard = page.waitForResponse('**/api/identity/me/language');
  await page.getByRole('radio', { name: 'English' }).press('Space');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await heard;
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: /^Good / })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: /Account of/ }).press('Enter');
  await page.getByRole('radio', { name: 'Italiano' }).press('Space');
  await expect(page.locator('html')).toHaveAttribute('lang', 'it');
});

test('a session ended elsewhere is said, and signing in again returns to the page', async ({ page, signInAs, browser, baseURL }) => {
  await signInAs('administrator');
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1, name: 'Persone' })).toBeVisible();
  // The same person ends the session from another browser.
  const me = (await (await page.request.get('/api/identity/me')).json()) as { readonly csrfToken: string };
  const elsewhere = await browser.newContext({ storageState: await page.context().storageState() });
  const left = await elsewhere.request.post(`${baseURL}/api/identity/sign-out`, { headers: { origin: baseURL ?? '', 'x-volano-csrf': me.csrfToken } });
  expect(left.status(), await left.text()).toBe(200);
  await elsewhere.close();
  await expect(page.getByRole('heading', { level: 1, name: 'La sessione è terminata' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Nome utente' }).fill(people.administrator);
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Persone' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/people');
});

test('on a phone everything is in reach of the bar at the bottom', async ({ page, signInAs }) => {
  await page.setViewportSize(sizes.phone);
  await signInAs('administrator');
  await page.goto('/');
  const bar = page.getByRole('navigation', { name: 'Navigazione' });
  await bar.getByRole('button', { name: 'Menu' }).click();
  await expectAccessible(page, 'phone menu');
  await page.getByRole('dialog').getByRole('link', { name: 'Registro attività' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Registro attività' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the page carries a strict content policy and nothing breaks it', async ({ page }) => {
  const answer = await page.goto('/sign-in');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(policy).toMatch(/style-src 'self' 'nonce-[^']+'/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
