import { describe, expect, test } from 'vitest';
import { balloonOffer, levelOffer } from './example-offers.ts';
import { fitDraft, startDraft } from './fit-draft.ts';

describe('a first proposal', () => {
  test('takes the middle term, the usual mileage, the guaranteed balloon and the least deposit', () => {
    expect(startDraft(2_000_000, balloonOffer)).toMatchObject({ priceCents: 2_000_000, termMonths: 36, kmPerYear: 15_000, balloonCents: 1_125_000, depositCents: 200_000, serviceCodes: [] });
  });

  test('a level loan has neither mileage nor balloon', () => {
    expect(startDraft(2_000_000, levelOffer)).toMatchObject({ termMonths: 60, kmPerYear: null, balloonCents: null, depositCents: 0 });
  });
});

describe('another choice', () => {
  const proposal = startDraft(2_000_000, balloonOffer);

  test('a longer term brings its own guaranteed balloon, and says so', () => {
    const { draft, changes } = fitDraft({ ...proposal, termMonths: 48 }, balloonOffer, proposal, balloonOffer);
    expect(draft.balloonCents).toBe(1_005_000);
    expect(changes).toEqual([{ field: 'balloonCents', from: 1_125_000, to: 1_005_000 }]);
  });

  test('a balloon that the seller typed stays where it fits', () => {
    const typed = { ...proposal, balloonCents: 900_000 };
    const { draft, changes } = fitDraft({ ...typed, termMonths: 48 }, balloonOffer, typed, balloonOffer);
    expect([draft.balloonCents, changes]).toEqual([900_000, []]);
  });

  test('and comes down to the guaranteed value where it does not', () => {
    const typed = { ...proposal, balloonCents: 1_100_000 };
    const { draft, changes } = fitDraft({ ...typed, termMonths: 48 }, balloonOffer, typed, balloonOffer);
    expect(draft.balloonCents).toBe(1_005_000);
    expect(changes).toEqual([{ field: 'balloonCents', from: 1_100_000, to: 1_005_000 }]);
  });

  test('a term that the offer has not goes to the nearest, the shorter of two', () => {
    const level = { ...startDraft(2_000_000, levelOffer), termMonths: 84 };
    const { draft, changes } = fitDraft(level, balloonOffer, level, levelOffer);
    expect(draft.termMonths).toBe(48);
    expect(changes).toContainEqual({ field: 'termMonths', from: 84, to: 48 });
  });

  test('a deposit that was the least one follows; a typed one is only raised', () => {
    const follows = fitDraft(proposal, levelOffer, proposal, balloonOffer);
    expect(follows.draft.depositCents).toBe(0);
    const typed = { ...startDraft(2_000_000, levelOffer), depositCents: 50_000 };
    expect(fitDraft(typed, balloonOffer, typed, levelOffer).draft.depositCents).toBe(200_000);
    const rich = { ...typed, depositCents: 600_000 };
    expect(fitDraft(rich, balloonOffer, rich, levelOffer).draft.depositCents).toBe(600_000);
  });

  test('the trade-in counts towards the least deposit', () => {
    const traded = { ...proposal, tradeInCents: 150_000 };
    expect(fitDraft(traded, balloonOffer, proposal, balloonOffer).draft.depositCents).toBe(50_000);
  });

  test('a service that the term has not leaves, and is named', () => {
    const insured = { ...proposal, serviceCodes: ['A', 'B'] };
    const { draft, changes } = fitDraft({ ...insured, termMonths: 48 }, balloonOffer, insured, balloonOffer);
    expect(draft.serviceCodes).toEqual(['A']);
    expect(changes).toContainEqual({ field: 'serviceCodes', removed: 'B' });
  });
});
