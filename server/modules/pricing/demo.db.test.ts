import { beforeAll, expect, test } from 'vitest';
import { priceFinancing, type FinancingTerms } from '#engine';
import type { OfferConditions } from './api.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, worldNow, type World } from '../../testing/world.ts';
import { addStockVehicles, addVersions } from '#vehicles';
import { applicableOffers } from './applicable-offers.ts';
import { loadDemoOffers } from './demo.ts';

const db = useTestDatabase();
let world: World;
const versions = new Map<string, string>();
let usedCar = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await world.asSystem({}, async (ctx) => {
    const base = { segment: 'B', body: 'suv', powerKw: 85, powerCv: 116, co2GKm: 101, seats: 5, listPriceCents: 2_890_000, vatPpm: 220_000, validFrom: '2026-01-01' };
    const added = await addVersions(ctx, [
      { ...base, externalCode: 'hybrid', make: 'Toyota', carline: 'Yaris Cross', name: '1.5 Hybrid', fuel: 'full_hybrid' },
      { ...base, externalCode: 'fiat', make: 'Fiat', carline: '600', name: '1.2', fuel: 'petrol' },
      { ...base, externalCode: 'dacia', make: 'Dacia', carline: 'Spring', name: 'Electric 45', fuel: 'electric', co2GKm: 0 },
      { ...base, externalCode: 'quad', make: 'Citroën', carline: 'Ami', name: 'Ami', fuel: 'electric', segment: 'Q', co2GKm: 0 },
    ]);
    for (const [code, id] of added) versions.set(code, id);
    const [used] = await addStockVehicles(ctx, [
      { nodeId: world.node('DLR001-B1'), versionId: versions.get('fiat') ?? '', label: 'Fiat 600', vin: 'ZZZTEST0000000001', plate: 'GK123AB', firstRegistrationOn: '2023-11-10', mileageKm: 41_000, kind: 'used', priceCents: 1_500_000, state: 'available', colour: 'Blu', arrivedOn: '2026-11-01' },
    ]);
    usedCar = used ?? '';
    await loadDemoOffers({ tx: ctx.tx, log: ctx.log, now: worldNow, enter: async () => ctx }, { seed: 1, nodes: new Map(world.nodes), personalities: new Map(), notes: new Map() });
  });
});

/** Offers a seller of DLR001 has for a version of the catalogue, or for the used car. */
const offersFor = (code: string, today = '2026-11-23') =>
  world.context('seller1', { today }, async (ctx) => {
    const versionId = versions.get(code);
    const offers = await applicableOffers(ctx, versionId === undefined ? { kind: 'stock', stockId: usedCar } : { kind: 'catalogue', versionId });
    return offers.ok ? offers.value : [];
  });
const codesFor = async (code: string, today?: string) => (await offersFor(code, today)).map((offer) => offer.code);

test('a new car can be sold with a level and with a balloon loan, the offer cut for it first', async () => {
  expect(await codesFor('hybrid')).toEqual(['SL-HYBRID', 'CC-NUOVO', 'SL-BASE']);
  expect(await codesFor('fiat')).toEqual(['CC-FIAT-499', 'CC-NUOVO', 'SL-BASE']);
  expect(await codesFor('used')).toEqual(['CC-DLR001-USATO', 'CC-USATO']);
  expect(await codesFor('dacia')).toEqual(['CC-DACIA-599', 'SL-ELETTRICA', 'CC-NUOVO', 'SL-BASE']);
});

test('without a guaranteed value there is no balloon loan', async () => {
  expect(await codesFor('quad')).toEqual(['CC-NUOVO']);
});

test('offers come and go with their dates', async () => {
  expect(await codesFor('hybrid', '2026-11-17')).toContain('CC-AUTUNNO');
  expect(await codesFor('hybrid', '2026-11-18')).not.toContain('CC-AUTUNNO');
  expect(await codesFor('hybrid', '2027-02-23')).toContain('SL-PRIMAVERA');
});

/**
 * Finalised credit, October to December 2026: TEGM 11.30 %, threshold 11.30 × 1.25 + 4 = 18.125 %
 * (L. 108/1996 art. 2 c. 4, D.L. 70/2011 art. 8 c. 5).
 */
const usuryThresholdPpm = 181_250;

/** Smallest loan the offer allows over a term, with the insurance of the credit counted among its costs. */
function smallest(offer: OfferConditions, months: number, nominalRatePpm: number): FinancingTerms {
  const insurance = offer.services.find((service) => service.code === 'A-CPI')?.priceByTerm.find((price) => price.months === months)?.cents ?? 0;
  const terms = (priceCents: number): FinancingTerms => ({
    priceCents, discountCents: 0, tradeInCents: 0, depositCents: 0, termMonths: months, nominalRatePpm, plan: { kind: 'level' }, startDate: '2026-11-23', charges: offer.charges,
    services: [{ code: 'A-CPI', amountCents: insurance, financed: true, inTaeg: true }], substituteTax: offer.substituteTax, stampDuty: offer.stampDuty,
  });
  let low = 0;
  let high = offer.minFinancedCents;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const priced = priceFinancing(terms(middle));
    if (priced.ok && priced.figures.amountFinancedCents >= offer.minFinancedCents) high = middle;
    else low = middle;
  }
  return terms(high);
}

test('no offer passes the usury threshold, not even on its smallest loan over its shortest term with the insurance', async () => {
  const cars = ['hybrid', 'fiat', 'dacia', 'used'];
  const offers = (await Promise.all(['2026-11-15', '2026-11-23', '2027-02-23'].flatMap((today) => cars.map((car) => offersFor(car, today))))).flat();
  expect(new Set(offers.map((offer) => offer.code)).size).toBe(10);
  const found = offers.flatMap((offer) =>
    offer.terms.map(({ months, nominalRatePpm }) => {
      const priced = priceFinancing(smallest(offer, months, nominalRatePpm));
      return { offer: offer.code, months, taegPpm: priced.ok ? priced.figures.taegPpm : priced.refusal };
    }),
  );
  expect(found.filter(({ taegPpm }) => typeof taegPpm === 'string' || taegPpm > usuryThresholdPpm)).toEqual([]);
});
