/**
 * A new seller, on a phone: from the mail of the manager to the first quote with a passkey, and in again without a name.
 * The house has a mail server and an address by name here: passkeys are bound to one.
 */
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { startRealServer, type RunningServer } from '../server/testing/real-server.ts';
import { expectAccessible } from './axe.ts';
import { collectFaults, expect, people, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

let server: RunningServer;
let post: SMTPServer;
let origin: string;
const mails: { readonly to: string; readonly text: string }[] = [];

/** Text of a mail with the line breaks of its transport taken out. */
const readable = (raw: string): string => raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=');

test.beforeAll(async () => {
  test.setTimeout(180_000);
  post = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: readable(raw) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
  server = await startRealServer({ VOLANO_SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`, VOLANO_MAIL_FROM: 'inviti@auto.example' });
  origin = server.url.replace('127.0.0.1', 'localhost');
});
test.afterAll(async () => {
  await server.stop();
  await new Promise<void>((resolve) => post.close(resolve));
});

const faults: string[] = [];
test.afterEach(() => expect(faults.splice(0), 'errors on the page').toEqual([]));

async function phone(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: origin, viewport: sizes.phone, hasTouch: true, isMobile: true, locale: 'it-IT', timezoneId: 'Europe/Rome' });
  const page = await context.newPage();
  collectFaults(page, faults);
  return { context, page };
}

/** The finger on the phone: keeps passkeys inside and says yes. */
async function addFinger(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

async function enterAs(page: Page, loginName: string): Promise<void> {
  const answer = await page.request.post('/api/identity/sign-in', { data: { loginName, password: demoPassword }, headers: { origin } });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function leave(page: Page): Promise<void> {
  const { csrfToken } = (await (await page.request.get('/api/identity/me')).json()) as { csrfToken: string };
  expect((await page.request.post('/api/identity/sign-out', { headers: { 'x-volano-csrf': csrfToken, origin } })).status()).toBe(200);
}

/** The manager invites by hand; answers the link of the mail. */
async function invited(browser: Browser, email: string): Promise<string> {
  const { context, page } = await phone(browser);
  await enterAs(page, people.dealerManager);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invita', exact: true }).click();
  await page.getByRole('textbox', { name: 'Indirizzo e-mail' }).fill(email);
  await expect(page.getByRole('combobox', { name: 'Profilo' })).toHaveValue('Venditore');
  await page.getByRole('combobox', { name: 'Dove' }).fill('B1');
  await page.getByRole('option').first().click();
  await picture(page, 'invite-phone');
  await expectAccessible(page, 'invite panel');
  await page.getByRole('button', { name: 'Manda l’invito' }).click();
  await expect(page.getByText(`Invito mandato a ${email}`)).toBeVisible();
  await expect.poll(() => mails.filter((mail) => mail.to === email).length, { timeout: 15_000 }).toBe(1);
  await context.close();
  return /http:\/\/\S+\/invitation#[\w-]{43}/.exec(mails.find((mail) => mail.to === email)?.text ?? '')?.[0] ?? '';
}

test('from the mail to the first quote with a passkey, and in again without a name', async ({ browser }) => {
  test.setTimeout(120_000);
  const link = await invited(browser, 'nora.prova@dlr001.example');
  const { context, page } = await phone(browser);
  await addFinger(page);
  const begun = Date.now();
  let steps = 0;
  const step = async (deed: Promise<unknown>): Promise<void> => {
    steps += 1;
    await deed;
  };

  await step(page.goto(link));
  await expect(page.getByText('Anna Villa')).toBeVisible();
  await expect(page.getByText('nora.prova@dlr001.example')).toBeVisible();
  await picture(page, 'invitation-phone', true);
  await expectAccessible(page, 'invitation on a phone');
  await step(page.getByRole('textbox', { name: 'Nome e cognome' }).fill('Nora Prova'));
  await step(page.getByRole('button', { name: 'Accetta con l’impronta o il viso' }).click());
  await expect(page.getByRole('heading', { level: 1, name: /Nora/ })).toBeVisible();
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/');
  await picture(page, 'invitation-home-phone');

  await step(page.getByRole('link', { name: /Nuovo preventivo/ }).first().click());
  const vehicle = page.getByRole('combobox', { name: 'Veicolo' });
  await step(vehicle.fill('y'));
  await step(page.getByRole('option').first().click());
  await expect(page.getByRole('button', { name: /€ · Scegli la rata$/ }).first()).toBeVisible();
  const save = page.getByRole('region', { name: 'Risultato' }).getByRole('button', { name: 'Salva' });
  await step(save.tap());
  // What the house has said must be read before selling holds for newcomers too.
  await step(page.getByRole('button', { name: 'Ho letto e confermo' }).click());
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await step(save.tap());
  await expect(page.getByRole('heading', { level: 1, name: /^Preventivo DLR001-\d{4}-\d{5}$/ })).toBeVisible();
  await picture(page, 'invitation-first-quote-phone');
  const seconds = (Date.now() - begun) / 1000;
  // A person is slower than a test by reading and by the finger: the steps are what counts.
  expect(steps).toBe(9);
  expect(seconds).toBeLessThan(90);

  const me = await page.request.get('/api/identity/passkeys');
  expect((await me.json()) as object).toMatchObject({ possible: true, items: [{ lastUsedAt: null }] });
  // The field of the user name offers the passkey by itself; the finger says yes.
  await leave(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: /Nora/ })).toBeVisible();
  // And where a browser offers nothing in the field, the button asks.
  await leave(page);
  await page.addInitScript(() => Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: () => Promise.resolve(false) }));
  await page.goto('/');
  await page.getByRole('button', { name: 'Entra con una passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Nora/ })).toBeVisible();
  const used = (await (await page.request.get('/api/identity/passkeys')).json()) as { items: { lastUsedAt: string | null }[] };
  expect(used.items[0]?.lastUsedAt).not.toBeNull();
  await context.close();
});

test('somebody with an account signs in with it and has one role more', async ({ browser }) => {
  const link = await invited(browser, 'irene.galli@org01.example');
  const { context, page } = await phone(browser);
  await page.goto(link);
  await expect(page.getByText('Hai già un account con questo indirizzo')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  await page.getByRole('button', { name: 'Aggiungi il ruolo e comincia' }).click();
  await expect(page.getByRole('link', { name: /Nuovo preventivo/ }).first()).toBeVisible();
  await page.goto(link);
  await expect(page.getByText('Questo invito non vale')).toBeVisible();
  await picture(page, 'invitation-over-phone');
  await context.close();
});

test('a manager sees invitations and their states, suspends a seller and takes him back', async ({ browser }) => {
  const { context, page } = await phone(browser);
  await page.setViewportSize(sizes.desktop);
  await enterAs(page, people.dealerManager);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/people/invitations');
    await expect(page.getByText('sofia.marini@dlr001.example')).toBeVisible();
    for (const state of ['In attesa', 'Scaduto', 'Revocato', 'Accettato']) await expect(page.getByText(state, { exact: true }).first()).toBeVisible();
    await expectAccessible(page, `invitations, ${colorScheme}`);
    await picture(page, `invitations-${colorScheme}`);
    await page.goto('/people?search=ferri');
    await page.getByText('Luca Ferri', { exact: true }).first().click();
    await expect(page.getByRole('button', { name: 'Sospendi' })).toBeVisible();
    await expectAccessible(page, `person panel, ${colorScheme}`);
    await picture(page, `person-${colorScheme}`);
  }
  await page.getByRole('button', { name: 'Sospendi' }).click();
  await expect(page.getByText('Luca Ferri: sospeso, sessioni chiuse')).toBeVisible();
  expect((await page.request.post('/api/identity/sign-in', { data: { loginName: people.seller, password: demoPassword }, headers: { origin } })).status()).toBe(422);
  await page.setViewportSize(sizes.phone);
  await page.getByText('Luca Ferri', { exact: true }).first().click();
  await picture(page, 'person-suspended-phone');
  await page.getByRole('button', { name: 'Riprendi' }).click();
  await expect(page.getByText('Luca Ferri può entrare di nuovo')).toBeVisible();
  await context.close();
});

test('passkeys are added, named and removed on the own page; the only way in stays', async ({ browser }) => {
  const { context, page } = await phone(browser);
  await addFinger(page);
  await enterAs(page, 'marco.testa@org01.example');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Aggiungi una passkey' }).click();
  await expect(page.getByText('Passkey aggiunta')).toBeVisible();
  await page.getByRole('button', { name: /^Rinomina la passkey/ }).click();
  await page.getByRole('textbox', { name: 'Nome della passkey' }).fill('Telefono blu');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Telefono blu', { exact: true })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('heading', { name: 'Passkey' }).scrollIntoViewIfNeeded();
    await expectAccessible(page, `passkeys, ${colorScheme}`);
    await picture(page, `passkeys-phone-${colorScheme}`);
  }
  await page.getByRole('button', { name: 'Togli la passkey Telefono blu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Togli' }).click();
  await expect(page.getByText('Passkey tolta')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Entra con una passkey' })).toBeVisible();
  await expectAccessible(page, 'sign-in with a passkey');
  await picture(page, 'sign-in-passkey-phone');
  await context.close();
});

test('whoever owes a second factor makes a passkey first, and later uses the one there is', async ({ browser }) => {
  const office = await phone(browser);
  await enterAs(office.page, people.administrator);
  await office.page.goto('/profiles');
  await office.page.getByRole('button', { name: 'Cambia', exact: true }).click();
  const demand = office.page.getByRole('dialog', { name: 'Secondo fattore chiesto dall’azienda' });
  await demand.getByRole('checkbox').last().check();
  await expect(demand.getByText('Responsabile prodotti e listini')).toBeVisible();
  await demand.getByRole('button', { name: 'Salva' }).click();
  await expect(demand).toHaveCount(0);

  const { context, page } = await phone(browser);
  await addFinger(page);
  await enterAs(page, people.pricingManager);
  await page.goto('/offers');
  await expect(page.getByRole('heading', { name: 'Prima di proseguire' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Attiva', exact: true })).toBeVisible();
  await expectAccessible(page, 'set up a factor');
  await picture(page, 'set-up-factor-phone', true);
  await page.getByRole('button', { name: 'Crea una passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Offerte' })).toBeVisible();

  // The password alone again: the passkey is there already.
  await leave(page);
  await enterAs(page, people.pricingManager);
  await page.goto('/offers');
  await expect(page.getByRole('button', { name: 'Crea una passkey' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Usa la passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Offerte' })).toBeVisible();
  await context.close();

  await office.context.close();
});
