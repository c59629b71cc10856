/** Property: the customer's phone, the seller's desk and the print tell the same figures. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { savedQuote } from '../../../testing/saved-quote.ts';
import { shareToday, useShareWorld } from '../../../testing/share-world.ts';
import { readPdf } from '../../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../../documents/pdf/pdf-text.ts';
import { getQuoteRoute, priceQuote, printQuoteRoute, sharedDocumentRoute, shownFigures, type Quote } from '../api.ts';

const { state, as, balloon, loan, share, shown } = useShareWorld();

test('what the customer’s phone shows equals what the seller sees equals what prints', async () => {
  const euro = (cents: number): string => `${String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;
  const arbitraryInput = fc.record({ isLoan: fc.boolean(), discountCents: fc.integer({ min: 0, max: 300_000 }), depositCents: fc.integer({ min: 300_000, max: 900_000 }), term: fc.constantFrom(24, 36, 48), insured: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryInput, { minLength: 1, maxLength: 3 }), async (choices) => {
      const inputs = choices.map(({ isLoan, discountCents, depositCents, term, insured }) => {
        const plain = { discountCents, depositCents, termMonths: term, serviceCodes: insured ? ['CPI'] : [] };
        return isLoan ? loan(plain) : balloon({ ...plain, balloonCents: 900_000 });
      });
      const saved = await savedQuote(state.http, as('seller1'), inputs, shareToday);
      const { token } = await share({}, saved);
      const customer = await shown(token);
      const seller = (await state.http.call(as('seller1'), getQuoteRoute, { params: { id: saved.id } })).body as Quote;
      expect(customer.proposals.map((proposal) => proposal.figures)).toEqual(seller.proposals.map((proposal) => proposal.figures));
      // What the phone computes by itself from what it was given is the same again.
      for (const proposal of customer.proposals) {
        const priced = priceQuote(proposal.input, proposal.conditions, customer.startDate, proposal.vehicle);
        expect(priced.ok && shownFigures(priced.figures)).toEqual(shownFigures(proposal.figures));
      }
      const [own, theirs] = [await state.http.call(as('seller1'), printQuoteRoute, { params: { id: saved.id } }), await state.http.call(undefined, sharedDocumentRoute, { params: { token } })];
      expect(theirs.bytes.equals(own.bytes)).toBe(true);
      const text = pageTexts(readPdf(theirs.bytes)).join('\n');
      for (const { figures } of customer.proposals) {
        for (const cents of [figures.instalmentWithFeesCents, figures.amountFinancedCents, figures.totalDueCents, ...figures.rows.map((row) => row.balanceCents)]) expect(text).toContain(euro(cents));
        expect(text).toContain(`${String(Math.floor(figures.taegPpm / 10_000))},${String(figures.taegPpm % 10_000).padStart(4, '0').replace(/00$/, '')}`);
      }
    }),
    { numRuns: 6, seed: 20_261_122 },
  );
}, 120_000);
