import { describe, expect, test } from 'vitest';
import { balloonOffer } from '../draft/example-offers.ts';
import { openDesk } from '../draft/open-draft.ts';
import { createQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import type { VehicleInWork } from '../draft/vehicle-in-work.ts';
import { instalmentOf, instalmentWays } from './instalment-way.ts';

const versionId = '00000000-0000-7000-8000-0000000000aa';
const vehicle: VehicleInWork = {
  choice: { kind: 'catalogue', versionId }, versionId, make: 'Esempio', carline: 'Prova', name: '1.0', body: 'hatchback', kind: 'new', plate: null, mileageKm: null, firstRegistrationOn: null,
  siteName: null, photoId: null, priceCents: 2_800_000, housePriceCents: null,
};

/** The balloon is at its most already. */
function quoteState(): QuoteState {
  const store = createQuoteStore(openDesk('alternatives', [{ vehicle, offers: [balloonOffer] }]).desk, '2026-11-22');
  store.setAmount('depositCents', 600_000);
  return store.get();
}
const before = quoteState();
const now = instalmentOf(before) ?? 0;
const way = (wantedCents: number, solveFor: string) => instalmentWays(wantedCents, before, false).find((each) => each.solveFor === solveFor);

describe('a way to a wanted instalment', () => {
  test('is not offered when it changes cents and comes no nearer', () => {
    // More of a balloon would be needed, and it is the largest the offer has.
    expect(way(now - 10_000, 'balloon')).toMatchObject({ amounts: null });
  });

  test('leads to the wish where the field can bring it there', () => {
    expect(way(now - 10_000, 'deposit')).toMatchObject({ reachedCents: now - 10_000, exact: true });
  });

  test('says that it only comes near: a shorter term reaches a high wish by far not', () => {
    const term = way(9_999_900, 'term');
    expect(term).toMatchObject({ exact: false, to: 24 });
    expect(term?.reachedCents).toBeGreaterThan(now);
  });

  test.each([[null], [0], [-500], [now]])('is not looked for when nothing else is wanted: %s', (wanted) => {
    expect(instalmentWays(wanted, before, false)).toEqual([]);
  });

  test('by discount is not shown to the customer', () => {
    expect(instalmentWays(now - 10_000, before, true).map(({ solveFor }) => solveFor)).toEqual(['deposit', 'term', 'balloon']);
  });
});
