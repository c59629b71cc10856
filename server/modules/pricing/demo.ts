/** Demo products, offers and services: market-like figures of an invented lender. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, addMonths } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { csvRecords } from '#platform/csv';
import { assert } from '#platform/errors';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';
import { addOffer, addProduct, addResidualValues } from './add-offers.ts';
import { loadDemoServices } from './demo-services.ts';
import type { NewOffer } from './offer-versions.ts';
import { supersedeOffer } from './supersede-offer.ts';

// A share of the amount and not a fixed sum, and a premium that stays small: on a small loan over a short term anything
// else passes the usury threshold, which counts the insurance of the credit sold with it. A test tries every offer and term.
const arrangementFee = (ratePpm: number) => ({ kind: 'arrangementFee', at: 'start', ratePpm, base: 'amount-financed', financed: true, inTaeg: true, optional: false }) as const;
const collectionFee = (cents: number) => ({ kind: 'collectionFee', at: 'row', cents, financed: false, inTaeg: true, optional: false }) as const;
// The demo lender has opted for the substitute tax (DPR 601/1973 art. 17): 0.25 % above 18 months, lent with the capital.
const substituteTax = { ratePpm: 2500, aboveMonths: 18, at: 'financed' } as const;
const stampDuty = { contractCents: 1600, upToMonths: 18 } as const;

const everyYear = (from: number, to: number, nominalRatePpm: number) =>
  Array.from({ length: (to - from) / 12 + 1 }, (_, index) => ({ months: from + index * 12, nominalRatePpm }));

async function residualValues(ctx: Context): Promise<void> {
  const records = csvRecords(await readFile(join(rootDir, 'server/modules/pricing/demo/residual-values.csv'), 'utf8'));
  await addResidualValues(
    ctx,
    records.map((record) => ({
      segment: record['segment'] ?? '',
      fuel: record['fuel'] ?? '',
      ageMonths: Number(record['age_months']),
      kmPerYear: Number(record['km_per_year']),
      valuePpm: Math.round(Number(record['gfv_pct_of_list']) * 10_000),
    })),
  );
}

export async function loadDemoOffers(door: DemoDoor, world: DemoWorld): Promise<void> {
  const ctx = await door.enter(1);
  const { today } = ctx;
  await residualValues(ctx);
  await loadDemoServices(ctx);
  const limits = { minFinancedCents: 400_000, maxFinancedCents: 7_500_000, substituteTax, stampDuty } as const;
  const classic = await addProduct(ctx, {
    ...limits, code: 'CC', name: { it: 'Credito Classico', en: 'Classic Credit' }, plan: 'level', balloonAt: null, charges: [arrangementFee(20_000), collectionFee(350)],
  });
  const free = await addProduct(ctx, {
    ...limits, code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon', balloonAt: 'with-last-row', charges: [arrangementFee(22_500), collectionFee(350)],
  });
  const root = ctx.actor.scopeNodeId;
  const base: Base = {
    validFrom: addMonths(today, -2), validTo: null, nodeId: root, kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 25_000,
  };
  const newKinds = ['new', 'kmZero', 'companyCar'];
  const offers: NewOffer[] = [
    { ...base, code: 'CC-USATO', name: 'Credito Classico usato', productId: classic, kinds: ['used'], maxAgeMonths: 96, maxMileageKm: 150_000, commissionPpm: 35_000, terms: everyYear(24, 72, 84_500) },
    { ...base, code: 'SL-BASE', name: 'Scelta Libera', productId: free, kinds: newKinds, terms: everyYear(24, 48, 69_500) },
    {
      ...base, code: 'SL-HYBRID', name: 'Scelta Libera Hybrid', productId: free, kinds: ['new', 'kmZero'], fuels: ['full_hybrid', 'plug_in_hybrid', 'mild_hybrid_petrol', 'mild_hybrid_diesel'],
      validTo: addMonths(today, 4), minDepositPpm: 100_000, terms: everyYear(24, 48, 59_500),
    },
    {
      ...base, code: 'SL-ELETTRICA', name: 'Scelta Libera Elettrica', productId: free, kinds: ['new', 'kmZero'], fuels: ['electric'],
      validTo: addMonths(today, 4), minDepositPpm: 150_000, commissionPpm: 18_000, terms: everyYear(24, 48, 39_900),
    },
    {
      ...base, code: 'CC-FIAT-499', name: 'Fiat tasso 4,99', productId: classic, kinds: ['new'], makes: ['Fiat'], validTo: addMonths(today, 1), commissionPpm: 15_000, terms: everyYear(24, 60, 49_900),
    },
    { ...base, code: 'CC-DACIA-599', name: 'Dacia tasso 5,99', productId: classic, kinds: ['new'], makes: ['Dacia'], validTo: addMonths(today, 2), commissionPpm: 15_000, terms: everyYear(24, 60, 59_900) },
    { ...base, code: 'SL-PRIMAVERA', name: 'Scelta Libera Primavera', productId: free, kinds: ['new'], validFrom: addMonths(today, 3), validTo: addMonths(today, 6), terms: everyYear(24, 48, 54_900) },
    { ...base, code: 'CC-AUTUNNO', name: 'Credito Classico Autunno', productId: classic, kinds: ['new'], validFrom: addMonths(today, -3), validTo: addDays(today, -5), terms: everyYear(24, 72, 62_500) },
  ];
  const dealer = world.nodes.get('DLR001');
  if (dealer !== undefined) {
    offers.push({ ...base, code: 'CC-DLR001-USATO', name: 'Usato garantito 7,95', productId: classic, nodeId: dealer, kinds: ['used'], maxAgeMonths: 72, maxMileageKm: 120_000, commissionPpm: 30_000, terms: everyYear(24, 60, 79_500) });
  }
  offers.push(...(await closerOffers(ctx, base, classic)), ...leases(base, await leaseProduct(ctx)), privateLease(base, await privateLeaseProduct(ctx)));
  for (const offer of offers) await addOffer(ctx, offer);
  await supersedeOnce(ctx, { ...base, code: 'CC-NUOVO', name: 'Credito Classico nuovo', productId: classic, kinds: newKinds, terms: everyYear(24, 84, 71_500) });
}

type Base = Omit<NewOffer, 'code' | 'name' | 'productId' | 'terms'>;

/** Offers by carline, by kind of customer, by channel, and by age and mileage of a used car. */
async function closerOffers(ctx: Context, base: Base, productId: string): Promise<NewOffer[]> {
  const fresh = { kinds: ['used'], minAgeMonths: 6, maxAgeMonths: 30, maxMileageKm: 60_000, commissionPpm: 30_000 } as const;
  const offers: NewOffer[] = [
    { ...base, ...fresh, code: 'CC-USATO-FRESCO', name: 'Usato fresco 7,45', productId, terms: everyYear(24, 60, 74_500) },
    { ...base, code: 'CC-AZIENDE', name: 'Credito Classico aziende', productId, kinds: ['new', 'kmZero'], customerTypes: ['soleTrader', 'company'], terms: everyYear(24, 60, 64_500) },
    { ...base, code: 'CC-DISTANZA', name: 'Credito Classico a distanza', productId, kinds: ['new', 'kmZero'], channels: ['remote', 'online'], commissionPpm: 12_000, terms: everyYear(24, 72, 66_500) },
  ];
  const carline = await ctx.tx.maybeRow<{ id: string }>(sql`
    select distinct v.carline_id as id from vehicles.v_versions v where v.tenant_id = ${ctx.tenant.id} and v.make = 'Dacia' and v.carline = 'Duster'`);
  if (carline !== undefined) {
    offers.push({ ...base, code: 'CC-DUSTER-549', name: 'Duster tasso 5,49', productId, kinds: ['new'], makes: ['Dacia'], carlineIds: [carline.id], validTo: addMonths(ctx.today, 2), commissionPpm: 15_000, terms: everyYear(24, 60, 54_900) });
  }
  return offers;
}

