/** A quote made with one hand on a phone. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { field, openStock, saved } from './quick-quote-page.ts';
import { picture, sizes } from './screens.ts';

/** A control a thumb can press: at least 44 pixels high, and in the lower two thirds of the screen once scrolled to. */
async function expectInReach(page: Page, control: Locator, what: string): Promise<void> {
  const box = await control.evaluate((element) => {
    // Of a field the frame is pressed, of a choice its label.
    const pressed = element.closest('label') ?? (element.matches('input') ? element.parentElement : null) ?? element;
    pressed.scrollIntoView({ block: 'center' });
    const { top, height } = pressed.getBoundingClientRect();
    return { top, height };
  });
  expect(box.height, `${what} is high enough`).toBeGreaterThanOrEqual(44);
  expect(box.top + box.height / 2, `${what} is in reach of the thumb`).toBeGreaterThanOrEqual((page.viewportSize()?.height ?? 0) / 3);
}

test.use({ viewport: sizes.phone, hasTouch: true, isMobile: true });

test('every control needed is large enough and within reach of the thumb', async ({ page, signInAs }) => {
  await signInAs('seller');
  await openStock(page, 2);
  // Which plan leads depends on the car that stands there.
  const first = page.getByRole('textbox', { name: /^(Anticipo|Primo canone con IVA)$/ });
  await expectInReach(page, first, 'the first payment');
  for (const name of ['Prezzo', 'Sconto', 'Permuta', 'Riferimento']) await expectInReach(page, field(page, name), name);
  await expectInReach(page, page.getByRole('radiogroup', { name: 'Durata (mesi)' }).getByRole('radio').first(), 'the term');
  await expectInReach(page, page.getByRole('checkbox', { name: 'Manutenzione programmata' }), 'a service');
  await expectInReach(page, page.getByRole('radiogroup', { name: 'Chi acquista' }).getByRole('radio').first(), 'who buys');
  const bar = page.getByRole('region', { name: 'Risultato' });
  const save = bar.getByRole('button', { name: 'Salva' });
  await expectInReach(page, save, 'saving');
  await first.fill('7000');
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'desk-phone');
  await save.tap();
  await saved(page);
});
