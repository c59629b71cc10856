/** The administrator asks who covered a dealer, looks at a move before it happens, plans it and takes it back. */
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { picture, sizes } from './screens.ts';

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

for (const [size, viewport] of Object.entries(sizes)) {
  test(`both pages on ${size}, light and dark`, async ({ page, signInAs }) => {
    await page.setViewportSize(viewport);
    await signInAs('administrator');
    for (const [name, path] of [['territory', '/territory?search=toscana'], ['moves', '/territory-moves']] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expectAccessible(page, `${name} ${scheme} ${size}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'cut off sideways').toBeLessThanOrEqual(0);
        await picture(page, `territory-${name}-${scheme}-${size}`);
      }
    }
  });
}
