import { beforeAll, expect, test } from 'vitest';
import { priceFinancing, type FinancingTerms } from '#engine';
import { offerConditionsSchema, type OfferConditions } from './api.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, worldNow, type World } from '../../testing/world.ts';
import { addStockVehicles, addVersions } from '#vehicles';
import { applicableOffers } from './applicable-offers.ts';
import { isAbove, usuryCases } from './conditions/usury-cases.ts';
import { loadDemoOffers } from './demo.ts';
import { usuryTable } from './usury-table.ts';
import type { Sale } from './offer-question.ts';

const db = useTestDatabase();
let world: World;
const versions = new Map<string, string>();
let usedCar = '';
let freshCar = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await world.asSystem({}, async (ctx) => {
    const base = { segment: 'B', body: 'suv', powerKw: 85, powerCv: 116, co2GKm: 101, seats: 5, listPriceCents: 2_890_000, vatPpm: 220_000, validFrom: '2026-01-01' };
    const added = await addVersions(ctx, [
      { ...base, externalCode: 'hybrid', make: 'Toyota', carline: 'Yaris Cross', name: '1.5 Hybrid', fuel: 'full_hybrid' },
      { ...base, externalCode: 'fiat', make: 'Fiat', carline: '600', name: '1.2', fuel: 'petrol' },
      { ...base, externalCode: 'dacia', make: 'Dacia', carline: 'Spring', name: 'Electric 45', fuel: 'electric', co2GKm: 0 },
      { ...base, externalCode: 'duster', make: 'Dacia', carline: 'Duster', name: 'TCe 130', fuel: 'petrol' },
      { ...base, externalCode: 'quad', make: 'Citroën', carline: 'Ami', name: 'Ami', fuel: 'electric', segment: 'Q', co2GKm: 0 },
    ]);
    for (const [code, id] of added) versions.set(code, id);
    const [used, fresh] = await addStockVehicles(ctx, [
      { nodeId: world.node('DLR001-B1'), versionId: versions.get('fiat') ?? '', label: 'Fiat 600', vin: 'ZZZTEST0000000001', plate: 'GK123AB', firstRegistrationOn: '2023-11-10', mileageKm: 41_000, kind: 'used', priceCents: 1_500_000, state: 'available', colour: 'Blu', arrivedOn: '2026-11-01' },
      { nodeId: world.node('DLR001-B1'), versionId: versions.get('fiat') ?? '', label: 'Fiat 600', vin: 'ZZZTEST0000000002', plate: 'GZ123AB', firstRegistrationOn: '2025-03-10', mileageKm: 21_000, kind: 'used', priceCents: 1_900_000, state: 'available', colour: 'Blu', arrivedOn: '2026-11-01' },
    ]);
    usedCar = used ?? '';
    freshCar = fresh ?? '';
    await loadDemoOffers({ tx: ctx.tx, log: ctx.log, now: worldNow, enter: async () => ctx }, { seed: 1, nodes: new Map(world.nodes), personalities: new Map(), notes: new Map() });
  });
});

/** Offers a seller of DLR001 has for a version of the catalogue, or for the used car. */
const offersFor = (code: string, today = '2026-11-23', sale: Sale = {}) =>
  world.context('seller1', { today }, async (ctx) => {
    const versionId = versions.get(code);
    const offers = await applicableOffers(ctx, versionId === undefined ? { kind: 'stock', stockId: code === 'fresh' ? freshCar : usedCar } : { kind: 'catalogue', versionId }, sale);
    return offers.ok ? offers.value : [];
  });
const codesFor = async (code: string, today?: string) => (await offersFor(code, today)).map((offer) => offer.code);

test('a new car can be sold with a level and with a balloon loan, the offer cut for it first', async () => {
  expect(await codesFor('hybrid')).toEqual(['SL-HYBRID', 'CC-NUOVO', 'SL-BASE']);
  expect(await codesFor('fiat')).toEqual(['CC-FIAT-499', 'CC-NUOVO', 'SL-BASE']);
  expect(await codesFor('used')).toEqual(['CC-DLR001-USATO', 'CC-USATO']);
  expect(await codesFor('dacia')).toEqual(['CC-DACIA-599', 'SL-ELETTRICA', 'CC-NUOVO', 'SL-BASE']);
  expect(await codesFor('duster')).toEqual(['CC-DUSTER-549', 'CC-DACIA-599', 'CC-NUOVO', 'SL-BASE']);
});

