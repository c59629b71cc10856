/** A seller reads what is new; head office writes, sees whom it reaches, publishes; the seller must confirm before saving on. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture } from './screens.ts';

test('a seller finds what is unread first, reads it, and searches', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/news');
  await expect(page.getByRole('heading', { name: 'Comunicazioni' })).toBeVisible();
  const unread = page.getByRole('link', { name: /Manutenzione programmata/ });
  await expect(unread).toContainText('da leggere');
  await expectAccessible(page, 'news');
  await picture(page, 'news');
  await unread.click();
  await expect(page.getByText('resta in sola lettura per un aggiornamento')).toBeVisible();
  await picture(page, 'news-item');
  await page.goto('/news?q=provvigione');
  await expect(page.getByText('Nessuna comunicazione corrisponde ai filtri.')).toBeVisible();
  await page.goto('/news?q=elettrica');
  await expect(page.getByRole('link', { name: /Campagna di fine anno/ })).toBeVisible();
});

test('head office writes to one dealer’s staff, sees how many it reaches, publishes, and looks who has read', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/news-desk');
  await page.getByRole('button', { name: 'Nuova comunicazione' }).click();
  await page.getByRole('textbox', { name: 'Titolo', exact: true }).fill('Prova di comunicazione');
  await page.getByRole('textbox', { name: 'Testo', exact: true }).fill('Primo paragrafo.\n\n- una cosa\n- un’altra');
  await page.getByRole('combobox', { name: 'Profilo' }).selectOption({ label: 'Tecnico informatico' });
  await page.getByRole('button', { name: 'Aggiungi destinatari' }).click();
  await expect(page.getByText('Oggi raggiunge 1 persone')).toBeVisible();
  await page.getByRole('button', { name: 'Salva bozza' }).click();
  await expect(page).toHaveURL(/news-desk\/[0-9a-f-]{36}/);
  await expectAccessible(page, 'news-editor');
  await picture(page, 'news-editor');
  await page.getByRole('button', { name: 'Pubblica', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pubblica' }).click();
  await expect(page.getByText('Pubblicata · Versione 1')).toBeVisible();
  await page.getByRole('link', { name: 'Chi ha letto' }).last().click();
  await expect(page.getByText('0 di 1 hanno letto')).toBeVisible();
  await expectAccessible(page, 'news-receipts');
  await picture(page, 'news-receipts');
});
