/** The quote desk beyond the plain loan: alternatives, fleets, configured cars, trade-ins, companies, a wanted instalment; few interactions. */
import type { Page } from '@playwright/test';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { field, instalment, openStock, readQuote, saved, stockCar, versionWithOptions } from './quick-quote-page.ts';
import { picture, sizes } from './screens.ts';

/** Counts what a person does: a key or a chord is one, a word typed is one. */
function counting(page: Page) {
  let count = 0;
  return {
    press: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    type: async (text: string) => {
      count += 1;
      await page.keyboard.type(text);
    },
    count: () => count,
  };
}

test.describe('a seller', () => {
  test.beforeEach(({ signInAs }) => signInAs('seller'));

  test('needs twelve interactions at most from a blank page to a saved quote with a deposit and a name, by keyboard alone', async ({ page }) => {
    const { vin } = await stockCar(page, 3);
    await page.goto('/quotes/new');
    await expect(page.getByRole('combobox', { name: 'Veicolo' })).toBeFocused();
    const hands = counting(page);
    await hands.type(vin.slice(-6));
    await expect(page.getByRole('option').first()).toBeVisible();
    await hands.press('Enter');
    await expect(field(page, 'Prezzo')).toBeFocused();
    for (const name of ['Sconto', 'Permuta', 'Anticipo']) {
      await hands.press('Enter');
      await expect(field(page, name)).toBeFocused();
    }
    await hands.type('5000');
    await hands.press('Alt+c');
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Riferimento' })).toBeFocused();
    await hands.type('Signora Esempio');
    await hands.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await hands.press('Control+Enter');
    await saved(page);
    expect(hands.count()).toBeLessThanOrEqual(12);
    await expect(field(page, 'Anticipo')).toHaveValue('5.000,00');
  });

  test('puts three alternatives side by side, and the customer sees no margin', async ({ page }) => {
    await openStock(page);
    await page.keyboard.press('Alt+a');
    const tabs = page.getByRole('radiogroup', { name: 'Alternative' });
    await expect(tabs.getByRole('radio')).toHaveCount(2);
    await page.getByRole('radiogroup', { name: 'Durata (mesi)' }).getByText('48', { exact: true }).click();
    await field(page, 'Anticipo').fill('6000');
    await picture(page, 'desk-alternatives');
    await page.keyboard.press('Alt+a');
    await expect(page.getByRole('button', { name: 'Aggiungi alternativa' })).toBeDisabled();
    await field(page, 'Sconto').fill('500');
    await page.getByRole('button', { name: 'Vista cliente' }).click();
    await page.keyboard.press('Alt+k');
    const comparison = page.getByRole('dialog', { name: 'Alternative a confronto' });
    await expect(comparison.getByRole('columnheader')).toHaveCount(4);
    await expect(comparison.locator('[data-figure="instalment"] [data-best]')).not.toHaveCount(0);
    expect(await page.content()).not.toMatch(/rovvigion/);
    await expectAccessible(page, 'alternatives compared');
    await picture(page, 'desk-comparison');
    await comparison.getByRole('button', { name: 'Togli: Alternativa 2' }).click();
    await comparison.getByRole('button', { name: 'Per prima: Alternativa 2' }).click();
    await comparison.getByRole('button', { name: 'Apri: Alternativa 1' }).click();
    await expect(comparison).toBeHidden();
    await page.keyboard.press('Control+Enter');
    const quote = await readQuote(page, await saved(page));
    expect(quote.proposals).toHaveLength(2);
    await expect(tabs.getByRole('radio')).toHaveCount(2);
  });

  test('revises an alternative beside another, and a reload keeps both', async ({ page }) => {
    await openStock(page, 1);
    await page.keyboard.press('Alt+a');
    await page.getByRole('radiogroup', { name: 'Durata (mesi)' }).getByText('24', { exact: true }).click();
    await page.keyboard.press('Control+Enter');
    const id = await saved(page);
    await page.keyboard.press('Alt+n');
    await field(page, 'Sconto').fill('300');
    await page.waitForFunction(() => Object.values(sessionStorage).some((text) => text.includes('"discountCents":30000')));
    await page.reload();
    await expect(page.getByText('Bozza ripresa da dove eri rimasto')).toBeVisible();
    await expect(page.getByRole('radiogroup', { name: 'Alternative' }).getByRole('radio')).toHaveCount(2);
    await expect(field(page, 'Sconto')).toHaveValue('300,00');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/versione 2/)).toBeVisible();
    expect((await readQuote(page, id)).proposals.map(({ input }) => input.termMonths)).toEqual([36, 24]);
  });

  test('whose session ends while saving signs in again, finds what was written and saves it', async ({ page, context }) => {
    await openStock(page, 1);
    await field(page, 'Sconto').fill('123');
    await context.clearCookies();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'La sessione è terminata' })).toBeVisible();
    await expect(page.getByLabel('Nome utente')).toHaveValue(people.seller);
    await expect(page.getByLabel('Password')).toBeFocused();
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await expect(field(page, 'Sconto')).toHaveValue('123,00');
    await expect(page.getByText(/^Non salvato/)).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await saved(page);
    await expect(field(page, 'Sconto')).toHaveValue('123,00');
  });

  test('sells a fleet: another car in another line, quantities, totals', async ({ page }) => {
    await page.goto(`/quotes/new?version=${await versionWithOptions(page)}`);
    await expect(instalment(page)).toBeVisible();
    await page.getByRole('button', { name: 'Più vetture (flotta)' }).click();
    await field(page, 'Quantità').fill('4');
    await page.keyboard.press('Alt+a');
    const picker = page.getByRole('combobox', { name: 'Veicolo' });
    await expect(picker).toBeFocused();
    await picker.fill((await stockCar(page, 2)).vin.slice(-6));
    await page.getByRole('option').first().click();
    await expect(page.getByRole('radiogroup', { name: 'Righe della flotta' }).getByRole('radio')).toHaveCount(2);
    await expect(page.getByText(/^5 auto · /)).toBeVisible();
    await expect(page.getByText('Leggo l’auto e le sue offerte…')).toHaveCount(0);
    await picture(page, 'desk-fleet');
    await page.keyboard.press('Alt+k');
    const totals = page.getByRole('dialog', { name: 'Flotta: righe e totali' });
    await expect(totals.getByRole('row').last()).toContainText('Totale');
    await expectAccessible(page, 'a fleet and its totals');
    await picture(page, 'desk-fleet-totals');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    const quote = await readQuote(page, await saved(page));
    expect([quote.kind, quote.proposals.map(({ quantity }) => quantity)]).toEqual(['fleet', [4, 1]]);
  });

  test('configures a car of the catalogue, adds an accessory, and no impossible car reaches the quote', async ({ page }) => {
    await page.goto(`/quotes/new?version=${await versionWithOptions(page)}`);
    await expect(instalment(page)).toBeVisible();
    const before = await instalment(page).textContent();
    await page.keyboard.press('Alt+o');
    const panel = page.getByRole('dialog');
    const options = panel.getByRole('region', { name: 'Optional, pacchetti e colori' });
    await options.getByRole('group', { name: 'Colore' }).getByRole('checkbox').last().click();
    await panel.getByRole('textbox', { name: 'Accessorio 1', exact: true }).fill('Messa su strada');
    await panel.getByRole('textbox', { name: 'Importo accessorio 1' }).fill('850');
    await expectAccessible(page, 'options and accessories');
    await picture(page, 'desk-options');
    await panel.getByRole('button', { name: 'Fatto' }).click();
    await expect(instalment(page)).not.toHaveText(before ?? '');
    await expect(page.getByText(/di optional e accessori/)).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const { proposals } = await readQuote(page, await saved(page));
    expect(proposals[0]?.input).toMatchObject({ accessories: [{ name: 'Messa su strada', cents: 85_000 }] });
    expect(proposals[0]?.input.optionCodes).not.toEqual([]);
  });

  test('is told why a car that cannot be built is not taken from an address', async ({ page }) => {
    const versionId = await versionWithOptions(page);
    const list = (await (await page.request.get(`/api/vehicles/versions/${versionId}/options`)).json()) as { options: { code: string; kind: string }[] };
    const [one, other] = list.options.filter(({ kind }) => kind === 'colour');
    await page.goto(`/quotes/new?version=${versionId}&options=${one?.code}~${other?.code}`);
    await expect(page.getByText(/^Allestimento tolto: /)).toBeVisible();
    await expect(page.getByText(/di optional e accessori/)).toHaveCount(0);
    await page.goto(`/quotes/new?version=${versionId}&options=${other?.code}`);
    await expect(instalment(page)).toBeVisible();
    await expect(page.getByText(/^Allestimento tolto: /)).toHaveCount(0);
  });

  test('takes a car in whose old loan asks more than it is worth: the deposit must cover it', async ({ page }) => {
    await openStock(page, 1);
    await page.keyboard.press('Alt+u');
    const panel = page.getByRole('dialog', { name: 'Auto in permuta' });
    await panel.getByRole('textbox', { name: 'Valore offerto' }).fill('4000');
    await panel.getByRole('textbox', { name: 'Targa' }).fill('fx 000 xx');
    await panel.getByRole('textbox', { name: 'Estinzione del vecchio finanziamento' }).fill('30000');
    await panel.getByRole('textbox', { name: 'Anticipo' }).fill('1000');
    await expect(panel.getByText(/^Porta l’anticipo a/)).toBeVisible();
    await panel.getByRole('textbox', { name: 'Estinzione del vecchio finanziamento' }).fill('5500');
    await expect(panel.getByText(/1\.500,00/).first()).toBeVisible();
    await expectAccessible(page, 'a trade-in');
    await picture(page, 'desk-trade-in');
    await panel.getByRole('button', { name: /^Porta l’anticipo a/ }).click();
    await expect(panel.getByText(/è coperta/)).toBeVisible();
    await panel.getByRole('button', { name: 'Fatto' }).click();
    await field(page, 'Anticipo').fill('6000');
    await page.keyboard.press('Control+Enter');
    const { proposals } = await readQuote(page, await saved(page));
    expect(proposals[0]?.input.tradeIn).toMatchObject({ plate: 'FX000XX', payoffCents: 550_000 });
  });

  test('writes who the customer is, a note and the day to call', async ({ page }) => {
    await openStock(page, 1);
    await page.keyboard.press('Alt+c');
    const panel = page.getByRole('dialog', { name: 'Cliente, contatti e note' });
    await panel.getByRole('textbox', { name: 'Telefono' }).fill('chiamami');
    await expect(panel.getByText(/^Solo cifre/)).toBeVisible();
    await panel.getByRole('textbox', { name: 'Telefono' }).fill('+39 300 555 0199');
    await panel.getByRole('textbox', { name: 'Nota per chi lavora con te' }).fill('Preferisce la mattina.');
    await panel.getByRole('button', { name: 'Tra una settimana' }).click();
    await expectAccessible(page, 'customer and notes');
    await picture(page, 'desk-customer');
    await panel.getByRole('button', { name: 'Fatto' }).click();
    await page.keyboard.press('Control+Enter');
    const quote = await readQuote(page, await saved(page));
    expect(quote).toMatchObject({ customer: { phone: '+39 300 555 0199' }, note: 'Preferisce la mattina.' });
    expect(quote.followUpOn).not.toBeNull();
  });

  test('hears "I want to pay 250": every way with what it changes, one key takes it', async ({ page }) => {
    await openStock(page);
    await field(page, 'Anticipo').fill('8000');
    await page.keyboard.press('Alt+r');
    await page.getByRole('textbox', { name: /^Rata desiderata/ }).fill('250');
    const ways = page.getByRole('group', { name: 'Come arrivarci' });
    await expect(ways.getByRole('button')).toHaveCount(4);
    await expectAccessible(page, 'ways to an instalment');
    await picture(page, 'desk-ways');
    const term = await page.getByText(/^Rata desiderata per/).textContent();
    await page.keyboard.press('Alt+2');
    await expect(ways).toBeHidden();
    await expect(field(page, 'Anticipo')).toHaveValue('8.000,00');
    expect(await page.getByText(/^Rata mensile per/).textContent()).not.toBe(term?.replace('desiderata', 'mensile'));
    await expect(instalment(page)).toBeFocused();
    await page.getByRole('button', { name: 'Vista cliente' }).click();
    await page.keyboard.press('Alt+r');
    await page.getByRole('textbox', { name: /^Rata desiderata/ }).fill('250');
    await expect(ways.getByRole('button')).toHaveCount(3);
    await expect(ways.getByText('Sconto')).toHaveCount(0);
  });

  test('takes a package with one press, and its services with it', async ({ page }) => {
    await openStock(page);
    const calm = page.getByRole('checkbox', { name: 'Pacchetto Sereno' });
    await calm.check();
    await expect(page.getByRole('checkbox', { name: 'Manutenzione programmata' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Furto e incendio' })).toBeChecked();
    await page.getByRole('checkbox', { name: 'Furto e incendio' }).uncheck();
    await expect(calm).not.toBeChecked();
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${size}, ${scheme}: a company's alternatives stand in nobody's way`, async ({ page, signInAs }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(viewport);
      await signInAs('seller');
      await openStock(page, 2);
      await page.getByRole('radiogroup', { name: 'Chi acquista' }).getByText('Società').click();
      await expect(page.getByRole('radio', { name: 'Società' })).toBeChecked();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await page.keyboard.press('Alt+a');
      await page.getByRole('combobox', { name: 'Prodotto e campagna' }).fill('leasing');
      await page.getByRole('option').first().click();
      await expect(page.getByText(/^Canone mensile con IVA per/)).toBeVisible();
      await expectAccessible(page, `alternatives with a lease, ${size}, ${scheme}`);
      await page.locator('#main').evaluate((main) => main.scrollTo(0, 0));
      await picture(page, `desk-company-${size}-${scheme}`);
      await page.keyboard.press('Alt+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await picture(page, `desk-comparison-${size}-${scheme}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('Alt+u');
      await expect(page.getByRole('dialog')).toBeVisible();
      await picture(page, `desk-trade-in-${size}-${scheme}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('Alt+r');
      await page.getByRole('textbox', { name: /^Canone desiderato/ }).fill('450');
      await expect(page.getByRole('group', { name: 'Come arrivarci' }).getByRole('button').first()).toBeVisible();
      await page.getByRole('group', { name: 'Come arrivarci' }).scrollIntoViewIfNeeded();
      await picture(page, `desk-ways-${size}-${scheme}`);
    });
  }
}
