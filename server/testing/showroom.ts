/** Cars, products and offers for the test world: one new hybrid and one used car at DLR001, a balloon and two level offers. */
import { addOffer, addProduct, addResidualValues, addService } from '#pricing';
import { addStockVehicles, addVersions } from '#vehicles';
import type { World } from './world.ts';

export interface Showroom {
  readonly versionId: string;
  readonly newCar: string;
  readonly usedCar: string;
  /** Stands at the other dealer. */
  readonly otherCar: string;
  readonly soldCar: string;
  readonly balloonOffer: string;
  readonly levelOffer: string;
  readonly usedOffer: string;
  readonly endedOffer: string;
}

const fees = [
  { kind: 'arrangementFee', at: 'start', cents: 35_000, financed: true, inTaeg: true, optional: false },
  { kind: 'collectionFee', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false },
] as const;

/** Fills catalogue, stock and offers through the modules' own functions. */
export async function createShowroom(world: World): Promise<Showroom> {
  return world.asSystem({}, async (ctx) => {
    const versions = await addVersions(ctx, [
      { externalCode: 'yc', make: 'Toyota', carline: 'Yaris Cross', segment: 'B', name: '1.5 Hybrid Active', body: 'suv', fuel: 'full_hybrid', powerKw: 85, powerCv: 116, co2GKm: 101, seats: 5, listPriceCents: 2_890_000, vatPpm: 220_000, validFrom: '2026-01-01' },
      { externalCode: 'panda', make: 'Fiat', carline: 'Pandina', segment: 'A', name: '1.0 Hybrid 70 CV', body: 'hatchback', fuel: 'mild_hybrid_petrol', powerKw: 51, powerCv: 69, co2GKm: 113, seats: 4, listPriceCents: 1_590_000, vatPpm: 220_000, validFrom: '2026-01-01' },
    ]);
    const yaris = versions.get('yc') ?? '';
    const panda = versions.get('panda') ?? '';
    const car = { plate: null, firstRegistrationOn: null, mileageKm: 0, kind: 'new', state: 'available', colour: 'Bianco', arrivedOn: '2026-11-01' } as const;
    const [newCar, usedCar, otherCar, soldCar] = await addStockVehicles(ctx, [
      { ...car, nodeId: world.node('DLR001-B1'), versionId: yaris, label: 'Toyota Yaris Cross 1.5 Hybrid Active', vin: 'ZZZTEST0000000001', priceCents: 2_890_000 },
      { ...car, nodeId: world.node('DLR001-B1'), versionId: panda, label: 'Fiat Pandina 1.0 Hybrid 70 CV', vin: 'ZZZTEST0000000002', plate: 'GK123AB', firstRegistrationOn: '2023-05-10', mileageKm: 41_000, kind: 'used', priceCents: 1_090_000 },
      { ...car, nodeId: world.node('DLR002-B1'), versionId: yaris, label: 'Toyota Yaris Cross 1.5 Hybrid Active', vin: 'ZZZTEST0000000003', priceCents: 2_850_000 },
      { ...car, nodeId: world.node('DLR001-B1'), versionId: yaris, label: 'Toyota Yaris Cross 1.5 Hybrid Active', vin: 'ZZZTEST0000000004', priceCents: 2_850_000, state: 'sold' },
    ]);
    await addResidualValues(ctx, [24, 36, 48].flatMap((ageMonths) => [10_000, 15_000].map((kmPerYear) => ({ segment: 'B', fuel: 'full_hybrid', ageMonths, kmPerYear, valuePpm: 700_000 - ageMonths * 6000 - kmPerYear }))));
    await addService(ctx, {
      code: 'CPI', kind: 'insurance', name: { it: 'Protezione credito', en: 'Credit protection' }, description: { it: 'Paga le rate', en: 'Pays' }, provider: 'Assicurazioni Esempio',
      optional: true, inTaeg: false, financed: true, fixedCents: 0, monthlyCents: 1200, kinds: null,
    });
    const shared = { minFinancedCents: 250_000, maxFinancedCents: 7_500_000, charges: [...fees], substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'financed' as const }, stampDuty: { contractCents: 1600, upToMonths: 18 } };
    const level = await addProduct(ctx, { ...shared, code: 'CC', name: { it: 'Credito Classico', en: 'Classic Credit' }, plan: 'level', balloonAt: null });
    const balloon = await addProduct(ctx, { ...shared, code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon', balloonAt: 'with-last-row' });
    const offer = { validFrom: '2026-01-01', validTo: null, nodeId: world.node('TST'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 25_000 };
    const terms = (nominalRatePpm: number, months: readonly number[]) => months.map((term) => ({ months: term, nominalRatePpm }));
    const balloonOffer = await addOffer(ctx, { ...offer, code: 'SL', name: 'Scelta Libera Hybrid', productId: balloon, kinds: ['new'], fuels: ['full_hybrid'], minDepositPpm: 100_000, terms: terms(69_500, [24, 36, 48]) });
    const levelOffer = await addOffer(ctx, { ...offer, code: 'CC', name: 'Credito Classico', productId: level, kinds: ['new', 'kmZero'], terms: terms(69_500, [12, 24, 36, 48, 60, 72, 84]) });
    const usedOffer = await addOffer(ctx, { ...offer, code: 'CU', name: 'Credito Classico usato', productId: level, kinds: ['used'], maxAgeMonths: 96, terms: terms(84_500, [12, 24, 36, 48, 60]) });
    const endedOffer = await addOffer(ctx, { ...offer, code: 'CE', name: 'Credito Estate', productId: level, validTo: '2026-09-01', terms: terms(59_500, [48]) });
    return { versionId: yaris, newCar: newCar ?? '', usedCar: usedCar ?? '', otherCar: otherCar ?? '', soldCar: soldCar ?? '', balloonOffer, levelOffer, usedOffer, endedOffer };
  });
}
