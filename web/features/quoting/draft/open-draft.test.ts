import { expect, test } from 'vitest';
import { balloonOffer, levelOffer } from './example-offers.ts';
import { startDraft } from './fit-draft.ts';
import { openDraft, sameDraft } from './open-draft.ts';
import { priceDraft } from './price-draft.ts';
import { createQuoteStore, offerOf } from './quote-store.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

const vehicle: VehicleInWork = {
  choice: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-0000000000aa' },
  make: 'Esempio',
  carline: 'Prova',
  name: '1.0',
  body: 'hatchback',
  kind: 'new',
  plate: null,
  mileageKm: null,
  firstRegistrationOn: null,
  siteName: null,
  priceCents: 2_000_000,
  housePriceCents: null,
};
const opening = { vehicle, offers: [balloonOffer, levelOffer], today: '2026-11-22', quote: undefined };

test('opens on the best offer and can be priced at once', () => {
  const state = openDraft(opening);
  expect(offerOf(state)).toBe(balloonOffer);
  expect(priceDraft(state).ok).toBe(true);
});

test('another vehicle keeps what the customer said; price and discount are the new car’s', () => {
  const carried = { ...startDraft(3_500_000, levelOffer, 'Signora in rosso'), discountCents: 100_000, tradeInCents: 300_000, termMonths: 72, serviceCodes: ['A'] };
  const { draft } = openDraft({ ...opening, carried });
  expect(draft).toMatchObject({ priceCents: 2_000_000, discountCents: 0, tradeInCents: 300_000, termMonths: 72, offerId: levelOffer.offerId, serviceCodes: ['A'], reference: 'Signora in rosso' });
});

test('a draft found again is taken as it was left', () => {
  const resumed = { ...startDraft(2_000_000, levelOffer), depositCents: 123_400, termMonths: 24 };
  const state = openDraft({ ...opening, resumed });
  expect(sameDraft(state.draft, resumed)).toBe(true);
  expect(state.changes).toEqual([]);
});

test('an emptied amount says the same as a zero', () => {
  const draft = startDraft(2_000_000, levelOffer);
  expect(sameDraft(draft, { ...draft, tradeInCents: null, reference: ' ' })).toBe(true);
  expect(sameDraft(draft, { ...draft, tradeInCents: 1 })).toBe(false);
});

test('typing the price moves the least deposit silently, choosing an offer tells what moved', () => {
  const store = createQuoteStore(openDraft(opening));
  store.setAmount('priceCents', 3_000_000);
  expect(store.get().draft.depositCents).toBe(300_000);
  expect(store.get().changes).toEqual([]);
  store.chooseOffer(levelOffer.offerId);
  expect(store.get().changes).toEqual([{ field: 'depositCents', from: 300_000, to: 0 }]);
});

test('conditions read again replace an offer that is gone, and say so', () => {
  const store = createQuoteStore(openDraft(opening));
  store.renew([levelOffer], '2026-11-23');
  expect(store.get()).toMatchObject({ today: '2026-11-23', draft: { offerId: levelOffer.offerId, balloonCents: null } });
  expect(store.get().changes[0]).toEqual({ field: 'offerId', from: 'Scelta Libera', to: 'Credito Classico' });
});
