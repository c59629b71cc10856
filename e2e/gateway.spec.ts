/** The administrator registers an application, decides who sees it and looks at it with other eyes; people find it in the switcher. */
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { lookAt, picture, sizes, speakEnglish } from './screens.ts';

test('an application is registered, gets its secret once, a rule, and is removed by typing its name', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/apps');
  await page.getByRole('button', { name: 'Registra un’applicazione' }).click();
  await page.getByRole('textbox', { name: /^Nome/ }).first().fill('Prova sinistri');
  await expect(page.getByRole('textbox', { name: /^Nome tecnico/ })).toHaveValue('prova-sinistri');
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await expect(page.getByText('Da correggere: indirizzo dell’applicazione, indirizzi di ritorno')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Indirizzo dell’applicazione/ })).toBeFocused();
  await page.getByRole('textbox', { name: /^Indirizzo dell’applicazione/ }).fill('https://sinistri.example/');
  await page.getByRole('textbox', { name: /^Indirizzi di ritorno/ }).fill('http://sinistri.example/ritorno');
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  // What only the server knows is said at the field too.
  await expect(page.getByRole('textbox', { name: /^Indirizzi di ritorno/ })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('textbox', { name: /^Indirizzi di ritorno/ })).toBeFocused();
  await expectAccessible(page, 'register with errors');
  await picture(page, 'gateway-register-errors', true);
  await page.getByRole('textbox', { name: /^Indirizzi di ritorno/ }).fill('https://sinistri.example/ritorno');
  await page.getByRole('radio', { name: 'Scudo' }).check({ force: true });
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await expect(page.getByText('Il segreto si vede soltanto adesso')).toBeVisible();
  await expect(page.getByText('prova-sinistri', { exact: true })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const secret = await page.getByLabel('Segreto (client_secret)', { exact: true }).textContent();
  expect(secret?.length).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Copia: Segreto (client_secret)' }).click();
  await expect(page.getByText('Copiato', { exact: true })).toBeVisible();
  expect(await page.evaluate(async () => navigator.clipboard.readText())).toBe(secret);
  await expectAccessible(page, 'secret');
  await picture(page, 'gateway-secret');
  await page.getByRole('button', { name: 'L’ho copiato' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prova sinistri' })).toBeVisible();

  await page.getByRole('button', { name: 'Aggiungi una regola' }).click();
  const panel = page.getByRole('dialog', { name: 'Nuova regola' });
  await panel.getByRole('button', { name: 'Metti nell’elenco' }).click();
  await expect(panel.getByText('Indica almeno una condizione')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Profilo' }).selectOption({ label: 'Venditore' });
  await panel.getByRole('combobox', { name: 'Nodo' }).fill('Valdifinta');
  await page.getByRole('option', { name: /Valdifinta/ }).first().click();
  await panel.getByRole('button', { name: 'Aggiungi un’impostazione' }).click();
  await panel.getByRole('textbox', { name: /^Nome/ }).fill('limite');
  await panel.getByRole('combobox', { name: 'Tipo' }).selectOption({ label: 'Numero' });
  await panel.getByRole('textbox', { name: /^Valore/ }).fill('1.500');
  await panel.getByRole('button', { name: 'Metti nell’elenco' }).click();
  await expect(panel.getByText('Scrivi 1234 per mille e passa')).toBeVisible();
  await panel.getByRole('textbox', { name: /^Valore/ }).fill('1500');
  await expectAccessible(page, 'rule panel');
  await picture(page, 'gateway-rule-panel');
  await panel.getByRole('button', { name: 'Metti nell’elenco' }).click();
  await expect(page.getByRole('region', { name: 'Per nodo' })).toContainText('limite = 1500');
  await page.getByRole('button', { name: 'Salva le regole' }).click();
  await expect(page.getByText('Regole salvate')).toBeVisible();

  await page.getByRole('button', { name: 'Altro' }).click();
  await page.getByRole('menuitem', { name: 'Nuovo segreto…' }).click();
  const rotation = page.getByRole('dialog', { name: 'Nuovo segreto' });
  await rotation.getByRole('button', { name: 'Crea il nuovo segreto' }).click();
  await expect(rotation.getByText(/Il segreto di prima vale fino al/)).toBeVisible();
  expect(await rotation.getByLabel('Segreto (client_secret)', { exact: true }).textContent()).not.toBe(secret);
  await rotation.getByRole('button', { name: 'L’ho copiato' }).click();

  await page.getByRole('button', { name: 'Altro' }).click();
  await page.getByRole('menuitem', { name: 'Sospendi…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sospendi', exact: true }).click();
  await expect(page.getByText('È sospesa: nessuno può entrarci')).toBeVisible();
  await page.getByRole('button', { name: 'Riattiva' }).click();
  await expect(page.getByText('Applicazione riattivata')).toBeVisible();

  await page.getByRole('button', { name: 'Altro' }).click();
  await page.getByRole('menuitem', { name: 'Elimina…' }).click();
  const removal = page.getByRole('dialog', { name: 'Elimina «Prova sinistri»' });
  await expect(removal.getByRole('button', { name: 'Elimina', exact: true })).toBeDisabled();
  await removal.getByRole('textbox').fill('Prova sinistri');
  await removal.getByRole('button', { name: 'Elimina', exact: true }).click();
  await expect(page).toHaveURL(/\/apps$/);
  await expect(page.getByText('Applicazione eliminata')).toBeVisible();
  await expect(page.getByText('prova-sinistri')).toHaveCount(0);
});

test('what a person would see, and which rule decides it', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/apps-seen');
  await page.getByRole('combobox', { name: 'Persona e personalità' }).fill('luca ferri');
  await page.getByRole('option', { name: /Luca Ferri/ }).first().click();
  await expect(page.getByText(/applicazioni su/)).toBeVisible();
  const parts = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Ordini ricambi' }) });
  await expect(parts.getByText('Vede', { exact: true })).toBeVisible();
  await expect(parts.getByRole('row', { name: /sconto/ })).toContainText('profilo Venditore');
  await expect(page).toHaveURL(/personality=/);
  await expectAccessible(page, 'seen');
  await picture(page, 'gateway-seen');
});

test('the switcher shows a seller their applications and is walked by arrows', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Applicazioni' });
  await button.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Applicazioni' });
  await expect(panel.getByRole('link', { name: /Intranet documentale/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('link', { name: /Ordini ricambi/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('link', { name: /Intranet documentale/ })).toHaveAttribute('target', '_blank');
  await expectAccessible(page, 'switcher');
  await picture(page, 'gateway-switcher');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(button).toBeFocused();
});

test('whoever has no application has no switcher', async ({ page, signInAs }) => {
  await page.route('**/api/gateway/apps', (route) => route.fulfill({ json: { items: [] } }));
  await signInAs('seller');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Applicazioni' })).toHaveCount(0);
});

test('a failed notice says why and is tried again', async ({ page, signInAs }) => {
  const id = '01900000-0000-7000-8000-000000000001';
  const row = (part: object) => ({ id, appId: id, appName: 'Ordini ricambi', kind: 'logout', state: 'failed', attempts: 8, answer: 'connect ECONNREFUSED 10.1.2.3:443', reason: 'nobody', statusCode: null, createdAt: '2026-11-22T08:00:00Z', nextAttemptAt: null, settledAt: '2026-11-22T11:00:00Z', ...part });
  let state = 'failed';
  // Eight attempts take hours on the real clock: what the page shows of them is answered here.
  await page.route('**/api/gateway/deliveries?*', (route) => route.fulfill({ json: { items: [row({ state }), row({ id: id.replace(/1$/, '2'), state: 'delivered', answer: 'status 200', reason: null, statusCode: 200, kind: 'rules' })], nextCursor: null } }));
  await page.route(`**/api/gateway/deliveries/${id}/retry`, (route) => {
    state = 'queued';
    return route.fulfill({ json: { queued: true } });
  });
  await signInAs('administrator');
  await page.goto('/apps-deliveries');
  await expect(page.getByText('A quell’indirizzo non risponde nessuno').first()).toBeVisible();
  await expectAccessible(page, 'deliveries');
  await picture(page, 'gateway-deliveries');
  await page.getByText('A quell’indirizzo non risponde nessuno').first().click();
  const panel = page.getByRole('dialog', { name: 'Ordini ricambi' });
  await expect(panel.getByText('L’applicazione non sa che la sessione è finita')).toBeVisible();
  await picture(page, 'gateway-delivery');
  await panel.getByRole('button', { name: 'Riprova adesso' }).click();
  await expect(page.getByText('Rimesso in coda')).toBeVisible();
  await expect(panel.getByText('In attesa')).toBeVisible();
});

test('whoever comes from an application signs in at our page and is sent back to it', async ({ page }) => {
  const question = new URLSearchParams({
    client_id: 'intranet-documentale', response_type: 'code', scope: 'openid', redirect_uri: 'http://127.0.0.1:4100/callback', state: 'qui', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256',
  });
  // The provider keeps to the address it was given as its own, which is what applications know.
  const { issuer }: { readonly issuer: string } = await (await page.request.get('/oidc/.well-known/openid-configuration')).json();
  await page.goto(`${issuer}/auth?${question}`);
  await page.getByRole('textbox', { name: 'Nome utente' }).fill(people.seller);
  await page.getByRole('textbox', { name: /^Password/ }).fill(demoPassword);
  await picture(page, 'gateway-sign-in');
  // Nobody listens there: what counts is where the browser is sent.
  const back = page.waitForRequest(/^http:\/\/127\.0\.0\.1:4100\/callback\?/);
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  const address = new URL((await back).url());
  expect(address.searchParams.get('state')).toBe('qui');
  expect(address.searchParams.get('code')?.length).toBeGreaterThan(20);
});

test('an application that is not registered is told so on a page of ours', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('/oidc/auth?client_id=sconosciuta&response_type=code');
    await expect(page.getByRole('heading', { name: 'Non si può proseguire' })).toBeVisible();
    await expectAccessible(page, `error page ${scheme}`);
    await picture(page, `gateway-error-${scheme}`);
  }
});

test('in English', async ({ page, signInAs }) => {
  await speakEnglish(page);
  await signInAs('administrator');
  await page.goto('/apps');
  await page.getByText('Ordini ricambi').first().click();
  await expect(page.getByRole('region', { name: 'What counts more' })).toBeVisible();
  await picture(page, 'gateway-rules-english');
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`every page on ${size}, light and dark`, async ({ page, signInAs }) => {
    await page.setViewportSize(viewport);
    await signInAs('administrator');
    const registry: { readonly items: readonly { readonly id: string; readonly clientId: string }[] } = await (await page.request.get('/api/gateway/registry')).json();
    const id = registry.items.find(({ clientId }) => clientId === 'ordini-ricambi')?.id ?? '';
    const pages = [['registry', '/apps'], ['new', '/apps/new'], ['rules', `/apps/${id}`], ['data', `/apps/${id}?part=data`], ['seen-empty', '/apps-seen'], ['deliveries-empty', '/apps-deliveries?state=failed']] as const;
    for (const [name, path] of pages) await lookAt(page, { name: `gateway-${name}`, path, whole: name !== 'registry' }, size);
  });
}
