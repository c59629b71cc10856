import { afterAll, describe, expect, it } from 'vitest';
import { pageTexts } from './pdf/pdf-text.ts';
import { pdfaFaults } from './pdf/pdfa-check.ts';
import { readPdf } from './pdf/pdf-objects.ts';
import { sampleLeaseQuote, sampleQuote } from './quote-sample.ts';
import { quoteSetSchema, type QuoteSetData } from './quote-set.ts';
import { renderQuoteSetWith } from './render-quote.ts';
import { createRenderer } from './renderer.ts';

const renderer = createRenderer({ timeoutMs: 60_000 });
afterAll(() => renderer.close());

async function pagesOf(set: QuoteSetData): Promise<string[]> {
  const pdf = await renderQuoteSetWith(renderer, set);
  expect(pdfaFaults(pdf)).toEqual([]);
  return pageTexts(readPdf(pdf)).map((text) => text.replaceAll('\u00a0', ' '));
}

const cheaper = sampleQuote(12, { price: { ...sampleQuote(12).price, depositCents: 300_000 } });

describe('several proposals on paper', { timeout: 90_000 }, () => {
  it('stand side by side on the first page, then each with its plan', async () => {
    const pages = await pagesOf({ kind: 'alternatives', quotes: [sampleQuote(24), cheaper, sampleLeaseQuote(36)] });
    expect(pages[0]).toContain('Confronto');
    for (const words of ['Proposta 1', 'Proposta 2', 'Proposta 3', '24 mesi', '12 mesi', '36 mesi', '5.000,00 €', '3.000,00 €', 'Totale dovuto']) expect(pages[0]).toContain(words);
    const sheets = pages.filter((page) => /Proposta \d di 3\n/.test(page));
    expect(sheets).toHaveLength(3);
    expect(sheets[2]).toContain('Canone senza IVA\n481,12 €');
    pages.forEach((page, index) => expect(page).toContain(`Pagina ${index + 1} di ${pages.length}`));
  });

  it('two alternatives have their comparison in English too, alone when asked', async () => {
    const quotes = [sampleQuote(24, { language: 'en' }), { ...cheaper, language: 'en' as const }];
    const pages = await pagesOf({ kind: 'alternatives', part: 'cover', quotes });
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Comparison');
    expect(pages.join('')).not.toMatch(/Proposta|Totale/);
  });

  it('a fleet lists its lines in their quantities and adds them up', async () => {
    const pages = await pagesOf({ kind: 'fleet', quotes: [sampleQuote(24, { quantity: 3 }), sampleLeaseQuote(36, { quantity: 2 })] });
    expect(pages[0]).toContain('Preventivo di flotta');
    // 3 and 2 times 29,170.00.
    for (const figure of ['87.510,00', '58.340,00', '145.850,00', '\n5\n']) expect(pages[0]).toContain(figure);
    expect(pages.join('\n')).toContain('Linea 2 di 2 · 2 vetture');
  });

  it('a single line of several cars has its sum on a page before it, one car alone has none', async () => {
    const [cover] = await pagesOf({ kind: 'fleet', quotes: [sampleQuote(24, { quantity: 3 })] });
    for (const words of ['Preventivo di flotta', '87.510,00']) expect(cover).toContain(words);
    expect((await pagesOf({ kind: 'fleet', quotes: [sampleQuote(24, { quantity: 1 })] })).join('')).not.toContain('Preventivo di flotta');
  });

  it('twenty lines of a fleet are all there', async () => {
    const pages = await pagesOf({ kind: 'fleet', part: 'cover', quotes: Array.from({ length: 20 }, (_, index) => sampleQuote(2, { quantity: index + 1 })) });
    expect(pages.join('\n').match(/^Toyota Yaris Cross$/gm)).toHaveLength(20);
  });

  it('a lease tells rentals, VAT, option and what may be deducted; its plan loses no row', async () => {
    const pages = await pagesOf({ kind: 'alternatives', quotes: [sampleLeaseQuote(48)] });
    for (const words of ['Leasing', '48 canoni anticipati', 'Tasso leasing\n7,22 %', 'Primo canone (IVA inclusa)', 'IVA (22,00 %)', 'IVA detraibile al 40 %', 'Il leasing è concesso']) expect(pages[0]).toContain(words);
    const plan = pages.slice(1).join('\n');
    expect(plan.match(/^\d{2}\/\d{2}\/\d{4}$/gm)).toHaveLength(50);
    expect(plan).toContain('\nOpzione\n');
    expect(pages.join('')).not.toMatch(/TAEG|Maxirata/);
  });

  it('speaks of leases only where there is one, promises only pages that follow, and leaves empty lines out', async () => {
    const quotes = [sampleQuote(48), sampleQuote(36)];
    const [alone = ''] = await pagesOf({ kind: 'alternatives', part: 'cover', quotes });
    expect(alone).not.toMatch(/canone|IVA incluse|senza IVA|pagine seguenti/);
    const [first = ''] = await pagesOf({ kind: 'alternatives', quotes });
    expect(first.replaceAll('\n', ' ')).toContain('pagine seguenti');
    const [mixed = ''] = await pagesOf({ kind: 'alternatives', part: 'cover', quotes: [sampleQuote(48), sampleLeaseQuote(48)] });
    expect(mixed.replaceAll('\n', ' ')).toContain('Anticipo o primo canone');
    const sample = sampleQuote(48);
    const [bare = ''] = await pagesOf({ kind: 'alternatives', quotes: [{ ...sample, price: { ...sample.price, salePriceCents: sample.price.salePriceCents + sample.price.discountCents, discountCents: 0, tradeInCents: 0, tradeInLabel: null, payoffCents: 0 } }] });
    expect(bare).not.toMatch(/Sconto|Permuta/);
  });

  it('says a thing once: an offer called like its product, the amount of a line of one car, a trade-in nobody brings', async () => {
    const sample = sampleQuote(24, { quantity: 1 });
    const { financing } = sample;
    const sameName = { ...sample, financing: financing === null || financing === undefined ? null : { ...financing, offerName: financing.productName } };
    const price = { ...sample.price, salePriceCents: 2_917_000, tradeInCents: 0, tradeInLabel: null, payoffCents: 0 };
    const [sheet = ''] = await pagesOf({ kind: 'alternatives', quotes: [sameName] });
    expect(sheet.match(/Scelta Libera/g)).toHaveLength(1);
    const [fleet = ''] = await pagesOf({ kind: 'fleet', part: 'cover', quotes: [sample, sample] });
    expect(fleet.match(/29\.170,00/g)).toHaveLength(2);
    expect(fleet).not.toContain('in piccolo');
    expect((await pagesOf({ kind: 'fleet', part: 'cover', quotes: [sampleQuote(24, { quantity: 3 })] })).join('')).toContain('in piccolo');
    const without = { ...sample, price };
    const [compared = ''] = await pagesOf({ kind: 'alternatives', part: 'cover', quotes: [without, without] });
    expect(compared).not.toContain('Permuta');
  });

  it('a consumer’s lease tells every amount with VAT and the TAEG, nothing to deduct', async () => {
    const sample = sampleLeaseQuote(48);
    const withVat = { priceCents: 2_917_000, firstRentalCents: 488_000, creditCents: 2_429_000, rentalCents: 58_697, rentals: 48, purchaseOptionCents: 29_280, besideCents: 23_424, dueCents: 3_357_960, taegPpm: 78_100 };
    const lease = sample.lease === null || sample.lease === undefined ? null : { ...sample.lease, withVat, deductibility: [] };
    const pages = await pagesOf({ kind: 'alternatives', quotes: [{ ...sample, lease }, { ...sample, lease }] });
    const text = pages.join('\n');
    for (const words of ['Importo totale del credito\n24.290,00 €', 'Prezzo dell’auto (IVA inclusa)\n29.170,00 €', 'Opzione di acquisto (IVA inclusa)\n292,80 €', 'TAEG\n7,81 %', 'informazioni europee di base']) expect(text.replaceAll(/\s+/g, ' ')).toContain(words.replace('\n', ' '));
    expect(text).not.toMatch(/senza IVA|Tasso leasing|detraibile/);
  });

  it('the payoff of the old loan is told and raises what is left', async () => {
    const { price } = sampleQuote(12);
    const [page] = await pagesOf({ kind: 'alternatives', quotes: [sampleQuote(12, { price: { ...price, payoffCents: 120_000 } })] });
    expect(page).toContain('Estinzione del finanziamento in corso\n1.200,00 €');
    expect(page).toContain('Residuo da finanziare\n21.170,00 €');
  });

  it('a lease whose plan does not add up is not printed', () => {
    const wrong = sampleLeaseQuote(12);
    const faults = (set: QuoteSetData) => quoteSetSchema.safeParse(set).error?.issues.map((issue) => issue.path.join('.'));
    expect(faults({ kind: 'alternatives', quotes: [{ ...wrong, lease: wrong.lease === null || wrong.lease === undefined ? null : { ...wrong.lease, grossDueCents: wrong.lease.grossDueCents + 1 } }] })).toEqual(['quotes.0.lease.plan']);
  });
});
