import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whyNotApplicable, type OfferQuestion } from './applicability.ts';
import { applicableOffers, compileOffers, explainOffer } from './offer-index.ts';
import { comparePrecedence, explainPrecedence, type RankedOffer } from './precedence.ts';

const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'] as const;
const day = fc.constantFrom(...days);
const words = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const some = (values: readonly string[]) => fc.option(fc.subarray([...values], { maxLength: Math.min(3, values.length) }), { freq: 2, nil: null });
const limit = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { freq: 1, nil: null });
const makes = words('make', 4);
const carlines = words('carline', 8);
const versions = words('version', 40);
const channels = ['showroom', 'remote', 'online', 'broker'] as const;
const customers = ['consumer', 'soleTrader', 'company'] as const;

/** Few nodes, days and values, so that chance meets every border: equal days, empty lists, nobody left. */
const offerBody = fc.record({
  validFrom: day, validTo: fc.option(day, { nil: null }), nodeId: fc.integer({ min: 1, max: 6 }), kinds: some(['new', 'used', 'kmZero']), makes: some(makes), carlineIds: some(carlines),
  versionIds: some(versions), fuels: some(['petrol', 'electric']), channels: some(channels), customerTypes: some(customers), minAgeMonths: limit(4), maxAgeMonths: limit(4),
  minMileageKm: limit(4), maxMileageKm: limit(4), lowestRatePpm: fc.constantFrom(39_900, 49_900, 59_900), code: fc.constantFrom('A', 'B', 'C'),
});
const offersOf = (size: fc.ArrayConstraints) =>
  fc.array(offerBody, size).map((bodies) => bodies.map((body, index): RankedOffer => ({ ...body, offerId: `offer${String(index).padStart(4, '0')}`, version: 1 })));
const question: fc.Arbitrary<OfferQuestion> = fc.record({
  vehicle: fc.record({
    kind: fc.constantFrom('new', 'used', 'companyCar'), make: fc.constantFrom(...makes), carlineId: fc.constantFrom(...carlines), versionId: fc.constantFrom(...versions, 'unknown'),
    fuel: fc.constantFrom('petrol', 'electric', 'lpg'), ageMonths: fc.integer({ min: 0, max: 5 }), mileageKm: fc.integer({ min: 0, max: 5 }),
  }),
  customerType: fc.constantFrom(...customers), channel: fc.constantFrom(...channels), pathIds: fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), today: day,
});

/** What the index stands for: every offer looked at in turn, then put in order. */
const plainly = (offers: readonly RankedOffer[], asked: OfferQuestion) =>
  offers.filter((offer) => whyNotApplicable(offer, asked) === undefined).toSorted((a, b) => comparePrecedence(a, b, asked.pathIds));

describe('the index answers what looking at every offer in turn would answer, in the same order', () => {
  test.each([[{ maxLength: 40 }, 400], [{ minLength: 100, maxLength: 400 }, 60]])('%o', (size, numRuns) => {
    fc.assert(
      fc.property(offersOf(size), fc.array(question, { minLength: 1, maxLength: 8 }), (offers, questions) => {
        const index = compileOffers(offers);
        for (const asked of questions) expect(applicableOffers(index, asked)).toEqual(plainly(offers, asked));
      }),
      { numRuns },
    );
  });

  test('also when most offers ask for little, so that many are left', () => {
    const open = { kinds: null, makes: null, carlineIds: null, versionIds: null, fuels: null, channels: null, customerTypes: null, minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null } as const;
    const wide = fc.tuple(offersOf({ maxLength: 120 }), fc.infiniteStream(fc.constantFrom(...Object.keys(open) as (keyof typeof open)[])));
    fc.assert(
      fc.property(wide, question, ([offers, keep], asked) => {
        const kept = offers.map((offer): RankedOffer => {
          const key = keep.next().value as keyof typeof open;
          return { ...offer, ...open, [key]: offer[key] };
        });
        expect(applicableOffers(compileOffers(kept), asked)).toEqual(plainly(kept, asked));
      }),
      { numRuns: 200 },
    );
  });

  test('and does not depend on the order in which the offers were read', () => {
    fc.assert(
      fc.property(offersOf({ maxLength: 60 }), question, fc.nat(), (offers, asked, turn) => {
        const turned = offers.map((_, at) => offers[(at + turn) % offers.length] as RankedOffer).toReversed();
        expect(applicableOffers(compileOffers(turned), asked)).toEqual(applicableOffers(compileOffers(offers), asked));
      }),
      { numRuns: 100 },
    );
  });
});

