/** One's own credentials in the browser: changing the password, and hearing of a sign-in from another device. */
import type { APIRequestContext } from '@playwright/test';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { codeAt } from '../server/testing/credential-browser.ts';
import { picture, sizes } from './screens.ts';

/** Nobody else in the browser tests signs in as these: their passwords and factors change here. */
const changesPassword = 'francesca.leone@org01.example';
const twoDevices = 'stefano.riva@org01.example';
const setsUpFactor = 'irene.galli@org01.example';
const provesAgain = 'marco.testa@org01.example';
const newPassword = 'sedici gatti su una scala';

async function signIn(request: APIRequestContext, origin: string | undefined, loginName: string, password: string): Promise<number> {
  return (await request.post('/api/identity/sign-in', { data: { loginName, password }, headers: { origin: origin ?? '' } })).status();
}

test('a password is changed by keyboard: what is wrong is said at its field, the other device is out, the new one opens', async ({ page, browser, baseURL }) => {
  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  expect(await signIn(other.request, baseURL, changesPassword, demoPassword)).toBe(200);
  expect(await signIn(page.request, baseURL, changesPassword, demoPassword)).toBe(200);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Cambia password' }).press('Enter');
  const present = page.getByRole('textbox', { name: 'Password attuale' });
  const next = page.getByRole('textbox', { name: 'Nuova password' });
  await expect(present).toBeFocused();
  await page.keyboard.type('non è questa di sicuro');
  await page.keyboard.press('Tab');
  await next.fill('corta');
  await expect(page.getByText('5 di 15 caratteri')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(next).toBeFocused();
  await expect(page.getByText('Servono almeno 15 caratteri.')).toBeVisible();
  await next.fill('Francesca-Leone-1975');
  await page.keyboard.press('Enter');
  await expect(page.getByText('La nuova password è poco più del tuo nome')).toBeVisible();
  await next.fill(newPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText('La password attuale non è corretta.')).toBeVisible();
  await present.fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Password cambiata; 1 altra sessione chiusa')).toBeVisible();
  await expect(present).toHaveCount(0);
  expect((await other.request.get('/api/identity/me')).status()).toBe(401);
  expect(await signIn(other.request, baseURL, changesPassword, demoPassword)).toBe(422);
  expect(await signIn(other.request, baseURL, changesPassword, newPassword)).toBe(200);
  await other.close();
});

test('a sign-in from another device is told in the desk, and leads to the sessions', async ({ page, browser, baseURL }) => {
  expect(await signIn(page.request, baseURL, twoDevices, demoPassword)).toBe(200);
  await page.goto('/notifications');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  expect(await signIn(other.request, baseURL, twoDevices, demoPassword)).toBe(200);
  await other.close();
  await page.getByText('Accesso da un nuovo dispositivo').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Account e sessioni' })).toBeVisible();
});

test('something sensitive waits for a proof: one dialog, then the same request under the same key, with a new cookie', async ({ page, context, baseURL }) => {
  expect(await signIn(page.request, baseURL, provesAgain, demoPassword)).toBe(200);
  await page.goto('/account');
  const before = (await context.cookies()).find((cookie) => cookie.name === 'volano')?.value;
  const keys: (string | undefined)[] = [];
  // The first answer is that of a proof older than five minutes; everything after it is the server's own.
  await page.route('**/api/identity/me/totp', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: 'Conferma la tua identità', status: 403, detail: 'Conferma chi sei.', code: 'step_up_needed', requestId: 'r', fields: [] }),
    });
  });
  await page.getByRole('button', { name: 'Attiva', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Conferma la tua identità' });
  const password = dialog.getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await page.keyboard.type('non è questa di sicuro');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('La conferma non è corretta')).toBeVisible();
  await picture(page, 'proof-asked');
  await password.fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Codice QR per l’app' })).toBeVisible();
  expect([keys.length, keys[0] === keys[1]]).toEqual([2, true]);
  expect((await context.cookies()).find((cookie) => cookie.name === 'volano')?.value).not.toBe(before);
  await page.getByRole('button', { name: 'Annulla' }).click();
});

