/** A yard comes in by file, by keyboard: refused with its rows named, mended, brought in, and a second time changes nothing. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const head = 'Numero telaio;Codice versione;Sede;Tipologia;Prezzo vendita;Km;Colore;Note interne\n';
const serial = String(Date.now()).slice(-6);
const car = (nth: number, site: string, price: string): string => `ZFA3120000J${serial.slice(0, 5)}${nth};fiat-grande-panda-1-2-t100-manuale;${site};usato;${price};38.500;Bianco;x\n`;
const file = (text: string, name = 'piazzale.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a dealer manager brings his yard by file', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  await page.goto('/imports');
  await expect(page.getByRole('heading', { level: 1, name: 'Importazioni' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Giacenza' })).toBeChecked();
  await expectAccessible(page, 'new import');
  await picture(page, 'imports-new');

  // One row of another dealer's site, one price that is none.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Scegli il file' }).press('Enter');
  await (await chooser).setFiles(file(head + car(1, 'DLR001-B1', '12.900,00') + car(2, 'DLR002-B1', '9.900') + car(3, 'DLR001-B1', 'tanto')));
  await expect(page.getByRole('heading', { level: 1, name: 'piazzale.csv' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: /^Telaio/ })).toHaveValue('Numero telaio');
  await expect(page.getByText('2 celle da correggere nelle prime righe')).toBeVisible();
  await expect(page.getByText(/Nessuna sede alla tua portata ha questo codice/)).toBeVisible();
  // The words of the reader, not what is stored.
  const sample = page.getByRole('grid').first();
  await expect(sample.getByRole('gridcell', { name: 'usato', exact: true }).first()).toBeVisible();
  await expect(sample.getByText('used', { exact: true })).toHaveCount(0);
  await expectAccessible(page, 'columns and preview');
  await picture(page, 'imports-columns', true);

  // A column taken away is told at once, and the import waits for it.
  await page.getByRole('combobox', { name: /^Prezzo/ }).selectOption('');
  await expect(page.getByText('Mancano colonne obbligatorie: Prezzo.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Importa', exact: true })).toBeDisabled();
  await page.getByRole('combobox', { name: /^Prezzo/ }).selectOption('Prezzo vendita');
  await page.getByRole('button', { name: 'Importa', exact: true }).press('Enter');
  await expect(page.getByText(/Nulla è stato scritto: ci sono righe da correggere/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('link', { name: 'Elenco XLSX' })).toBeVisible();
  await expect(page.getByText('Non è un importo in euro con al più due decimali.')).toBeVisible();
  await expectAccessible(page, 'refused import');
  await picture(page, 'imports-refused');
  const report = await page.request.get((await page.getByRole('link', { name: 'Elenco CSV' }).getAttribute('href')) ?? '');
  expect(await report.text()).toContain('4;Prezzo vendita (Prezzo);tanto;');

  for (const words of [/Importazione conclusa/, /Il file non ha cambiato nulla/]) {
    await page.getByRole('button', { name: 'Tutte le importazioni' }).press('Enter');
    await page.getByLabel('Scegli il file').and(page.locator('input')).setInputFiles(file(head + car(1, 'DLR001-B1', '12.900,00') + car(2, 'DLR001-B1', '9.900')));
    await expect(page.getByText('Le prime righe sono in ordine.')).toBeVisible();
    await page.getByRole('button', { name: 'Importa', exact: true }).press('Enter');
    await expect(page.getByText(words)).toBeVisible({ timeout: 20_000 });
  }
  await page.setViewportSize(sizes.phone);
  await picture(page, 'imports-done-phone');
  await page.getByRole('button', { name: 'Tutte le importazioni' }).press('Enter');
  await expect(page.getByText('piazzale.csv').first()).toBeVisible();
  await expectAccessible(page, 'imports on a phone');
  // Whole, not only somewhere in the page: the panel had pushed it over the edge.
  await expect(page.getByRole('link', { name: 'Scarica un modello vuoto' })).toBeInViewport({ ratio: 1 });
  await picture(page, 'imports-phone');
});

test('a picture called .csv is refused by name, and a seller finds no imports', async ({ page, signInAs }) => {
  await signInAs('pricingManager');
  await page.goto('/imports');
  await expect(page.getByRole('radio', { name: 'Listino: versioni' })).toBeChecked();
  await page.getByLabel('Scegli il file').and(page.locator('input')).setInputFiles({ name: 'listino.csv', mimeType: 'text/csv', buffer: Buffer.from('89504e470d0a1a0a0000000d', 'hex') });
  await expect(page.getByText(/Il contenuto non è né CSV né XLSX/)).toBeVisible();
  await signInAs('seller');
  await page.goto('/imports');
  await expect(page.getByText(/non disponibile/)).toBeVisible();
  expect((await page.request.get('/api/flows/imports')).status()).toBe(403);
});
