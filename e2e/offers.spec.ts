/** The pricing manager publishes an offer, supersedes and ends it; a seller asks which offers apply and why. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { Page } from '@playwright/test';
import { picture } from './screens.ts';

const code = `PROVA-${Date.now().toString(36).toUpperCase()}`;

async function writeTerm(page: Page, at: number, rate: string): Promise<void> {
  await page.getByLabel(`TAN, riga ${at}`).fill(rate);
}

test('an offer is checked against the usury threshold, published, and found by the seller with its reasons', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/offers');
  await page.getByRole('button', { name: 'Nuova offerta' }).click();
  await expect(page.getByText(/Mancano: codice/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Codice' }).fill(code.toLowerCase());
  await page.getByRole('textbox', { name: 'Nome' }).fill('Prova Fiat 3,49');
  await page.getByText('Credito Classico', { exact: true }).click();
  await writeTerm(page, 1, '19,50');
  await writeTerm(page, 2, '3,49');
  await writeTerm(page, 3, '3,49');
  await expect(page.getByText(/^Sopra la soglia di usura: a 36 mesi/)).toBeVisible();
  await writeTerm(page, 1, '3,49');
  await expect(page.getByText(/sotto la soglia 18,125/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Rete' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('combobox', { name: 'Marche' }).fill('Fiat');
  await page.getByRole('option', { name: 'Fiat' }).click();
  await page.getByRole('checkbox', { name: 'nuove' }).check();
  await expectAccessible(page, 'offer form');
  await picture(page, 'offers-form', true);
  await page.getByRole('button', { name: 'Pubblica l’offerta' }).click();
  const panel = page.getByRole('dialog', { name: 'Prova Fiat 3,49' });
  await expect(panel).toContainText(code);
  await picture(page, 'offers-panel');

  await signInAs('seller');
  await page.goto('/offers/why');
  await page.getByRole('combobox', { name: 'Veicolo' }).fill('Fiat 600');
  await page.getByRole('option').filter({ hasText: 'da listino' }).first().click();
  const applies = page.getByRole('region', { name: /^Valgono/ });
  await expect(applies.getByRole('listitem').first()).toContainText('Prova Fiat 3,49');
  await expect(applies.getByRole('listitem').first()).toContainText('è per questa marca');
  await expect(applies.getByRole('listitem').first()).toContainText('Prima della seguente');
  const not = page.getByRole('region', { name: 'Non valgono' });
  await expect(not).toContainText('è per Dacia, questa è Fiat');
  await expect(not).toContainText('è per partite IVA, società');
  await page.getByText('Società', { exact: true }).click();
  await expect(applies).toContainText('Leasing Impresa');
  await expect(page).toHaveURL(/customer=company/);
  await expectAccessible(page, 'why');
  await picture(page, 'offers-why', true);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'offers-why-phone', true);
  await page.goto('/offers');
  await expect(page.getByRole('button', { name: 'Nuova offerta' })).toHaveCount(0);
  await picture(page, 'offers-offers-phone');
});

test('a next version from a day, and an end', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/offers?text=CC-USATO-FRESCO');
  await page.getByText('Usato fresco 7,45').first().click();
  await picture(page, 'offers-panel-scope');
  await page.getByRole('button', { name: 'Nuova versione' }).click();
  await expect(page.getByRole('heading', { name: 'Nuova versione di Usato fresco 7,45' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Primo giorno' }).fill('+10');
  await page.getByRole('textbox', { name: 'Primo giorno' }).press('Tab');
  await writeTerm(page, 1, '6,99');
  await expect(page.getByText(/sotto la soglia/)).toBeVisible();
  await page.getByRole('button', { name: 'Pubblica la versione' }).click();
  const panel = page.getByRole('dialog', { name: 'Usato fresco 7,45' });
  await expect(panel).toContainText('cambia');
  await page.goto('/offers?plan=lease&status=inForce');
  await expect(page.getByText('Leasing Impresa elettrico')).toBeVisible();
  await picture(page, 'offers-offers');
  await page.getByText('Leasing Impresa elettrico').click();
  await page.getByRole('button', { name: 'Termina', exact: true }).click();
  await page.getByRole('button', { name: 'Termina l’offerta' }).click();
  await expect(page.getByText('Offerta terminata')).toBeVisible();
});

test('a version that has not begun is withdrawn with its reason, and stands as such', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/offers?text=CC-DACIA-599');
  await page.getByText('Dacia tasso 5,99').first().click();
  await page.getByRole('button', { name: 'Nuova versione' }).click();
  await page.getByRole('textbox', { name: 'Primo giorno' }).fill('+15');
  await page.getByRole('textbox', { name: 'Primo giorno' }).press('Tab');
  await writeTerm(page, 1, '5,49');
  await page.getByRole('button', { name: 'Pubblica la versione' }).click();
  const panel = page.getByRole('dialog', { name: 'Dacia tasso 5,99' });
  await expect(panel).toBeVisible();
  await page.goto('/offers?text=CC-DACIA-599&status=future');
  await page.getByText('Dacia tasso 5,99').first().click();
  await panel.getByRole('button', { name: 'Ritira', exact: true }).click();
  const withdraw = panel.getByRole('region', { name: /^Ritira/ });
  const button = withdraw.getByRole('button', { name: /^Ritira/ });
  await expect(button).toBeDisabled();
  await withdraw.getByRole('textbox').fill('Tasso scritto per un altro mese');
  await expectAccessible(page, 'withdrawing a version');
  await picture(page, 'offers-withdraw');
  await button.click();
  await expect(panel).toBeHidden();
  await page.goto('/offers?text=CC-DACIA-599&status=withdrawn');
  await page.getByText('Dacia tasso 5,99').first().click();
  await expect(panel).toContainText('Tasso scritto per un altro mese');
  await picture(page, 'offers-withdrawn');
});
