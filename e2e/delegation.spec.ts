/** Standing in for a colleague and deciding on rights, as people do it on the screen. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, people, test, type Person } from './fixtures.ts';
import { picture, speakEnglish } from './screens.ts';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';

async function signInByName(page: Page, baseURL: string | undefined, loginName: string): Promise<void> {
  const answer = await page.request.post('/api/identity/sign-in', { data: { loginName, password: demoPassword }, headers: { origin: baseURL ?? '' } });
  expect(answer.status()).toBe(200);
}

test('the manager works in the seller’s place: the bar says for whom and until when, and the quote is listed in the seller’s desk', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  await page.goto('/');
  await page.getByRole('button', { name: /Personalità attiva/ }).click();
  await expect(page.getByText('Al posto di un collega')).toBeVisible();
  await picture(page, 'rights-switcher');
  await page.getByRole('button', { name: /Per Luca Ferri/ }).click();
  await expect(page.getByRole('button', { name: /Anna Villa per Luca Ferri fino al \d\d\/\d\d\/\d{4}/ })).toBeVisible();
  await page.goto('/quotes');
  await expect(page.getByText('Luca Ferri').first()).toBeVisible();
  await picture(page, 'rights-in-the-place');
  // Back in her own name.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const own = page.getByRole('button', { name: /^Responsabile di concessionaria/ });
  // A page that has just come takes the focus to its heading, and an open menu closes with it.
  await expect(async () => {
    if (!(await own.isVisible())) await page.getByRole('button', { name: /Anna Villa per Luca Ferri/ }).click();
    await own.click({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole('button', { name: /Personalità attiva: Responsabile di concessionaria/ })).toBeVisible();
});

test('a seller names a stand-in; the form says who decides, and the request stands in the list', async ({ page, signInAs }) => {
  await signInAs('sellerAndCustomer');
  await page.goto('/delegations');
  await expect(page.getByRole('heading', { name: 'Sostituzioni' })).toBeVisible();
  await expectAccessible(page, 'sostituzioni');
  await picture(page, 'rights-delegations');
  await page.getByRole('button', { name: 'Nomina un sostituto' }).click();
  await page.getByLabel('Collega').fill('Anna');
  await page.getByRole('option', { name: /Anna Villa/ }).click();
  await page.getByLabel('Primo giorno').fill('01/03/2027');
  await page.getByLabel('Ultimo giorno').fill('05/03/2027');
  await page.getByLabel('Importo massimo di una singola operazione').fill('20000');
  await page.getByLabel('Motivo').fill('Visita medica');
  await expect(page.getByText('Decide il tuo responsabile')).toBeVisible();
  await expectAccessible(page, 'modulo');
  await picture(page, 'rights-delegation-form');
  await page.getByRole('button', { name: 'Chiedi la sostituzione' }).click();
  await expect(page.getByText('Richiesta inviata al responsabile')).toBeVisible();
  await page.getByText('Anna Villa per Paolo Serra').click();
  await expect(page.getByText('Visita medica').last()).toBeVisible();
  await picture(page, 'rights-delegation-detail');
  await page.getByRole('button', { name: 'Ritira la richiesta' }).first().click();
  await page.getByRole('dialog', { name: 'Ritirare la richiesta?' }).getByRole('button', { name: 'Ritira la richiesta' }).click();
  await expect(page.getByText('Sostituzione chiusa')).toBeVisible();
});

test('an administrator proposes, the head of credit decides; whoever asked cannot', async ({ page, baseURL, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/profiles');
  await expect(page.getByRole('heading', { name: 'Profili' })).toBeVisible();
  await page.getByRole('radio', { name: /Recuperatore/ }).check();
  await page.getByRole('checkbox', { name: 'Vedere l’organizzazione' }).check();
  await page.getByLabel('Motivo del cambiamento').fill('Servono i recapiti delle sedi');
  await expect(page.getByText('1 da aggiungere, 0 da togliere')).toBeVisible();
  await expectAccessible(page, 'profili');
  await picture(page, 'rights-profiles');
  await page.getByRole('button', { name: 'Proponi il cambiamento' }).click();
  await expect(page.getByText('Proposta inviata')).toBeVisible();
  await page.goto('/approvals');
  await page.getByText('Cambiare i permessi di Recuperatore').click();
  await expect(page.getByText('L’hai chiesta tu: decide un’altra persona.')).toBeVisible();
  await picture(page, 'rights-own-request');

  await signInByName(page, baseURL, 'roberto.monti@org01.example');
  await page.goto('/approvals');
  await expect(page.getByText('Cambiare i permessi di Operatore assistenza clienti')).toBeVisible();
  await expectAccessible(page, 'approvazioni');
  await picture(page, 'rights-approvals');
  await page.getByText('Cambiare i permessi di Recuperatore').click();
  await expect(page.getByText('Aggiunge').first()).toBeVisible();
  await picture(page, 'rights-request');
  await page.getByRole('button', { name: 'Approva', exact: true }).click();
  await expect(page.getByText('Approvata: vale da subito')).toBeVisible();
  await page.getByText('Storico').click();
  await expect(page.getByText('Cambiare i permessi di Recuperatore')).toBeVisible();
  await picture(page, 'rights-history');
});

test('from a person’s panel one proposes a further role; another approves, and it is in force', async ({ page, baseURL, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/people?search=marco.testa');
  await page.getByText('Marco Testa').first().click();
  const panel = page.getByRole('dialog', { name: 'Marco Testa' });
  const role = panel.locator('section').filter({ has: page.getByRole('heading', { name: 'Un altro ruolo' }) });
  await expect(role.getByText('Serve una seconda persona')).toBeVisible();
  await role.getByLabel('Profilo').fill('Recuperatore');
  await page.getByRole('option', { name: 'Recuperatore' }).click();
  await expect(role.getByRole('button', { name: 'Proponi il ruolo' })).toBeDisabled();
  await role.getByLabel('Perché').fill('Aiuta i recuperi a dicembre');
  await expectAccessible(page, 'proposta');
  await picture(page, 'rights-propose-role');
  await role.getByRole('button', { name: 'Proponi il ruolo' }).click();
  await expect(page.getByText('Proposta inviata')).toBeVisible();
  await page.getByText('Marco Testa').first().click();
  await expect(panel.getByRole('region', { name: 'Le tue proposte' }).getByText('Assegnare Recuperatore a Marco Testa')).toBeVisible();
  await picture(page, 'rights-own-proposals');

  await signInByName(page, baseURL, 'roberto.monti@org01.example');
  await page.goto('/approvals');
  await page.getByText('Assegnare Recuperatore a Marco Testa').click();
  await page.getByRole('button', { name: 'Approva', exact: true }).click();
  await expect(page.getByText('Approvata: vale da subito')).toBeVisible();

  await signInByName(page, baseURL, 'marco.testa@org01.example');
  await page.goto('/');
  await page.getByRole('button', { name: /Personalità attiva/ }).click();
  await expect(page.getByRole('button', { name: /Recuperatore/ })).toBeVisible();
});

test('the form to invite says beforehand that it takes two; whoever does not propose is told whom to ask', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invita', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Invita' });
  await panel.getByLabel('Indirizzo e-mail').fill('nuova.credito@org01.example');
  await panel.getByLabel('Profilo').fill('Operatore del credito');
  await page.getByRole('option', { name: 'Operatore del credito' }).click();
  await expect(panel.getByText('Serve una seconda persona')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Manda l’invito' })).toHaveCount(0);
  await panel.getByLabel('Perché').fill('Nuova assunta');
  await expectAccessible(page, 'invito da proporre');
  await picture(page, 'rights-propose-invitation');
  await panel.getByRole('button', { name: 'Proponi l’invito' }).click();
  await expect(page.getByText('Proposta inviata')).toBeVisible();
  await page.getByRole('button', { name: 'Invita', exact: true }).click();
  await expect(panel.getByText('Invitare nuova.credito@org01.example')).toBeVisible();
  await panel.getByRole('button', { name: 'Ritira la richiesta' }).click();
  await expect(page.getByText('Richiesta ritirata')).toBeVisible();

  await signInAs('dealerManager');
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invita', exact: true }).click();
  await panel.getByLabel('Profilo').fill('Responsabile');
  await page.getByRole('option', { name: 'Responsabile di concessionaria' }).click();
  await expect(panel.getByText('il tuo profilo non propone')).toBeVisible();
});

test('the company’s demand of a second factor says whom it concerns before it is saved', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/profiles');
  await expect(page.getByText('L’azienda non lo chiede a nessuno')).toBeVisible();
  await page.getByRole('button', { name: 'Cambia', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Secondo fattore chiesto dall’azienda' });
  await expect(panel.getByRole('button', { name: 'Salva' })).toBeDisabled();
  await panel.getByRole('checkbox').last().check();
  await expect(panel.getByText('Responsabile prodotti e listini')).toBeVisible();
  await expect(panel.getByText('Riguarda chi ha uno dei permessi scelti')).toBeVisible();
  await expectAccessible(page, 'secondo fattore');
  await picture(page, 'rights-second-factor');
  await panel.getByRole('button', { name: 'Annulla' }).click();
  await expect(page.getByText('L’azienda non lo chiede a nessuno')).toBeVisible();
});

test.describe('on a phone, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const pages: readonly [Person, string, string][] = [['dealerManager', '/delegations', 'Sostituzioni'], ['dealerManager', '/approvals', 'Approvazioni'], ['administrator', '/profiles', 'Profili']];
  for (const [person, path, title] of pages) {
    test(`${path} fits and is accessible`, async ({ page, signInAs }) => {
      await signInAs(person);
      await page.goto(path);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.getByText(people[person]).or(page.getByText(/Luca Ferri|Recuperatore|Niente/)).first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await expectAccessible(page, 'telefono');
      await picture(page, `rights-phone-${title}`);
    });
  }
});

test.describe('in English on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the person’s panel and the demand of a second factor fit and speak English', async ({ page, signInAs }) => {
    await speakEnglish(page);
    await signInAs('administrator');
    for (const [path, title] of [['/approvals', 'Approvals'], ['/profiles', 'Profiles'], ['/delegations', 'Stand-ins']] as const) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await picture(page, `rights-english-${title}`, true);
    }
    await page.goto('/people?search=silvia.conti');
    await page.getByText('Silvia Conti').first().click();
    const panel = page.getByRole('dialog', { name: 'Silvia Conti' });
    await expect(panel.getByRole('button', { name: 'Propose the move' })).toBeVisible();
    await expect(panel.getByText('It takes a second person').first()).toBeVisible();
    await expectAccessible(page, 'person');
    await picture(page, 'rights-english-person');
  });
});
