/** Standing in for a colleague and deciding on rights, as people do it on the screen. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, people, test, type Person } from './fixtures.ts';
import { picture } from './screens.ts';
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
  await page.getByRole('button', { name: /Anna Villa per Luca Ferri/ }).click();
  await page.getByRole('button', { name: /^Responsabile di concessionaria/ }).click();
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
  await page.getByRole('dialog').getByRole('button', { name: 'Ritira la richiesta' }).last().click();
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

test('an invitation above the seller is proposed where it was refused, and sent once a second person has approved it', async ({ page, baseURL, signInAs }) => {
  const email = 'livia.prova@org01.example';
  const fillIn = async (): Promise<void> => {
    await page.goto('/people');
    await page.getByRole('button', { name: 'Invita', exact: true }).click();
    await page.getByRole('textbox', { name: 'Indirizzo e-mail' }).fill(email);
    await page.getByRole('combobox', { name: 'Profilo' }).fill('assistenza');
    await page.getByRole('option', { name: 'Operatore assistenza clienti' }).click();
    await page.getByRole('button', { name: 'Manda l’invito' }).click();
  };
  await signInAs('administrator');
  await fillIn();
  await expect(page.getByText('serve una seconda persona')).toBeVisible();
  await page.getByRole('textbox', { name: 'Motivo del cambiamento' }).fill('Prende servizio lunedì');
  await expectAccessible(page, 'invito proposto');
  await picture(page, 'rights-propose-invitation');
  await page.getByRole('button', { name: 'Proponi il cambiamento' }).click();
  await expect(page.getByText('Proposta inviata')).toBeVisible();

  await signInByName(page, baseURL, 'roberto.monti@org01.example');
  await page.goto('/approvals');
  await page.getByText(`Invitare ${email}`).click();
  await page.getByRole('button', { name: 'Approva', exact: true }).click();
  await expect(page.getByText('Approvata: vale da subito')).toBeVisible();

  await signInAs('administrator');
  await fillIn();
  await expect(page.getByText(`Invito mandato a ${email}`)).toBeVisible();
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
