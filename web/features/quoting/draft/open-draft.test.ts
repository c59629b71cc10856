import { expect, test } from 'vitest';
import { balloonOffer, levelOffer } from './example-offers.ts';
import { startDraft } from './fit-draft.ts';
import { deskWords, openDesk, sameDraft, type Opening } from './open-draft.ts';
import { priceDraft } from './price-draft.ts';
import { createQuoteStore, offerOf } from './quote-store.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

const vehicle: VehicleInWork = {
  choice: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-0000000000aa' },
  versionId: '00000000-0000-7000-8000-0000000000aa',
  make: 'Esempio',
  carline: 'Prova',
  name: '1.0',
  body: 'hatchback',
  kind: 'new',
  plate: null,
  mileageKm: null,
  firstRegistrationOn: null,
  siteName: null,
  photoId: null,
  priceCents: 2_000_000,
  housePriceCents: null,
};
const opening: Opening = { vehicle, offers: [balloonOffer, levelOffer] };

/** The desk opened on one proposal, and the state of it. */
function opened(one: Opening = opening) {
  const { desk, changes } = openDesk('alternatives', [one]);
  const store = createQuoteStore(desk, '2026-11-22', changes);
  return { store, state: store.get() };
}

test('opens on the best offer and can be priced at once', () => {
  const { state } = opened();
  expect(offerOf(state)).toBe(balloonOffer);
  expect(priceDraft(state).ok).toBe(true);
});

test('another vehicle keeps what the customer said; price and discount are the new car’s', () => {
  const carried = { ...startDraft(3_500_000, levelOffer, 'Signora in rosso'), discountCents: 100_000, tradeInCents: 300_000, termMonths: 72, serviceCodes: ['A'] };
  const { draft } = opened({ ...opening, carried }).state;
  expect(draft).toMatchObject({ priceCents: 2_000_000, discountCents: 0, tradeInCents: 300_000, termMonths: 72, offerId: levelOffer.offerId, serviceCodes: ['A'], reference: 'Signora in rosso' });
});

test('a draft found again is taken as it was left', () => {
  const resumed = { ...startDraft(2_000_000, levelOffer), depositCents: 123_400, termMonths: 24 };
  const { state } = opened({ ...opening, resumed });
  expect(sameDraft(state.draft, resumed)).toBe(true);
  expect(state.changes).toEqual([]);
});

test('an emptied amount says the same as a zero', () => {
  const draft = startDraft(2_000_000, levelOffer);
  expect(sameDraft(draft, { ...draft, tradeInCents: null, reference: ' ' })).toBe(true);
  expect(sameDraft(draft, { ...draft, tradeInCents: 1 })).toBe(false);
});

test('typing the price moves the least deposit silently, choosing an offer tells what moved', () => {
  const { store } = opened();
  store.setAmount('priceCents', 3_000_000);
  expect(store.get().draft.depositCents).toBe(300_000);
  expect(store.get().changes).toEqual([]);
  store.chooseOffer(levelOffer.offerId);
  expect(store.get().changes).toEqual([{ field: 'depositCents', from: 300_000, to: 0 }]);
});

test('conditions read again replace an offer that is gone, and say so', () => {
  const { store } = opened();
  store.renew([{ offers: [levelOffer], options: [] }], '2026-11-23');
  expect(store.get()).toMatchObject({ today: '2026-11-23', draft: { offerId: levelOffer.offerId, balloonCents: null } });
  expect(store.get().changes[0]).toEqual({ field: 'offerId', from: 'Scelta Libera', to: 'Credito Classico' });
});

test('a copy stands behind the open proposal and changes alone; who buys is of the quote', () => {
  const { store } = opened();
  const alone = deskWords(store.desk());
  store.addProposal();
  store.chooseTerm(48);
  store.setReference('Famiglia Esempio');
  store.openProposal(0);
  expect(store.desk().proposals.map(({ draft }) => draft.termMonths)).toEqual([36, 48]);
  expect(store.get().draft.reference).toBe('Famiglia Esempio');
  expect(deskWords(store.desk())).not.toBe(alone);
  store.removeProposal(1);
  store.setReference('');
  expect(deskWords(store.desk())).toBe(alone);
});

test('three alternatives are all there can be; a fleet goes on, and does not become alternatives again while it is longer', () => {
  const { store } = opened();
  for (let times = 0; times < 5; times++) store.addProposal();
  expect(store.desk().proposals).toHaveLength(3);
  store.setKind('fleet');
  store.addProposal();
  store.setQuantity(4);
  expect(store.desk().proposals.map(({ quantity }) => quantity)).toEqual([1, 1, 1, 4]);
  store.setKind('alternatives');
  expect(store.desk().kind).toBe('fleet');
  store.removeProposal(0);
  store.setKind('alternatives');
  expect(store.desk().proposals.map(({ quantity }) => quantity)).toEqual([1, 1, 1]);
});

test('moving a proposal keeps the open one open', () => {
  const { store } = opened();
  store.addProposal();
  store.chooseTerm(24);
  store.moveProposal(1, 0);
  expect([store.desk().active, store.get().draft.termMonths, store.desk().proposals.map(({ draft }) => draft.termMonths)]).toEqual([0, 24, [24, 36]]);
});

test('another car under the open proposal brings its own price and its own offers', () => {
  const { store } = opened();
  store.setPart({ accessories: [{ name: 'Tappetini', cents: 10_000 }], options: [{ code: 'NAV', name: 'Navigatore', priceCents: 50_000 }] });
  store.addProposal();
  store.replaceCar({ ...vehicle, priceCents: 1_500_000 }, [levelOffer]);
  expect(store.get()).toMatchObject({ draft: { priceCents: 1_500_000, offerId: levelOffer.offerId, options: [], balloonCents: null }, changes: [{ field: 'depositCents' }] });
  store.openProposal(0);
  expect(store.get().draft).toMatchObject({ priceCents: 2_000_000, offerId: balloonOffer.offerId, options: [{ code: 'NAV' }] });
});
