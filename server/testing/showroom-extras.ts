/** What the plain showroom lacks: leases for businesses and for consumers, and options with rules for the new hybrid. */
import { addOffer, addProduct } from '#pricing';
import { addOptions, getVersion, type NewOption } from '#vehicles';
import type { Showroom } from './showroom.ts';
import type { World } from './world.ts';

export interface ShowroomExtras {
  readonly leaseOffer: string;
}

const option = (code: string, name: string, changes: Partial<NewOption> = {}): NewOption => ({
  code, name, kind: 'option', category: 'x', priceCents: 50_000, requires: [], requiresAny: [], excludes: [], includes: [], onlyFuels: [], notFuels: [], validTo: null, ...changes,
});

/** Adds them to the first tenant's showroom: two colours, a roof that excludes bars, a display that needs the navigator. */
export async function addShowroomExtras(world: World, showroom: Showroom): Promise<ShowroomExtras> {
  return world.asSystem({}, async (ctx) => {
    const version = await getVersion(ctx, showroom.versionId);
    const added = await addOptions(ctx, {
      carlineId: version.carlineId,
      versionId: null,
      validFrom: '2026-01-01',
      options: [
        option('WHITE', 'Bianco', { kind: 'colour', priceCents: 0 }), option('BLACK', 'Nero', { kind: 'colour', priceCents: 70_000 }),
        option('ROOF', 'Tetto apribile', { excludes: ['RACK'] }), option('RACK', 'Barre al tetto'), option('HUD', 'Head-up display', { requires: ['NAV'] }), option('NAV', 'Navigatore'),
      ],
    });
    if (!added.ok) throw new Error(JSON.stringify(added.details));
    const productId = await addProduct(ctx, {
      code: 'LS', name: { it: 'Leasing', en: 'Lease' }, plan: 'lease', balloonAt: null, lease: { vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
      minFinancedCents: 250_000, maxFinancedCents: 7_500_000, charges: [{ kind: 'collectionFee', at: 'row', cents: 400, financed: false, inTaeg: true, optional: false, taxed: true }], substituteTax: null, stampDuty: null,
    });
    const leaseOffer = await addOffer(ctx, {
      code: 'LS', name: 'Leasing Impresa', productId, validFrom: '2026-01-01', validTo: null, nodeId: world.node('TST'), kinds: ['new'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null,
      minDepositPpm: 100_000, commissionPpm: 20_000, customerTypes: ['soleTrader', 'company'], terms: [24, 36, 48].map((months) => ({ months, nominalRatePpm: 69_900 })),
    });
    return { leaseOffer };
  });
}

/** Adds a lease for consumers to the first tenant's showroom; answers its offer. */
export async function addConsumerLease(world: World): Promise<string> {
  return world.asSystem({}, async (ctx) => {
    const productId = await addProduct(ctx, {
      code: 'LP', name: { it: 'Leasing Privati', en: 'Private Lease' }, plan: 'lease', balloonAt: null, lease: { vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
      minFinancedCents: 250_000, maxFinancedCents: 7_500_000, substituteTax: null, stampDuty: null,
      charges: [
        { kind: 'arrangementFee', at: 'start', cents: 30_000, financed: false, inTaeg: true, optional: false, taxed: true },
        { kind: 'collectionFee', at: 'row', cents: 400, financed: false, inTaeg: true, optional: false, taxed: true },
      ],
    });
    return addOffer(ctx, {
      code: 'LP', name: 'Leasing Privati', productId, validFrom: '2026-01-01', validTo: null, nodeId: world.node('TST'), kinds: ['new'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null,
      minDepositPpm: 100_000, commissionPpm: 20_000, customerTypes: ['consumer'], terms: [24, 36, 48].map((months) => ({ months, nominalRatePpm: 69_900 })),
    });
  });
}
