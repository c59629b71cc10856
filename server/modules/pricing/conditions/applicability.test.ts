import { describe, expect, test } from 'vitest';
import { reasonsAgainst, whyApplicable, whyNotApplicable, type OfferedVehicle, type OfferQuestion, type OfferScope } from './applicability.ts';
import { guaranteedValues } from './guaranteed-values.ts';

const anyOffer: OfferScope = {
  validFrom: '2026-01-01', validTo: null, nodeId: 1, kinds: null, makes: null, carlineIds: null, versionIds: null, fuels: null, channels: null, customerTypes: null,
  minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null,
};
const yaris: OfferedVehicle = { kind: 'new', make: 'Toyota', carlineId: 'yaris', versionId: 'yaris-active', fuel: 'full_hybrid', ageMonths: 0, mileageKm: 0 };
const sale: Omit<OfferQuestion, 'vehicle'> = { customerType: 'consumer', channel: 'showroom', pathIds: [1, 7, 70], today: '2026-11-23' };

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
    ['another carline', { carlineIds: ['corolla'] }, {}, 'carline_excluded'],
    ['this carline', { carlineIds: ['corolla', 'yaris'] }, {}, undefined],
    ['another version of the carline', { carlineIds: ['yaris'], versionIds: ['yaris-trend'] }, {}, 'version_excluded'],
    ['electric only', { fuels: ['electric'] }, {}, 'fuel_excluded'],
    ['companies only', { customerTypes: ['soleTrader', 'company'] }, {}, 'customer_excluded'],
    ['consumers only', { customerTypes: ['consumer'] }, {}, undefined],
    ['on the customer’s own device only', { channels: ['online'] }, {}, 'channel_excluded'],
    ['as young as allowed', { minAgeMonths: 12 }, { ageMonths: 12 }, undefined],
    ['a month too young', { minAgeMonths: 12 }, { ageMonths: 11 }, 'too_new'],
    ['as old as allowed', { maxAgeMonths: 72 }, { ageMonths: 72 }, undefined],
    ['a month too old', { maxAgeMonths: 72 }, { ageMonths: 73 }, 'too_old'],
    ['as few kilometres as allowed', { minMileageKm: 5000 }, { mileageKm: 5000 }, undefined],
    ['one too few', { minMileageKm: 5000 }, { mileageKm: 4999 }, 'too_few_km'],
    ['as many kilometres as allowed', { maxMileageKm: 120_000 }, { mileageKm: 120_000 }, undefined],
    ['one too many', { maxMileageKm: 120_000 }, { mileageKm: 120_001 }, 'too_many_km'],
    ['dates before place, place before vehicle', { validFrom: '2027-01-01', nodeId: 71, makes: ['Fiat'] }, {}, 'not_yet_in_force'],
    ['no make allowed at all', { makes: [] }, {}, 'make_excluded'],
  ])('%s', (_, offer, vehicle, reason) => {
    const question = { ...sale, vehicle: { ...yaris, ...vehicle } };
    expect(whyNotApplicable({ ...anyOffer, ...offer }, question)).toBe(reason);
    expect(reasonsAgainst({ ...anyOffer, ...offer }, question)[0]?.code).toBe(reason);
  });

  test('all reasons are told, each with what was asked and what is allowed', () => {
    const offer = { ...anyOffer, validTo: '2026-11-01', channels: ['broker'], makes: ['Fiat'], maxAgeMonths: 72, minMileageKm: 5000 };
    expect(reasonsAgainst(offer, { ...sale, vehicle: { ...yaris, ageMonths: 80, mileageKm: 10 } })).toEqual([
      { code: 'no_longer_in_force', path: 'today', values: { today: '2026-11-23', outOfForceFrom: '2026-11-01' } },
      { code: 'channel_excluded', path: 'channel', values: { asked: 'showroom', allowed: ['broker'] } },
      { code: 'make_excluded', path: 'vehicle.make', values: { asked: 'Toyota', allowed: ['Fiat'] } },
      { code: 'too_old', path: 'vehicle.ageMonths', values: { asked: 80, most: 72 } },
      { code: 'too_few_km', path: 'vehicle.mileageKm', values: { asked: 10, least: 5000 } },
    ]);
  });

  test('what an offer was chosen for is told, the closest first', () => {
    expect(whyApplicable(anyOffer, 1)).toEqual(['everybody']);
    const cut = { ...anyOffer, nodeId: 70, makes: ['Toyota'], carlineIds: ['yaris'], channels: ['showroom'], customerTypes: ['consumer'], maxMileageKm: 5 };
    expect(whyApplicable(cut, 1)).toEqual(['carline', 'make', 'dealer', 'customer', 'channel', 'mileage']);
  });
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
