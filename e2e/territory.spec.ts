/** The administrator asks who covered a dealer, looks at a move before it happens, plans it and takes it back. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { lookAt, picture, sizes, speakEnglish } from './screens.ts';

test('the tree is walked by keyboard and tells who covered a dealer on another day', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory');
  const tree = page.getByRole('tree', { name: 'Rete commerciale' });
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem', { level: 3 }).first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Trova un nodo' }).fill('DLR001');
  await page.getByRole('treeitem', { name: /Autoesempio Valdifinta/ }).click();
  await expect(page.getByRole('heading', { name: /^Chi lo copre il/ })).toBeVisible();
  await expect(page.getByText('Giorgio Neri (Responsabile di area)')).toBeVisible();
  await expectAccessible(page, 'territory');
  await picture(page, 'territory-dealer');
  await page.getByRole('textbox', { name: 'Com’era il' }).fill('12/03/2025');
  await expect(page.getByRole('heading', { name: 'Chi lo copriva il 12/03/2025' })).toBeVisible();
  await expect(page).toHaveURL(/on=2025-03-12/);
  await expect(page.getByRole('region', { name: 'Credito' })).toContainText('Istruttoria Centro');
  await page.getByRole('radiogroup', { name: 'Accanto' }).getByText('Credito').click();
  await expect(page.getByRole('tree', { name: 'Credito' })).toBeVisible();
  await picture(page, 'territory-beside');
});

test('a move shows its effect, is planned for a day and taken back', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory?search=DLR002');
  await page.getByRole('treeitem', { name: /Motori Immaginari/ }).click();
  await page.getByRole('button', { name: 'Sposta…' }).click();
  const panel = page.getByRole('dialog', { name: 'Sposta un nodo' });
  await expect(panel.getByText('Scegli il nuovo posto e il giorno')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Nuovo posto' }).fill('Toscana');
  await page.getByRole('option', { name: /Area Toscana/ }).click();
  await panel.getByRole('textbox', { name: 'A partire dal' }).fill('01/03/2029');
  await panel.getByRole('textbox', { name: 'Motivo' }).fill('Prova di riordino');
  await expect(panel.getByRole('row', { name: /Giorgio Neri/ })).toContainText('1 concessionario');
  await expectAccessible(page, 'move panel');
  await picture(page, 'territory-move');
  await panel.getByRole('button', { name: 'Pianifica dal 01/03/2029' }).click();
  await expect(page.getByText('Pianificato dal 01/03/2029')).toBeVisible();
  await expect(page).toHaveURL(/on=2029-03-01/);

  await page.goto('/territory-moves?state=planned');
  const order = page.getByText('Prova di riordino').first();
  await expect(order).toBeVisible();
  await picture(page, 'territory-moves');
  await order.click();
  const detail = page.getByRole('dialog', { name: 'Spostamento' });
  await detail.getByRole('button', { name: 'Annulla lo spostamento' }).click();
  await page.getByRole('dialog', { name: 'Annulla lo spostamento pianificato' }).getByRole('button', { name: 'Annulla lo spostamento' }).click();
  await expect(page.getByText('Spostamento annullato')).toBeVisible();
  await expect(page.getByText('Prova di riordino')).toHaveCount(0);
});

test('a refusal is told in the panel before anything is decided', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory?search=DLR002');
  await page.getByRole('treeitem', { name: /Motori Immaginari/ }).click();
  await page.getByRole('button', { name: 'Sposta…' }).click();
  const panel = page.getByRole('dialog', { name: 'Sposta un nodo' });
  await panel.getByRole('combobox', { name: 'Nuovo posto' }).fill('Puglia');
  await page.getByRole('option', { name: /Area Puglia/ }).click();
  await expect(panel.getByRole('alert')).toContainText('è già sotto');
  await expect(panel.getByRole('button', { name: 'Sposta', exact: true })).toBeDisabled();
});

test('who covered a dealer on 12 March: the question is an address, the answer also a file', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory-coverage');
  await expect(page.getByText('Scegli un concessionario e un giorno')).toBeVisible();
  await page.getByRole('combobox', { name: 'Concessionario' }).fill('DLR001');
  await page.getByRole('option', { name: /Autoesempio Valdifinta/ }).click();
  await page.getByRole('textbox', { name: 'Il giorno' }).fill('12/03/2025');
  await expect(page.getByRole('heading', { name: /Autoesempio Valdifinta.* · Chi lo copriva il 12\/03\/2025/ })).toBeVisible();
  await expect(page).toHaveURL(/on=2025-03-12/);
  await expect(page.getByRole('region', { name: 'Credito' })).toContainText('Francesca Leone');
  await expect(page.getByRole('region', { name: 'Credito' })).toContainText('dal 01/01/2024');
  await page.goto(`${page.url()}&tree=credit`);
  await expect(page.getByRole('region', { name: 'Credito' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Recupero' })).toHaveCount(0);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Esporta' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  expect((await file).suggestedFilename()).toMatch(/\.csv$/);
  await expectAccessible(page, 'coverage');
  await picture(page, 'territory-coverage');
});

test('what is typed before the dealers have come is answered when they come', async ({ page, signInAs }) => {
  await signInAs('administrator');
  let come = (): void => undefined;
  const slow = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/api/territory/trees/sales*', async (route) => {
    await slow;
    await route.continue();
  });
  await page.goto('/territory-coverage');
  await page.getByRole('combobox', { name: 'Concessionario' }).fill('DLR001');
  await expect(page.getByText('Ricerca in corso').first()).toBeVisible();
  come();
  await page.getByRole('option', { name: /Autoesempio Valdifinta/ }).click();
  await expect(page.getByRole('heading', { name: /Autoesempio Valdifinta/ })).toBeVisible();
});

test('a tree is made, gets an area with somebody in charge, moves a dealer into it and is closed again', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory-trees');
  await page.getByRole('button', { name: 'Nuovo albero' }).click();
  const making = page.getByRole('dialog', { name: 'Nuovo albero' });
  await making.getByRole('textbox', { name: 'Nome italiano' }).fill('Assistenza tecnica');
  await making.getByRole('textbox', { name: 'Nome inglese' }).fill('Technical service');
  await making.getByRole('textbox', { name: 'Codice della radice' }).fill('ASS');
  await making.getByRole('textbox', { name: 'Dal' }).fill('01/01/2025');
  await expectAccessible(page, 'new tree');
  await picture(page, 'territory-new-tree');
  await making.getByRole('button', { name: 'Nuovo albero' }).click();
  await expect(page.getByText('Albero creato')).toBeVisible();

  await page.goto('/territory?tree=assistenzatecnica');
  await page.getByRole('treeitem', { name: /Assistenza tecnica/ }).click();
  await page.getByRole('button', { name: 'Aggiungi un’area qui sotto' }).click();
  const adding = page.getByRole('region', { name: 'Nuova area' });
  await adding.getByRole('textbox', { name: 'Codice' }).fill('ASS-N');
  await adding.getByRole('textbox', { name: 'Nome' }).fill('Assistenza Nord');
  await adding.getByRole('button', { name: 'Aggiungi' }).click();
  await expect(page.getByText('Area aggiunta')).toBeVisible();
  await page.getByRole('treeitem', { name: /Assistenza Nord/ }).click();
  await page.getByRole('button', { name: 'Affida a qualcuno' }).click();
  await page.getByRole('combobox', { name: 'Persona' }).fill('leone');
  await page.getByRole('option', { name: /Francesca Leone/ }).first().click();
  await picture(page, 'territory-charge');
  await page.getByRole('button', { name: 'Affida', exact: true }).click();
  await expect(page.getByText('Incarico affidato')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /Assistenza Nord/ })).toContainText('Francesca Leone');
  await expectAccessible(page, 'area with people');
  await picture(page, 'territory-area');

  await page.getByRole('button', { name: 'Chiudi…' }).click();
  const closing = page.getByRole('dialog', { name: 'Chiudi Assistenza Nord' });
  await expect(closing.getByText('Sotto non c’è nulla: si può chiudere.')).toBeVisible();
  await closing.getByRole('textbox', { name: 'Chiusa dal' }).fill('01/01/2030');
  await closing.getByRole('textbox', { name: 'Motivo' }).fill('Prova');
  await expectAccessible(page, 'close area');
  await picture(page, 'territory-close-area');
  await closing.getByRole('button', { name: 'Chiudi dal 01/01/2030' }).click();
  await expect(page.getByText('Area chiusa dal 01/01/2030')).toBeVisible();

  // Closed by mistake: on a day on which it stands it says so, and is opened again.
  await expect(page.getByText('Chiusa dal', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Riapri…' }).click();
  const opening = page.getByRole('region', { name: 'Riapri Assistenza Nord' });
  await expect(opening.getByRole('button', { name: 'Riapri l’area' })).toBeDisabled();
  await opening.getByRole('textbox', { name: 'Motivo' }).fill('Chiusa per errore');
  await expectAccessible(page, 'open area again');
  await picture(page, 'territory-reopen-area');
  await opening.getByRole('button', { name: 'Riapri l’area' }).click();
  await expect(page.getByText('Area riaperta')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Riapri…' })).toHaveCount(0);
  await expect(page.getByText('01/01/2030', { exact: true })).toHaveCount(0);

  await page.goto('/territory-trees');
  await page.getByText('Assistenza tecnica').click();
  const form = page.getByRole('dialog', { name: 'Assistenza tecnica' });
  await form.getByRole('textbox', { name: 'Chiuso dal' }).fill('01/06/2026');
  await picture(page, 'territory-tree-form');
  await form.getByRole('button', { name: 'Chiudi l’albero' }).click();
  const asked = page.getByRole('dialog', { name: 'Chiudi l’albero' });
  await expect(asked.getByText(/Dal 01\/06\/2026 «Assistenza tecnica» non dice più chi segue chi/)).toBeVisible();
  await asked.getByRole('button', { name: 'Chiudi l’albero' }).click();
  await expect(page.getByText('Albero chiuso')).toBeVisible();
  await picture(page, 'territory-trees-closed');
});

test('a seller of a dealer is looked up, and moving him shows who gains and loses sight of him', async ({ page, signInAs }) => {
  await signInAs('administrator');
  await page.goto('/territory?search=DLR001');
  await page.getByRole('treeitem', { name: /Autoesempio Valdifinta/ }).click();
  const parts = page.getByRole('region', { name: 'Sedi e venditori' });
  await parts.getByRole('button', { name: /^Sposta / }).last().click();
  const panel = page.getByRole('dialog', { name: 'Sposta un nodo' });
  await panel.getByRole('combobox', { name: 'Nuovo posto' }).fill('Motori Immaginari');
  await page.getByRole('option', { name: /Sede/ }).first().click();
  await expect(panel.getByRole('region', { name: 'Che cosa succede' }).locator('output')).toBeVisible();
  await picture(page, 'territory-move-seller');
  await expectAccessible(page, 'move a seller');
});

test('in English', async ({ page, signInAs }) => {
  await speakEnglish(page);
  await signInAs('administrator');
  await page.goto('/territory?tree=credit');
  await page.getByRole('treeitem', { name: /Credito Nord/ }).first().click();
  await expect(page.getByRole('region', { name: 'In charge' })).toContainText('Roberto Monti');
  await picture(page, 'territory-english');
  await page.goto('/territory-trees');
  await expect(page.getByText('Sales network')).toBeVisible();
  await picture(page, 'territory-trees-english');
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`every page on ${size}, light and dark`, async ({ page, signInAs }) => {
    await page.setViewportSize(viewport);
    await signInAs('administrator');
    const { items }: { readonly items: readonly { readonly id: number; readonly code: string }[] } = await (await page.request.get('/api/territory/trees/credit')).json();
    const area = items.find(({ code }) => code === 'CRE-N')?.id ?? 0;
    const dealer = items.find(({ code }) => code === 'DLR001')?.id ?? 0;
    for (const screen of [
      { name: 'territory', path: '/territory?search=toscana' },
      { name: 'territory-credit', path: `/territory?tree=credit&node=${area}`, until: /Chi ne risponde/ },
      { name: 'territory-dealer', path: `/territory?search=DLR001&node=${dealer}`, until: /Sedi e venditori/ },
      { name: 'territory-moves', path: '/territory-moves' },
      { name: 'territory-trees', path: '/territory-trees', until: /Rete commerciale/ },
      { name: 'territory-coverage', path: `/territory-coverage?dealer=${dealer}&on=2025-03-12`, until: /Chi lo copriva il 12\/03\/2025/ },
    ]) await lookAt(page, screen, size);
  });
}