test('an offer is explained as it is answered: no reason against exactly when it applies', () => {
  fc.assert(
    fc.property(offersOf({ maxLength: 30 }), question, (offers, asked) => {
      const index = compileOffers(offers);
      const applying = new Set(applicableOffers(index, asked).map((offer) => offer.offerId));
      for (const { offerId } of offers) {
        const explained = explainOffer(index, offerId, asked);
        expect(explained?.applies).toBe(applying.has(offerId));
        expect(explained?.against.length === 0).toBe(applying.has(offerId));
        expect((explained?.because.length ?? 0) > 0).toBe(applying.has(offerId));
      }
      expect(explainOffer(index, 'nobody', asked)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

const plain: RankedOffer = {
  offerId: 'a', version: 1, code: 'A', lowestRatePpm: 49_900, validFrom: '2026-11-01', validTo: null, nodeId: 1, kinds: null, makes: null, carlineIds: null, versionIds: null, fuels: null,
  channels: null, customerTypes: null, minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null,
};
const today: OfferQuestion = {
  vehicle: { kind: 'new', make: 'make0', carlineId: 'carline0', versionId: 'version0', fuel: 'petrol', ageMonths: 0, mileageKm: 0 }, customerType: 'consumer', channel: 'showroom', pathIds: [1, 7, 70], today: '2026-11-23',
};

test('of several versions the one of the day is explained, else the next to come, else the last', () => {
  const past = { ...plain, validTo: '2026-11-10' };
  const future = { ...plain, version: 2, validFrom: '2026-12-01', validTo: '2026-12-31' };
  const explained = (offers: RankedOffer[], on: string) => {
    const found = explainOffer(compileOffers(offers), 'a', { ...today, today: on });
    return [found?.offer.version, found?.against.map(({ code }) => code)];
  };
  expect(explained([future, past], '2026-11-09')).toEqual([1, []]);
  expect(explained([future, past], '2026-11-23')).toEqual([2, ['not_yet_in_force']]);
  expect(explained([future, past], '2026-12-31')).toEqual([2, ['no_longer_in_force']]);
});

describe('which comes first', () => {
  test.each<[string, Partial<RankedOffer>, Partial<RankedOffer>, object]>([
    ['version before carline, make and dealer', { versionIds: ['version0'] }, { carlineIds: ['carline0'], makes: ['make0'], nodeId: 70 }, { rule: 'version', first: 1, second: 0 }],
    ['carline before make', { carlineIds: ['carline0'] }, { makes: ['make0'] }, { rule: 'carline', first: 1, second: 0 }],
    ['make before dealer', { makes: ['make0'] }, { nodeId: 70 }, { rule: 'make', first: 1, second: 0 }],
    ['the dealer’s before the area’s', { nodeId: 70 }, { nodeId: 7 }, { rule: 'place', first: 2, second: 1 }],
    ['place before customer', { nodeId: 7 }, { customerTypes: ['consumer'], lowestRatePpm: 1 }, { rule: 'place', first: 1, second: 0 }],
    ['customer before channel', { customerTypes: ['consumer'] }, { channels: ['showroom'] }, { rule: 'customer', first: 1, second: 0 }],
    ['channel before fuel', { channels: ['showroom'] }, { fuels: ['petrol'] }, { rule: 'channel', first: 1, second: 0 }],
    ['fuel before kind', { fuels: ['petrol'] }, { kinds: ['new'] }, { rule: 'fuel', first: 1, second: 0 }],
    ['kind before age', { kinds: ['new'] }, { maxAgeMonths: 12 }, { rule: 'kind', first: 1, second: 0 }],
    ['age before mileage', { minAgeMonths: 0 }, { maxMileageKm: 12 }, { rule: 'age', first: 1, second: 0 }],
    ['mileage before the rate', { maxMileageKm: 12 }, { lowestRatePpm: 1 }, { rule: 'mileage', first: 1, second: 0 }],
    ['the lower rate', { lowestRatePpm: 39_900 }, {}, { rule: 'rate', first: 39_900, second: 49_900 }],
    ['the newer', { validFrom: '2026-11-20' }, {}, { rule: 'newest', first: '2026-11-20', second: '2026-11-01' }],
    ['at last the code', { code: 'A' }, { code: 'B' }, { rule: 'code', first: 'A', second: 'B' }],
  ])('%s', (_, first, second, why) => {
    const [a, b] = [{ ...plain, ...first }, { ...plain, offerId: 'b', ...second }];
    expect(applicableOffers(compileOffers([b, a]), today)).toEqual([a, b]);
    expect(explainPrecedence(a, b, today.pathIds)).toEqual(why);
    expect(comparePrecedence(b, a, today.pathIds)).toBeGreaterThan(0);
  });

  test('is told by the first rule that differs, whatever the two offers', () => {
    fc.assert(
      fc.property(offersOf({ minLength: 2, maxLength: 2 }), fc.subarray([1, 2, 3, 4, 5, 6]), ([a, b], pathIds) => {
        if (a === undefined || b === undefined) return;
        const [first, second] = comparePrecedence(a, b, pathIds) < 0 ? [a, b] : [b, a];
        const why = explainPrecedence(first, second, pathIds);
        if (why === undefined) throw new Error('two offers that nothing tells apart');
        if (why.rule === 'newest') expect(why.first > why.second).toBe(true);
        else if (why.rule === 'rate') expect(why.first).toBeLessThan(Number(why.second));
        else if (why.rule !== 'code') expect(why.first).toBeGreaterThan(Number(why.second));
      }),
    );
  });
});
