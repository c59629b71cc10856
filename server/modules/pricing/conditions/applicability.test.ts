import { describe, expect, test } from 'vitest';
import { closeness, whyNotApplicable, type OfferedVehicle, type OfferScope } from './applicability.ts';
import { guaranteedValues } from './guaranteed-values.ts';

const anyOffer: OfferScope = { validFrom: '2026-01-01', validTo: null, nodeId: 1, kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null };
const yaris: OfferedVehicle = { kind: 'new', make: 'Toyota', fuel: 'full_hybrid', ageMonths: 0, mileageKm: 0 };
const place = { pathIds: new Set([1, 7, 70]), today: '2026-11-23' };

describe('an offer applies unless one reason speaks against it', () => {
  test.each<[string, Partial<OfferScope>, Partial<OfferedVehicle>, string | undefined]>([
    ['no conditions', {}, {}, undefined],
    ['first day of validity', { validFrom: '2026-11-23' }, {}, undefined],
    ['the day before', { validFrom: '2026-11-24' }, {}, 'not_yet_in_force'],
    ['last day of validity', { validTo: '2026-11-24' }, {}, undefined],
    ['first day out of force', { validTo: '2026-11-23' }, {}, 'no_longer_in_force'],
    ['of this dealer', { nodeId: 70 }, {}, undefined],
    ['of another dealer', { nodeId: 71 }, {}, 'other_dealers'],
    ['used cars only', { kinds: ['used'] }, {}, 'kind_excluded'],
    ['another make', { makes: ['Fiat'] }, {}, 'make_excluded'],
    ['this make among others', { makes: ['Fiat', 'Toyota'] }, {}, undefined],
    ['electric only', { fuels: ['electric'] }, {}, 'fuel_excluded'],
    ['as old as allowed', { maxAgeMonths: 72 }, { ageMonths: 72 }, undefined],
    ['a month too old', { maxAgeMonths: 72 }, { ageMonths: 73 }, 'too_old'],
    ['as many kilometres as allowed', { maxMileageKm: 120_000 }, { mileageKm: 120_000 }, undefined],
    ['one too many', { maxMileageKm: 120_000 }, { mileageKm: 120_001 }, 'too_many_km'],
    ['dates before place, place before vehicle', { validFrom: '2027-01-01', nodeId: 71, makes: ['Fiat'] }, {}, 'not_yet_in_force'],
    ['no make allowed at all', { makes: [] }, {}, 'make_excluded'],
  ])('%s', (_, offer, vehicle, reason) => {
    expect(whyNotApplicable({ ...anyOffer, ...offer }, { ...yaris, ...vehicle }, place)).toBe(reason);
  });
});

test('an offer for the make is closer than one for the dealer, that closer than one for the fuel, that closer than one for the kind', () => {
  const scopes = [{ makes: ['Toyota'] }, { nodeId: 70 }, { fuels: ['full_hybrid'] }, { kinds: ['new'] }, {}];
  const order = scopes.map((scope) => closeness({ ...anyOffer, ...scope }, 1));
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  expect(new Set(order).size).toBe(order.length);
});

describe('guaranteed values', () => {
  const rows = [24, 36, 48].flatMap((ageMonths) => [10_000, 20_000].map((kmPerYear) => ({ ageMonths, kmPerYear, valuePpm: 700_000 - ageMonths * 5000 - kmPerYear * 2 })));

  test('come from the grid at the age the car will have, rounded down to 50 euro', () => {
    const values = guaranteedValues(rows, { ageMonths: 0, listPriceCents: 2_890_000 }, [24, 36]);
    // 28,900 × 56 % = 16,184 and × 54 % = 15,606; a year later 14,450 and 13,872.
    expect(values).toEqual([
      { months: 24, kmPerYear: 10_000, valueCents: 1_615_000 },
      { months: 24, kmPerYear: 20_000, valueCents: 1_560_000 },
      { months: 36, kmPerYear: 10_000, valueCents: 1_445_000 },
      { months: 36, kmPerYear: 20_000, valueCents: 1_385_000 },
    ]);
  });

  test('between two ages follow a straight line, and outside the grid there is none', () => {
    const [value] = guaranteedValues(rows, { ageMonths: 6, listPriceCents: 1_000_000 }, [24]);
    expect(value).toEqual({ months: 24, kmPerYear: 10_000, valueCents: 530_000 });
    expect(guaranteedValues(rows, { ageMonths: 12, listPriceCents: 1_000_000 }, [48])).toEqual([]);
    expect(guaranteedValues([], { ageMonths: 0, listPriceCents: 1_000_000 }, [24])).toEqual([]);
  });
});
