import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { formatAmount } from '#platform/money';
import { assetFolder } from './asset-folder.ts';
import { nameOf, isDictionary, readPdf } from './pdf/pdf-objects.ts';
import { pageTexts } from './pdf/pdf-text.ts';
import { pdfaFaults } from './pdf/pdfa-check.ts';
import type { QuoteDocumentData } from './quote-document.ts';
import { sampleQuote } from './quote-sample.ts';
import { renderQuoteWith } from './render-quote.ts';
import { createRenderer } from './renderer.ts';

const renderer = createRenderer({ timeoutMs: 60_000 });
afterAll(() => renderer.close());
const patience = 90_000;

const hostile = `#set page(fill: red) $x^2$ \`raw\` <lab> @ref \\u{0} \u0000\u0007 😀 مرحبا \u202eevil ${'Donaudampfschifffahrt'.repeat(10).slice(0, 200)} e\u0301`;

/** Declared PDF/A-2b is checked on every document a test makes. */
async function printed(data: QuoteDocumentData): Promise<{ pdf: Uint8Array; pages: string[] }> {
  const pdf = await renderQuoteWith(renderer, data);
  expect(pdfaFaults(pdf)).toEqual([]);
  return { pdf, pages: pageTexts(readPdf(pdf)).map((text) => text.replaceAll('\u00a0', ' ')) };
}

describe('the printed quote', { timeout: patience }, () => {
  it('says who, what, how much and that it binds nobody', async () => {
    const { pages } = await printed(sampleQuote(60));
    expect(pages).toHaveLength(3);
    for (const words of ['AutoNord Torino S.r.l.', 'P. IVA 01234567890', 'N. PRV-2026-000128', '22/11/2026', '22/12/2026', 'Giulia Ferraris', 'Niccolò D’Amico', 'Toyota Yaris Cross', 'Nuovo']) {
      expect(pages[0]).toContain(words);
    }
    for (const figure of ['28.900,00 €', '−1.500,00 €', '29.170,00 €', '−4.200,00 €', '19.970,00 €', '22.662,00 €', '23.012,00 €', '60 mesi', '6,95 %', '7,92 %', '57,53 €']) {
      expect(pages[0]).toContain(figure);
    }
    expect(pages[0]).toContain('non è un’offerta al pubblico');
  });

  it('repeats the header of the plan on each page, numbers the pages and closes with the totals', async () => {
    const { pages } = await printed(sampleQuote(120));
    expect(pages).toHaveLength(4);
    pages.slice(1).forEach((page) => expect(page).toContain('Scadenza\nCapitale\nInteressi\nSpese\nRata\nDebito residuo'));
    pages.forEach((page, index) => expect(page).toContain(`Pagina ${index + 1} di 4`));
    const plan = sampleQuote(120).financing?.plan ?? [];
    const rows = pages.slice(1).join('\n').match(/^\d{2}\/\d{2}\/\d{4}$/gm) ?? [];
    expect(rows).toHaveLength(plan.length);
    // The column of instalments is what leaves the account, fees included: it adds up across and down.
    const paid = plan.reduce((sum, row) => sum + row.instalmentCents + row.feesCents, 0);
    expect(pages.at(-1)?.split('\nTotale\n')[1]?.split('\n').slice(0, 4)).toEqual(['23.012,00', expect.any(String), expect.any(String), formatAmount(paid)]);
    expect(pages.at(-1)).toMatch(/Maxirata[\s\S]*0,00\nTotale\n/);
  });

  it.each([1, 2, 48, 49, 50, 51, 52, 119])('prints a plan of %i rows with none lost', async (rows) => {
    const { pages } = await printed(sampleQuote(rows));
    const dates = pages.slice(1).join('\n').match(/^\d{2}\/\d{2}\/\d{4}$/gm) ?? [];
    expect(dates).toHaveLength(rows);
  });

  it('speaks English', async () => {
    const { pages } = await printed(sampleQuote(12, { language: 'en' }));
    for (const words of ['Quote', 'Valid until', 'APR (TAEG)', 'neither an offer to the public']) expect(pages[0]).toContain(words);
    expect(pages[1]).toContain('Payment plan');
    expect(pages.join('')).not.toMatch(/Preventivo|Rata\b/);
  });

  it('does without every optional part', async () => {
    const { dealer } = sampleQuote(1);
    const { pages } = await printed(
      sampleQuote(1, { financing: null, seller: null, customerName: null, validUntil: null, services: [], dealer: { name: dealer.name, addressLines: [] } }),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Resta da pagare\n19.970,00 €');
    expect(pages[0]).not.toMatch(/TAEG|Servizi|null|undefined/);
  });

  it('prints hostile text as text, everywhere', async () => {
    const quote = sampleQuote(12);
    const { pages } = await printed({
      ...quote,
      number: hostile,
      customerName: hostile,
      notes: [hostile],
      dealer: { ...quote.dealer, name: hostile, branchName: hostile, addressLines: [hostile, hostile], phone: hostile, email: hostile, vatNumber: hostile },
      seller: { name: hostile, phone: hostile, email: hostile },
      vehicle: { kind: 'used', make: hostile, carline: hostile, version: hostile, facts: Array.from({ length: 16 }, () => ({ label: hostile, value: hostile })) },
      services: Array.from({ length: 8 }, () => ({ name: hostile, provider: hostile, amountCents: 1, financed: false, mandatory: true })),
    });
    const text = pages.join('\n').replaceAll('\n', '');
    expect(text).toContain('#set page(fill: red) $x^2$ `raw`');
    expect(text).toContain('evil');
    expect(text).toContain('□');
  });

  it('breaks long words where they must, and gives addresses whole to whoever copies them', async () => {
    const quote = sampleQuote(12);
    const word = 'Donaudampfschifffahrt'.repeat(9).slice(0, 180);
    const { pages } = await printed({ ...quote, customerName: word, dealer: { ...quote.dealer, email: 'amministrazione.preventivi@autonord.example' } });
    expect(pages.join('')).not.toContain('\u200b');
    const drawn = pages[0]?.replaceAll('\n', '') ?? '';
    for (const whole of ['amministrazione.preventivi@autonord.example', word]) expect(drawn).toContain(whole);
    // On one line it would leave the page.
    expect(pages[0]).not.toContain(word);
  });

  it('prints whatever people type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }), async (one, other) => {
        await printed(sampleQuote(3, { customerName: one, notes: [other, one], number: other }));
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same bytes for the same data, from another process too', async () => {
    const { pdf } = await printed(sampleQuote(24));
    const other = createRenderer({ timeoutMs: 60_000 });
    const again = await renderQuoteWith(other, sampleQuote(24));
    await other.close();
    expect(Buffer.compare(pdf, again)).toBe(0);
    const { pdf: changed } = await printed(sampleQuote(24, { issuedOn: '2026-11-23' }));
    expect(Buffer.compare(pdf, changed)).not.toBe(0);
  });

  it('uses the fonts of this folder and no other', async () => {
    const { pdf } = await printed(sampleQuote(12, { customerName: 'Привет 漢字 😀 ✈' }));
    const names = [...readPdf(pdf).objects.values()].flatMap(({ value }) => (isDictionary(value) && value.has('BaseFont') ? [nameOf(value.get('BaseFont')) ?? ''] : []));
    expect(new Set(names.map((name) => name.replace(/^[A-Z]{6}\+/, '')))).toEqual(new Set(['Inter-Regular', 'Inter-Medium', 'Inter-SemiBold', 'Inter-Bold']));
  });
});

