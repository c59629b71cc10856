import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OfferQuestion } from './applicability.ts';
import { applicableLiveOffers, liveIndexOf, withChangedOffers } from './live-index.ts';
import { applicableOffers, compileOffers } from './offer-index.ts';
import type { RankedOffer } from './precedence.ts';

const day = fc.constantFrom('2026-11-20', '2026-11-22', '2026-11-24');
const some = (values: readonly string[]) => fc.option(fc.subarray([...values]), { freq: 2, nil: null });
const body = fc.record({
  validFrom: day, validTo: fc.option(day, { nil: null }), nodeId: fc.integer({ min: 1, max: 3 }), makes: some(['a', 'b']), kinds: some(['new', 'used']),
  maxAgeMonths: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }), lowestRatePpm: fc.constantFrom(39_900, 49_900), code: fc.constantFrom('A', 'B'),
});
const open = { carlineIds: null, versionIds: null, fuels: null, channels: null, customerTypes: null, minAgeMonths: null, minMileageKm: null, maxMileageKm: null } as const;
/** One to three versions, or none for an offer that is gone. */
const versionsOf = (least: number) => fc.array(body, { minLength: least, maxLength: 3 });
const question: fc.Arbitrary<OfferQuestion> = fc.record({
  vehicle: fc.record({ kind: fc.constantFrom('new', 'used'), make: fc.constantFrom('a', 'b', 'c'), carlineId: fc.constant('x'), versionId: fc.constant('y'), fuel: fc.constant('petrol'), ageMonths: fc.integer({ min: 0, max: 4 }), mileageKm: fc.constant(0) }),
  customerType: fc.constant('consumer' as const), channel: fc.constant('showroom' as const), pathIds: fc.subarray([1, 2, 3], { minLength: 1 }), today: day,
});
const offersOf = (known: ReadonlyMap<string, readonly RankedOffer[]>): RankedOffer[] => [...known.values()].flat();
const asOffers = (offerId: string, bodies: readonly (typeof body extends fc.Arbitrary<infer B> ? B : never)[]): RankedOffer[] => bodies.map((one, at) => ({ ...one, ...open, offerId, version: at + 1 }));

test('after any changes it answers what one index of all the offers would, in the same order, and the old one still answers as before', () => {
  const change = fc.tuple(fc.integer({ min: 0, max: 30 }), versionsOf(0));
  fc.assert(
    fc.property(fc.array(versionsOf(1), { maxLength: 25 }), fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), fc.array(question, { minLength: 1, maxLength: 4 }), (first, changes, questions) => {
      const known = new Map(first.map((bodies, at) => [`offer${at}`, asOffers(`offer${at}`, bodies)]));
      let live = liveIndexOf(offersOf(known));
      for (const together of changes) {
        const before = { live, answers: questions.map((asked) => applicableLiveOffers(live, asked)) };
        for (const [at, bodies] of together) known.set(`offer${at}`, asOffers(`offer${at}`, bodies));
        const ids = [...new Set(together.map(([at]) => `offer${at}`))];
        live = withChangedOffers(live, ids, ids.flatMap((id) => known.get(id) ?? []));
        const whole = compileOffers(offersOf(known));
        for (const asked of questions) expect(applicableLiveOffers(live, asked)).toEqual(applicableOffers(whole, asked));
        expect(questions.map((asked) => applicableLiveOffers(before.live, asked))).toEqual(before.answers);
      }
    }),
    { numRuns: 150 },
  );
});

test('many changed offers are compiled into one index', () => {
  const offer = (id: number, lowestRatePpm: number): RankedOffer => ({ ...open, offerId: `o${id}`, version: 1, code: `C${id}`, validFrom: '2026-11-20', validTo: null, nodeId: 1, makes: null, kinds: null, maxAgeMonths: null, lowestRatePpm });
  let live = liveIndexOf(Array.from({ length: 300 }, (_, id) => offer(id, 50_000)));
  for (let id = 0; id < 257; id += 1) live = withChangedOffers(live, [`o${id}`], [offer(id, 40_000)]);
  expect([live.changedIds.size, live.changed.offers.length, live.base.offers.length]).toEqual([0, 0, 300]);
  expect(live.base.offers.filter(({ lowestRatePpm }) => lowestRatePpm === 40_000)).toHaveLength(257);
});
