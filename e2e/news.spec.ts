/** A seller reads what is new; head office writes, sees whom it reaches, publishes; the seller must confirm before saving on. */
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { expectAccessible } from './axe.ts';
import { expect, people, test } from './fixtures.ts';
import { lookAt, picture, sizes, speakEnglish } from './screens.ts';

test('a seller finds what is unread first, reads it, and searches', async ({ page, signInAs }) => {
  await signInAs('seller');
  await page.goto('/news');
  await expect(page.getByRole('heading', { level: 1, name: 'Comunicazioni' })).toBeVisible();
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
  await expect(page.getByText('Oggi raggiunge 1 persona')).toBeVisible();
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

test('a save is refused until the circular is read and confirmed, on the spot; the form stays as it was', async ({ page, browser, signInAs, baseURL }) => {
  // Closed for this seller alone: other tests sell meanwhile.
  const office = await browser.newContext({ baseURL: baseURL ?? '' });
  const asOffice = await office.newPage();
  const session = await asOffice.request.post('/api/identity/sign-in', { data: { loginName: people.administrator, password: demoPassword }, headers: { origin: baseURL ?? '' } });
  expect(session.ok(), await session.text()).toBe(true);
  const { csrfToken }: { readonly csrfToken: string } = await (await asOffice.request.get('/api/identity/me')).json();
  const headers = { 'x-volano-csrf': csrfToken, origin: baseURL ?? '' };
  const found: { readonly home: { readonly nodeId: number }; readonly people: readonly { readonly personalityId: string; readonly label: string }[] } = await (await asOffice.request.get('/api/news/addressable?q=Serra')).json();
  const audience = found.people.map(({ personalityId }) => ({ effect: 'include', nodeId: found.home.nodeId, profile: 'seller', personalityId }));
  const words = {
    kind: 'circular', titleIt: 'Da leggere prima di salvare', bodyIt: 'Le novità di oggi, in due righe.', titleEn: null, bodyEn: null, validFrom: '2020-01-01', validTo: null, mustConfirm: true, gates: ['selling'], confirmBy: null, remindDays: [], audience,
  };
  const drafted = await asOffice.request.post('/api/news/written', { data: words, headers });
  expect(drafted.ok(), await drafted.text()).toBe(true);
  const { id, revision }: { readonly id: string; readonly revision: number } = await drafted.json();
  expect((await asOffice.request.post(`/api/news/written/${id}/publish`, { data: { revision, publishAt: null }, headers })).ok()).toBe(true);

  await signInAs('sellerAndCustomer');
  const stock: { readonly items: readonly { readonly stockId: string }[] } = await (await page.request.get('/api/vehicles/stock?limit=20&state=available')).json();
  await page.goto(`/quotes/new?stock=${stock.items[0]?.stockId ?? ''}`);
  const reference = page.getByRole('textbox', { name: /^Riferimento/ });
  await reference.fill('Famiglia in attesa');
  const save = page.getByRole('button', { name: /^Salva preventivo/ });
  await save.click();
  const panel = page.getByRole('dialog', { name: 'Prima di continuare' });
  await expect(panel.getByText('Le novità di oggi, in due righe.')).toBeVisible();
  await expectAccessible(page, 'must read');
  await picture(page, 'news-must-read');
  await panel.getByRole('button', { name: 'Ho letto e confermo' }).click();
  await expect(page.getByText('Confermata: ora puoi riprovare')).toBeVisible();
  await expect(panel).toHaveCount(0);
  await expect(reference).toHaveValue('Famiglia in attesa');
  await save.click();
  await expect(page.getByRole('heading', { level: 1, name: /^Preventivo DLR/ })).toBeVisible();

  expect((await asOffice.request.post(`/api/news/written/${id}/withdraw`, { data: { reason: 'Fine della prova' }, headers })).ok()).toBe(true);
  await office.close();
});

test('in English, with what there is only in Italian said so', async ({ page, signInAs }) => {
  await speakEnglish(page);
  await signInAs('seller');
  await page.goto('/news');
  await expect(page.getByRole('link', { name: /Planned maintenance/ })).toBeVisible();
  await picture(page, 'news-english');
  await page.getByRole('link', { name: /Campagna di fine anno/ }).click();
  await expect(page.getByText('Available in Italian only.')).toBeVisible();
  await picture(page, 'news-item-english');
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`every page on ${size}, light and dark`, async ({ page, signInAs }) => {
    await page.setViewportSize(viewport);
    await signInAs('administrator');
    const written: { readonly items: readonly { readonly id: string; readonly titleIt: string }[] } = await (await page.request.get('/api/news/written?state=published')).json();
    const id = written.items.find(({ titleIt }) => titleIt.startsWith('Manutenzione'))?.id ?? '';
    for (const screen of [
      { name: 'news-list', path: '/news' },
      { name: 'news-archive', path: '/news?view=archive' },
      { name: 'news-one', path: `/news/${id}`, until: /portale resta in sola lettura/ },
      { name: 'news-desk', path: '/news-desk', until: /Campagna di fine anno/ },
      { name: 'news-new', path: '/news-desk/new', until: /Oggi raggiunge/, whole: true },
      { name: 'news-written', path: `/news-desk/${id}`, until: /Ritira/, whole: true },
      { name: 'news-receipts', path: `/news-receipts?item=${id}`, until: /hanno letto/ },
    ]) await lookAt(page, screen, size);
  });
}

test('who leaves a circular half written is asked first; once it is saved nobody asks', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/news-desk');
  await page.getByRole('button', { name: 'Nuova comunicazione' }).click();
  const title = page.getByRole('textbox', { name: 'Titolo', exact: true });
  await title.fill('Mezza circolare');
  await page.goBack();
  const asked = page.getByRole('dialog', { name: 'Ci sono modifiche non salvate' });
  await expect(asked).toBeVisible();
  await expectAccessible(page, 'unsaved changes');
  await asked.getByRole('button', { name: 'Annulla' }).click();
  await expect(asked).toHaveCount(0);
  await expect(title).toHaveValue('Mezza circolare');
  await page.goBack();
  await asked.getByRole('button', { name: 'Esci senza salvare' }).click();
  await expect(page).toHaveURL(/\/news-desk$/);

  await page.getByRole('button', { name: 'Nuova comunicazione' }).click();
  await title.fill('Circolare intera');
  await page.getByRole('button', { name: 'Salva bozza' }).click();
  await expect(page).toHaveURL(/news-desk\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(page).toHaveURL(/\/news-desk$/);
});