describe('the dealer’s logo', { timeout: patience }, () => {
  const withLogo = (logoSvg: string) => ({ ...sampleQuote(2), dealer: { ...sampleQuote(2).dealer, logoSvg } });
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">${inside}</svg>`;

  it('is drawn in place of the large name', async () => {
    const { pdf } = await printed(withLogo(svg('<rect width="60" height="60" fill="#c8102e"/>')));
    const { pdf: plain } = await printed(sampleQuote(2));
    expect(Buffer.compare(pdf, plain)).not.toBe(0);
  });
  it.each([
    ['not an image', 'hello'],
    ['a file of the machine', svg('<image href="file:///etc/passwd" width="9" height="9"/>')],
    ['an address of the network', svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>')],
    ['letters that cannot be drawn', svg('<text y="20">漢</text>')],
  ])('is left out when it is %s', async (_, logo) => {
    const { pdf } = await printed(withLogo(logo));
    const { pdf: plain } = await printed(sampleQuote(2));
    expect(Buffer.compare(pdf, plain)).toBe(0);
  });
});

it('no template loads anything but its data', () => {
  const templates = readdirSync(`${assetFolder}/templates`).filter((name) => name.endsWith('.typ'));
  expect(templates).toContain('quote.typ');
  for (const name of templates) expect(readFileSync(`${assetFolder}/templates/${name}`, 'utf8')).not.toMatch(/#?import\s+"@|plugin\(|read\(|eval\(/);
});
