/** A manager asks why a colleague may or may not; the technician reads in the trail why a deed was decided so. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { lookAt, picture, sizes, speakEnglish } from './screens.ts';

test('the page says yes with its checks and no with what would be needed', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  const { items } = (await (await page.request.get('/api/quoting/quotes?limit=50')).json()) as { items: { number: string; sellerName: string }[] };
  const quote = items.find(({ sellerName }) => sellerName === 'Luca Ferri');
  expect(quote).toBeDefined();
  await page.goto('/why');
  await expect(page.getByText('Scegli una persona e un’azione')).toBeVisible();
  await page.getByRole('combobox', { name: 'Persona e personalità' }).fill('ferri');
  await page.getByRole('option', { name: /Luca Ferri/ }).click();
  await page.getByRole('combobox', { name: 'Che cosa' }).fill('modificare preventivo');
  await page.getByRole('option', { name: /Modificare il preventivo/ }).click();
  await page.getByRole('textbox', { name: 'Su che cosa' }).fill(quote?.number ?? '');
  await page.getByRole('textbox', { name: 'Su che cosa' }).press('Enter');
  await expect(page.getByText('Sì, Luca Ferri può.')).toBeVisible();
  await expect(page.getByText(/Regole, versione \d+/)).toBeVisible();
  await expectAccessible(page, 'why yes');
  await picture(page, 'why-yes');
  const { items: people } = (await (await page.request.get('/api/identity/people?search=serra')).json()) as { items: { personalityId: string }[] };
  await page.goto(`/why?person=${people[0]?.personalityId}&kind=quote&action=quoting.quote.revise&object=${quote?.number}`);
  await expect(page.getByText('No, Paolo Serra non può.')).toBeVisible();
  await expect(page.getByText(/Serve una personalità in .* o sopra\./)).toBeVisible();
  for (const size of ['desktop', 'phone'] as const) {
    await page.setViewportSize(sizes[size]);
    await lookAt(page, { name: `why-no-${size}`, path: page.url(), until: /non può/, whole: true }, size);
  }
  await page.goto('/why?kind=quote&action=quoting.quote.revise&object=XX&person=00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('Questa persona non c’è, o non è visibile da qui.')).toBeVisible();
  await speakEnglish(page);
  await page.reload();
  await expect(page.getByText('There is no such person, or not one visible from here.')).toBeVisible();
});

test('who may not open a page is led to the reason, where he may ask for it', async ({ page, signInAs }) => {
  await signInAs('dealerManager');
  await page.goto('/audit');
  await page.getByRole('link', { name: 'Perché no?' }).click();
  await expect(page.getByText('No, Anna Villa non può.')).toBeVisible();
  await expect(page.getByText(/Serve un profilo che lo ha: .*Tecnico informatico/)).toBeVisible();
});

test('the trail tells why a deed was decided so', async ({ page, signInAs, baseURL }) => {
  await signInAs('seller');
  const { csrfToken } = (await (await page.request.get('/api/identity/me')).json()) as { csrfToken: string };
  const { items } = (await (await page.request.get('/api/quoting/quotes?limit=1&status=open')).json()) as { items: { id: string; expiresOn: string }[] };
  const shared = await page.request.post(`/api/quoting/quotes/${items[0]?.id}/shares`, { data: { follows: true, expiresOn: items[0]?.expiresOn }, headers: { origin: baseURL ?? '', 'x-volano-csrf': csrfToken } });
  expect(shared.status(), await shared.text()).toBe(200);
  await signInAs('technician');
  const { items: events } = (await (await page.request.get('/api/identity/audit?action=quoting.quote.share&limit=1')).json()) as { items: { id: number }[] };
  const replay = await page.request.get(`/api/identity/audit/${events[0]?.id}/decision`);
  expect(await replay.json()).toMatchObject({ allowed: true, equal: true });
  await page.goto('/audit?action=quoting.');
  await page.getByText('Luca Ferri').first().click();
  await expect(page.getByText('Decisa così perché…')).toBeVisible();
  await expect(page.getByText('la decisione torna uguale')).toBeVisible();
  await picture(page, 'why-audit');
});