/** An offer whose rate was lowered three weeks ago: quotes made before rest on its first version. */
async function supersedeOnce(ctx: Context, offer: NewOffer): Promise<void> {
  const offerId = await addOffer(ctx, offer);
  const validFrom = addDays(ctx.today, -20);
  const superseded = await supersedeOffer({ ...ctx, today: validFrom }, { offerId, version: 1, validFrom, changes: { terms: offer.terms.map(({ months }) => ({ months, nominalRatePpm: 69_500 })) } });
  assert(superseded.ok, 'the demo supersedes an offer in force');
}

/**
 * A finance lease at ordinary VAT, rentals in advance, option from 1 % to 30 % of the price. No substitute tax: it is the
 * lender's on loans, while rentals bear VAT. The limits are VAT apart.
 */
async function leaseProduct(ctx: Context): Promise<string> {
  return addProduct(ctx, {
    code: 'LS', name: { it: 'Leasing Impresa', en: 'Business Lease' }, plan: 'lease', balloonAt: null, lease: { vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
    minFinancedCents: 1_000_000, maxFinancedCents: 12_000_000, substituteTax: null, stampDuty: null,
    charges: [{ ...arrangementFee(15_000), financed: false, taxed: true }, { ...collectionFee(400), taxed: true }],
  });
}

function leases(base: Base, productId: string): NewOffer[] {
  const business = { ...base, productId, customerTypes: ['soleTrader', 'company'], minDepositPpm: 100_000, commissionPpm: 20_000 } as const;
  return [
    { ...business, code: 'LS-IMPRESA', name: 'Leasing Impresa', kinds: ['new', 'kmZero', 'companyCar'], terms: everyYear(24, 60, 69_900) },
    { ...business, code: 'LS-ELETTRICA', name: 'Leasing Impresa elettrico', kinds: ['new', 'kmZero'], fuels: ['electric'], validTo: addMonths(base.validFrom, 6), terms: everyYear(36, 60, 54_500) },
  ];
}

/** A finance lease for private persons, which is consumer credit: its charges are a share of what is lent, as the usury threshold asks of every offer. */
async function privateLeaseProduct(ctx: Context): Promise<string> {
  return addProduct(ctx, {
    code: 'LP', name: { it: 'Leasing Privati', en: 'Private Lease' }, plan: 'lease', balloonAt: null, lease: { vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
    minFinancedCents: 1_000_000, maxFinancedCents: 7_500_000, substituteTax: null, stampDuty: null,
    charges: [{ ...arrangementFee(10_000), financed: false, taxed: true }, { ...collectionFee(350), taxed: true }],
  });
}

function privateLease(base: Base, productId: string): NewOffer {
  return { ...base, code: 'LP-MG', name: 'Leasing Privati MG elettriche', productId, kinds: ['new'], makes: ['MG'], fuels: ['electric'], customerTypes: ['consumer'], minDepositPpm: 100_000, commissionPpm: 18_000, terms: everyYear(24, 48, 66_900) };
}