test('a second factor is set up by keyboard, asked for at the sign-in, and a recovery code stands in for it', async ({ page, baseURL }) => {
  await page.setViewportSize(sizes.phone);
  expect(await signIn(page.request, baseURL, setsUpFactor, demoPassword)).toBe(200);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Attiva', exact: true }).press('Enter');
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
  await expect(page.getByRole('img', { name: 'Codice QR per l’app' })).toBeVisible();
  await picture(page, 'factor-set-up-phone', true);
  await expectAccessible(page, 'second factor set-up');
  await page.getByRole('textbox', { name: 'Codice mostrato dall’app' }).fill(codeAt(secret, new Date()));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Codici di recupero' })).toBeVisible();
  const codes = await page.getByRole('listitem').filter({ hasText: /^([0-9a-z]{4}-){3}[0-9a-z]{4}$/ }).allTextContents();
  expect(codes).toHaveLength(10);
  await picture(page, 'recovery-codes-phone', true);
  await page.getByRole('button', { name: 'Li ho conservati' }).click();
  await expect(page.getByText('Restano 10 codici di recupero.')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Nome utente' }).fill(setsUpFactor);
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword);
  await page.keyboard.press('Enter');
  const code = page.getByRole('textbox', { name: 'Codice' });
  await expect(code).toBeFocused();
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Il codice non è corretto o è già stato usato.')).toBeVisible();
  await picture(page, 'second-step-phone', true);
  await expectAccessible(page, 'second step');
  await code.fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/account');
  await expect(page.getByText('Restano 9 codici di recupero.')).toBeVisible();
});

for (const [name, size] of Object.entries(sizes)) {
  test(`the ways back in answer alike whoever asks, on a ${name}, light and dark`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Password dimenticata?' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/recover');
      await page.getByRole('textbox', { name: 'Nome utente' }).fill(`nessuno-${name}-${colorScheme}@altrove.example`);
      await expectAccessible(page, `forgot password, ${name}, ${colorScheme}`);
      await page.keyboard.press('Enter');
      await expect(page.getByText('Se l’account esiste, il messaggio è in arrivo.')).toBeVisible();
      await picture(page, `recover-${name}-${colorScheme}`);
      await page.goto('about:blank');
      await page.goto(`/recover#${'A'.repeat(43)}`);
      await expect(page.getByText('Il collegamento non vale più')).toBeVisible();
      expect(page.url()).not.toContain('AAAA');
      await page.goto('/not-me');
      await expect(page.getByText('L’indirizzo non è completo')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    }
  });

  test(`one’s own security fits and is accessible on a ${name}, light and dark`, async ({ page, signInAs }) => {
    await page.setViewportSize(size);
    await signInAs('collector');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/account');
      await expect(page.getByRole('heading', { name: 'Dispositivi conosciuti' })).toBeVisible();
      await expect(page.getByText('Questo dispositivo')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
      await picture(page, `account-${name}-${colorScheme}`, true);
      await expectAccessible(page, `account, ${name}, ${colorScheme}`);
    }
  });
}

for (const [name, size] of Object.entries(sizes)) {
  test(`the open form is accessible and fits on a ${name}, light and dark`, async ({ page, signInAs }, info) => {
    await page.setViewportSize(size);
    await signInAs('technician');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/account');
      await page.getByRole('button', { name: 'Cambia password' }).click();
      await page.getByRole('textbox', { name: 'Nuova password' }).fill('troppo corta');
      await expect(page.getByText('12 di 15 caratteri')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
      await page.screenshot({ path: info.outputPath(`password-${name}-${colorScheme}.png`) });
      await expectAccessible(page, `password form, ${name}, ${colorScheme}`);
    }
  });
}
