/** The trail as its reader uses it: finding, following one object, taking a proof out and having it checked elsewhere. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

const script = join(import.meta.dirname, '..', 'bin', 'verify-proof.mjs');

test('an event is found by its action, followed by its object, and its proof holds outside', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/audit');
  await page.getByRole('button', { name: 'Filtri' }).click();
  await page.getByRole('combobox', { name: 'Azione' }).fill('Preventivo salvato');
  await page.getByRole('option', { name: 'Preventivo salvato' }).click();
  await expect(page).toHaveURL(/action=quoting.quote.save/);
  const table = page.getByRole('grid', { name: 'Eventi del registro' }).or(page.getByRole('table', { name: 'Eventi del registro' }));
  await expect(table.getByText('Preventivo salvato').first()).toBeVisible();
  await table.getByText('Preventivo salvato').first().click();
  const panel = page.getByRole('dialog', { name: 'Dettaglio dell’evento' });
  // Sealed ten seconds after it was written at the latest.
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('link', { name: 'Scarica la prova' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^audit-\d+\.proof\.json$/);
  const file = await download.path();
  expect(execFileSync(process.execPath, [script, file], { encoding: 'utf8' })).toContain('action: quoting.quote.save');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'volano-audit-proof/1' });
  await picture(page, 'audit-event');
  await expectAccessible(page, 'an event of the trail');
  await panel.getByRole('button', { name: 'Storia di questo oggetto' }).click();
  await expect(page).toHaveURL(/kind=quote/);
  await expect(page.getByRole('combobox', { name: 'Tipo di oggetto' })).toHaveValue('Preventivo');
  await expect(page.getByRole('textbox', { name: 'Codice dell’oggetto' })).toHaveValue(/^[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: /^Filtri/ }).click();
  await expect(page.getByText(/^Solo Preventivo/)).toBeVisible();
  await page.getByRole('button', { name: 'Tutto il registro' }).click();
  await expect(page).not.toHaveURL(/kind=quote/);
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`the filters on ${size}`, async ({ page, signInAs }) => {
    await page.setViewportSize(viewport);
    await signInAs('administrator');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto('/audit?action=quoting.&from=2026-01-01');
      await expect(page.getByRole('combobox', { name: 'Azione' })).toHaveValue('Preventivi');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await picture(page, `audit-filters-${size}-${scheme}`);
      await expectAccessible(page, `the filters on ${size} in ${scheme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
}

test('where nothing answers, the page says so and leads back', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/audit?to=2001-01-01');
  await expect(page.getByText('Nessun evento')).toBeVisible();
  await page.getByRole('button', { name: 'Tutto il registro' }).first().click();
  await expect(page).not.toHaveURL(/to=/);
});
