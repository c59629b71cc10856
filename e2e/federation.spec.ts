/** Other organisations: the administrator connects one, the sign-in page says who waits, and whoever comes back without a journey is told so. */
import { createHash } from 'node:crypto';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { lookAt, picture, sizes } from './screens.ts';

test('an organisation is added, tried out and stays off until somebody enables it', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/providers');
  await expect(page.getByText('Nessuna organizzazione collegata')).toBeVisible();
  await expectAccessible(page, 'providers empty');
  await page.getByRole('button', { name: 'Aggiungi un’organizzazione' }).first().click();
  const panel = page.getByRole('dialog', { name: 'Nuova organizzazione' });
  await panel.getByRole('button', { name: 'Salva' }).click();
  await expect(panel.getByText('Serve per proseguire.')).toHaveCount(3);
  await panel.getByRole('textbox', { name: /^Organizzazione/ }).fill('Casa madre');
  await panel.getByRole('textbox', { name: /^Indirizzo/ }).fill('http://id.casa-madre.example');
  await panel.getByRole('textbox', { name: /^client_id/ }).fill('volano');
  await panel.getByRole('textbox', { name: /^Domini/ }).fill('casa-madre.example');
  await panel.getByRole('button', { name: 'Salva' }).click();
  await expect(panel.getByText(/L’indirizzo del fornitore non è consentito/)).toBeVisible();
  await panel.getByRole('textbox', { name: /^Indirizzo/ }).fill('https://name.invalid');
  await panel.getByRole('button', { name: 'Salva' }).click();
  const opened = page.getByRole('dialog', { name: 'Casa madre' });
  await expect(opened.getByText(/\/sign-in\/federated\//)).toBeVisible();
  await opened.getByRole('button', { name: 'Prova il collegamento' }).click();
  await expect(opened.getByText(/Il fornitore non risponde come dovrebbe/)).toBeVisible();
  await expectAccessible(page, 'provider');
  await picture(page, 'federation-provider');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Casa madre/ })).toContainText('Spenta');
  for (const size of ['desktop', 'phone'] as const) {
    await page.setViewportSize(sizes[size]);
    await lookAt(page, { name: 'federation-providers', path: '/providers', until: /Casa madre/ }, size);
  }
});

test('the sign-in page names the application that waits', async ({ page }) => {
  const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
  const query = new URLSearchParams({
    client_id: 'ordini-ricambi', response_type: 'code', scope: 'openid', redirect_uri: 'http://127.0.0.1:4100/ricambi/callback', code_challenge: challenge, code_challenge_method: 'S256', state: 's', nonce: 'n',
  });
  await page.goto(`/oidc/auth?${query.toString()}`);
  await expect(page.getByText('Entra per continuare in «Ordini ricambi».')).toBeVisible();
  await expectAccessible(page, 'sign-in with an application waiting');
  await picture(page, 'federation-waiting');
});

test('whoever comes back without a journey is told what happened', async ({ page }) => {
  await page.goto('/sign-in/federated/0190a000-0000-7000-8000-000000000001?code=x&state=y');
  await expect(page.getByRole('heading', { name: 'Accesso non riuscito' })).toBeVisible();
  await expect(page.getByText(/non ricorda un accesso in corso/)).toBeVisible();
  await expectAccessible(page, 'came back without a journey');
  await picture(page, 'federation-lost');
  await page.getByRole('link', { name: 'Vai alla pagina di accesso' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('our own pages of the protocol speak in the desk’s font', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/oidc/auth?client_id=nobody');
  await expect(page.getByRole('heading', { name: 'Non si può proseguire' })).toBeVisible();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  expect(await page.evaluate(() => [...document.fonts].map(({ family, status }) => `${family.replaceAll(/['"]/g, '')} ${status}`))).toEqual(['Inter Variable loaded']);
  await picture(page, 'gateway-error-page');
});
