/** One's own credentials in the browser: changing the password, and hearing of a sign-in from another device. */
import type { APIRequestContext } from '@playwright/test';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { sizes } from './screens.ts';

/** Nobody else in the browser tests signs in as these: their passwords change here. */
const changesPassword = 'roberto.monti@org01.example';
const twoDevices = 'stefano.riva@org01.example';
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
  await next.fill('Roberto-Monti-1975');
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
