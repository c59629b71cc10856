import { expect, test } from 'vitest';
import { balloonOffer, levelOffer } from '../draft/example-offers.ts';
import { openDesk } from '../draft/open-draft.ts';
import { createQuoteStore } from '../draft/quote-store.ts';
import type { VehicleInWork } from '../draft/vehicle-in-work.ts';
import { comparedLines, comparedOf } from './comparison.ts';
import { fleetSum } from './fleet-sum.ts';

const versionId = '00000000-0000-7000-8000-0000000000aa';
const vehicle: VehicleInWork = {
  choice: { kind: 'catalogue', versionId }, versionId, make: 'Esempio', carline: 'Prova', name: '1.0', body: 'hatchback', kind: 'new', plate: null, mileageKm: null, firstRegistrationOn: null,
  siteName: null, photoId: null, priceCents: 2_000_000, housePriceCents: null,
};
const today = '2026-11-22';

function twoAlternatives() {
  const { desk } = openDesk('alternatives', [{ vehicle, offers: [balloonOffer, levelOffer] }]);
  const store = createQuoteStore(desk, today);
  store.addProposal();
  store.chooseOffer(levelOffer.offerId);
  return store;
}

test('what differs is told, and the lowest where less is better for the customer', () => {
  const { proposals } = twoAlternatives().desk();
  const compared = proposals.map((proposal) => comparedOf(proposal, today));
  const lines = new Map(comparedLines(compared).map((line) => [line.figure, line]));
  expect(lines.get('price')).toMatchObject({ differs: false, best: null });
  expect(lines.get('deposit')).toMatchObject({ values: [200_000, 0], differs: true, best: 1 });
  const instalments = compared.map(({ figures }) => figures?.instalmentWithFeesCents ?? 0);
  expect(lines.get('instalment')).toMatchObject({ values: instalments, best: instalments.indexOf(Math.min(...instalments)) });
  expect(lines.get('balloon')).toMatchObject({ values: [1_125_000, null], best: null });
});

test('the total that is compared holds the deposit: what is due alone falls as the deposit rises', () => {
  const store = twoAlternatives();
  store.setAmount('depositCents', 1_500_000);
  const compared = store.desk().proposals.map((proposal) => comparedOf(proposal, today));
  const lines = new Map(comparedLines(compared).map((line) => [line.figure, line]));
  const totals = compared.map(({ figures, proposal }) => (figures?.totalDueCents ?? 0) + (proposal.draft.depositCents ?? 0));
  expect(lines.get('due')).toMatchObject({ differs: true, best: null });
  expect(lines.get('out')).toMatchObject({ values: totals, best: totals.indexOf(Math.min(...totals)) });
});

test('a lowest that two share is marked on neither', () => {
  const store = twoAlternatives();
  store.addProposal();
  store.setAmount('depositCents', 200_000);
  const compared = store.desk().proposals.map((proposal) => comparedOf(proposal, today));
  expect(comparedLines(compared).find(({ figure }) => figure === 'price')).toMatchObject({ differs: false, best: null });
  store.openProposal(1);
  store.setAmount('depositCents', 300_000);
  const shared = store.desk().proposals.map((proposal) => comparedOf(proposal, today));
  expect(comparedLines(shared).find(({ figure }) => figure === 'deposit')).toMatchObject({ values: [200_000, 300_000, 200_000], differs: true, best: null });
});

test('a proposal that cannot be computed has no figures and never the lowest', () => {
  const store = twoAlternatives();
  store.setAmount('discountCents', 9_000_000);
  const compared = store.desk().proposals.map((proposal) => comparedOf(proposal, today));
  expect(compared[1]?.figures).toBeUndefined();
  expect(comparedLines(compared).find(({ figure }) => figure === 'instalment')?.best).toBeNull();
  expect(fleetSum(store.desk(), today)).toBeUndefined();
});

test('a fleet is each line times its quantity', () => {
  const store = twoAlternatives();
  store.setKind('fleet');
  store.setQuantity(3);
  const [first, second] = store.desk().proposals.map((proposal) => comparedOf(proposal, today).figures?.instalmentWithFeesCents ?? 0);
  expect(fleetSum(store.desk(), today)).toMatchObject({ quantity: 4, instalmentWithFeesCents: (first ?? 0) + 3 * (second ?? 0) });
});