test('by kind of customer, channel, age and mileage, and a version of each time', async () => {
  const sold = (sale: Sale, today = '2026-11-23', code = 'fiat') =>
    world.context('seller1', { today }, async (ctx) => {
      const offers = await applicableOffers(ctx, code === 'used' ? { kind: 'stock', stockId: freshCar } : { kind: 'catalogue', versionId: versions.get(code) ?? '' }, sale);
      return offers.ok ? offers.value.map((offer) => `${offer.code} ${offer.offerVersion}`) : [];
    });
  expect(await sold({ customerType: 'company' })).toEqual(['CC-FIAT-499 1', 'CC-AZIENDE 1', 'LS-IMPRESA 1', 'CC-NUOVO 2', 'SL-BASE 1']);
  expect(await sold({ customerType: 'consumer' })).not.toContainEqual(expect.stringMatching(/^LS/));
  expect(await sold({ channel: 'remote' })).toEqual(['CC-FIAT-499 1', 'CC-DISTANZA 1', 'CC-NUOVO 2', 'SL-BASE 1']);
  expect(await sold({}, '2026-11-02')).toContain('CC-NUOVO 1');
  expect(await sold({}, '2026-11-03')).toContain('CC-NUOVO 2');
  expect(await sold({}, '2026-11-23', 'used')).toEqual(['CC-DLR001-USATO 1', 'CC-USATO-FRESCO 1', 'CC-USATO 1']);
});

test('packages are sold where each of their services is', async () => {
  const packages = async (code: string) => (await offersFor(code))[0]?.servicePackages.map((one) => `${one.name.it}: ${one.services.join(' ')}`);
  expect(await packages('fiat')).toEqual(['Pacchetto Sereno: C-MAN E-PNE F-FUR', 'Pacchetto Tutela: A-CPI B-GAP F-FUR']);
  expect(await packages('used')).toContain('Pacchetto Usato Sicuro: C-MAN D-EXT');
});

test('a lease says what it is', async () => {
  const lease = (await offersFor('fiat', undefined, { customerType: 'company' })).find(({ code }) => code === 'LS-IMPRESA');
  expect(offerConditionsSchema.parse(lease).product).toEqual({ code: 'LS', name: { it: 'Leasing Impresa', en: 'Business Lease' }, plan: 'lease', vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000, keepsGross: true });
});

test('conditions frozen before there were packages still parse', async () => {
  const [offer] = await offersFor('fiat');
  const { servicePackages, ...old } = offer ?? ({} as OfferConditions);
  expect(servicePackages).toHaveLength(2);
  expect(offerConditionsSchema.parse(old).servicePackages).toEqual([]);
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
  const cars = ['hybrid', 'fiat', 'dacia', 'duster', 'used', 'fresh'];
  const sales: Sale[] = [{}, { customerType: 'company' }, { channel: 'remote' }];
  const asked = ['2026-11-01', '2026-11-15', '2026-11-23', '2027-02-23'].flatMap((today) => cars.flatMap((car) => sales.map((sale) => ({ car, today, sale }))));
  const offers: OfferConditions[] = [];
  for (const { car, today, sale } of asked) offers.push(...(await offersFor(car, today, sale)));
  expect(new Set(offers.map((offer) => offer.code)).size).toBe(16);
  const once = new Map(offers.map((offer) => [`${offer.code} ${offer.offerVersion}`, offer]));
  const loans = [...once.values()].filter((offer) => offer.product.plan !== 'lease');
  const found = loans.flatMap((offer) =>
    offer.terms.map(({ months, nominalRatePpm }) => {
      const priced = priceFinancing(smallest(offer, months, nominalRatePpm));
      return { offer: offer.code, months, taegPpm: priced.ok ? priced.figures.taegPpm : priced.refusal };
    }),
  );
  expect(found.filter(({ taegPpm }) => typeof taegPpm === 'string' || taegPpm > usuryThresholdPpm)).toEqual([]);
  // The same question as the program asks before it lets an offer be written: leases too, each in its class of amounts.
  const tried = [...once.values()].filter(({ validFrom }) => validFrom < '2027-01-01').map((offer) => {
    const insuranceCents = (months: number) => offer.services.find(({ code }) => code === 'A-CPI')?.priceByTerm.find((price) => price.months === months)?.cents ?? 0;
    return { offer: offer.code, answer: usuryCases(usuryTable(), { ...offer, insuranceCents }) };
  });
  expect(tried.filter(({ answer }) => !answer.ok || answer.cases.length === 0 || answer.cases.some(isAbove))).toEqual([]);
  const lease = tried.find(({ offer }) => offer === 'LS-IMPRESA')?.answer;
  // Leases of cars, fourth quarter of 2026: up to 25,000 euro 9.51 × 1.25 + 4, above 8.40 × 1.25 + 4.
  const thresholds = lease?.ok === true ? lease.cases.filter(({ quarter }) => quarter === '2026-Q4').map(({ amountCents, thresholdPpm }) => [amountCents, thresholdPpm] as const) : [];
  expect(new Map(thresholds)).toEqual(new Map([[1_000_000, 158_875], [2_500_001, 145_000]]));
});
