/** A lease for a private person: consumer credit (TUB art. 122), from the offer to the customer's phone. */
import { beforeAll, expect, test } from 'vitest';
import { savedQuote } from '../../testing/saved-quote.ts';
import { codeOf, shareToday, useShareWorld, wish } from '../../testing/share-world.ts';
import { addConsumerLease, addShowroomExtras } from '../../testing/showroom-extras.ts';
import { readPdf } from '../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../documents/pdf/pdf-text.ts';
import { formatAmount, formatRate } from '#platform/money';
import { plainQuoteSale, exportQuotesRoute, getPrecontractRoute, getQuoteRoute, leadingProposal, leaseWithVat, listQuotesRoute, printQuoteRoute, priceQuoteRoute, replayQuoteRoute, saveQuoteRoute, type Quote, type QuoteInput } from './api.ts';

const { state, as, balloon, share, shown, ask } = useShareWorld();
let offerId = '';
let businessOfferId = '';
beforeAll(async () => {
  offerId = await addConsumerLease(state.world);
  businessOfferId = (await addShowroomExtras(state.world, state.showroom)).leaseOffer;
});

/** Amounts whose taxable part leaves a cent over when VAT is put on again. */
const leased = (changes: Partial<QuoteInput> = {}): QuoteInput => balloon({ offerId, depositCents: 500_003, balloonCents: 300_001, kmPerYear: null, tradeInCents: 0, tradeIn: null, serviceCodes: [], ...changes });
const saved = (): Promise<Quote> => savedQuote(state.http, as('seller1'), [leased()], shareToday);
const leaseOf = (quote: Quote) => {
  const { figures } = leadingProposal(quote);
  if (figures.lease === null) throw new Error('not a lease');
  return { figures, lease: figures.lease, told: leaseWithVat({ ...figures, lease: figures.lease }) };
};
const textOf = (bytes: Uint8Array): string => pageTexts(readPdf(bytes)).join(' ').replaceAll(/\s+/g, ' ');

test('is priced, saved, opened and replayed, what was typed with VAT kept to the cent', async () => {
  const quote = await saved();
  const { figures, lease, told } = leaseOf(quote);
  expect((await state.http.call(as('seller1'), priceQuoteRoute, { body: { input: leased() } })).body).toMatchObject({ figures: leadingProposal(quote).figures });
  const [first, option] = [lease.rows[0], lease.rows.at(-1)];
  expect(first).toMatchObject({ kind: 'first-rental', rentalCents: 409_839, vatCents: 90_164, grossCents: 500_003 });
  expect(option).toMatchObject({ kind: 'purchase-option', rentalCents: 245_902, vatCents: 54_099, grossCents: 300_001 });
  expect(told).toMatchObject({ priceCents: 2_740_000, firstRentalCents: 500_003, creditCents: 2_239_997, purchaseOptionCents: 300_001, dueCents: lease.grossDueCents });
  // 48 collection fees of 4.00 and 300.00 at the start, with VAT, but for the rounding of each rental with its fee.
  expect(Math.abs(told.besideCents - 48 * 488 - 36_600)).toBeLessThanOrEqual(48);
  expect(figures.taegPpm).toBeGreaterThan(figures.nominalRatePpm);
  expect((await state.http.call(as('seller1'), getQuoteRoute, { params: { id: quote.id } })).body).toEqual(quote);
  expect((await state.http.call(as('seller1'), replayQuoteRoute, { params: { id: quote.id }, query: {} })).body).toMatchObject({ same: true, proposals: [{ same: true, differences: [] }] });
});

test('prints with TAEG and every amount with VAT, without what a business may deduct', async () => {
  const quote = await saved();
  const { figures, lease, told } = leaseOf(quote);
  const text = textOf((await state.http.call(as('seller1'), printQuoteRoute, { params: { id: quote.id } })).bytes);
  for (const words of ['Importo totale del credito', 'Prezzo dell’auto (IVA inclusa)', 'informazioni europee di base', `TAEG ${formatRate(figures.taegPpm)}`]) expect(text).toContain(words);
  for (const cents of [told.priceCents, told.creditCents, told.rentalCents, told.purchaseOptionCents, told.besideCents, told.dueCents, figures.instalmentWithFeesCents]) expect(text).toContain(formatAmount(cents));
  for (const cents of [lease.netAssetCents, lease.netDueCents]) expect(text).not.toContain(`${formatAmount(cents)} €`);
  expect(text).not.toMatch(/deducibil|detraibil/i);
});

test('has its pre-contract form, of the same credit, rates and payments', async () => {
  const quote = await saved();
  const { figures, lease } = leaseOf(quote);
  const answer = await state.http.call(as('seller1'), getPrecontractRoute, { params: { id: quote.id }, query: { proposal: 1 } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const text = JSON.stringify(answer.body).replaceAll('\u00a0', ' ');
  for (const words of ['22.399,97 €', formatRate(figures.taegPpm), formatRate(figures.nominalRatePpm), '3.000,01 €']) expect(text).toContain(words);
  expect(text).toContain(`${formatAmount(lease.grossDueCents - 500_003)} €`);
});

test('is shared: the phone shows the seller’s figures and asks to go on with another term', async () => {
  const quote = await saved();
  const { token } = await share({}, quote);
  const page = await shown(token);
  expect(page.customerType).toBe('consumer');
  expect(page.proposals.map(({ figures }) => figures)).toEqual(quote.proposals.map(({ figures }) => figures));
  expect((await ask(token, wish(page, { termMonths: 36, depositCents: 600_001 }))).status).toBe(200);
});

test('is refused by name where the offer is not for the one who buys', async () => {
  const quote = await saved();
  const body = (input: QuoteInput, type: 'consumer' | 'company') => ({
    kind: 'alternatives', ...plainQuoteSale, customer: { type, phone: '', email: '' }, startDate: shareToday,
    proposals: [{ quantity: 1, input, shown: { instalmentWithFeesCents: 1, amountFinancedCents: 1, totalDueCents: 1, taegPpm: 1 } }],
  });
  const { input } = leadingProposal(quote);
  expect(codeOf(await state.http.call(as('seller1'), saveQuoteRoute, { body: body(input, 'company') }))).toEqual([422, 'offer_not_for_customer']);
  expect(codeOf(await state.http.call(as('seller1'), saveQuoteRoute, { body: body({ ...input, offerId: businessOfferId }, 'consumer') }))).toEqual([422, 'offer_not_for_customer']);
});

test('stands in lists and exports with VAT, as the customer is told it', async () => {
  const quote = await saved();
  const { figures, told } = leaseOf(quote);
  const list = (await state.http.call(as('seller1'), listQuotesRoute, { query: { text: quote.number } })).body as { items: { instalmentCents: number; totalCreditCents: number }[] };
  expect(list.items).toMatchObject([{ instalmentCents: figures.instalmentWithFeesCents, totalCreditCents: told.creditCents }]);
  const sheet = (await state.http.call(as('seller1'), exportQuotesRoute, { query: { text: quote.number, format: 'csv' } })).bytes.toString('utf8');
  expect(sheet).toContain('22399,97');
  expect(figures.totalCreditCents).toBeLessThan(told.creditCents);
});
