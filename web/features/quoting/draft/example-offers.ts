/** Offers of an invented lender for the tests of drafts. */
import type { OfferConditions, OfferedService } from '#pricing/api';

const service = (code: string, months: readonly number[]): OfferedService => ({
  code,
  kind: 'insurance',
  name: { it: `Servizio ${code}`, en: `Service ${code}` },
  description: { it: '', en: '' },
  provider: 'Assicurazioni Esempio',
  optional: true,
  inTaeg: false,
  financed: true,
  priceByTerm: months.map((each) => ({ months: each, cents: each * 1000 })),
});

const shared = {
  offerVersion: 1,
  validFrom: '2026-09-22',
  validTo: null,
  minFinancedCents: 250_000,
  maxFinancedCents: 7_500_000,
  charges: [],
  substituteTax: null,
  stampDuty: null,
  servicePackages: [] as OfferConditions['servicePackages'],
  commission: { ratePpm: 25_000 },
} as const;

/** A balloon loan over 24, 36, 48 months with a tenth of deposit. */
export const balloonOffer: OfferConditions = {
  ...shared,
  offerId: '00000000-0000-7000-8000-000000000001',
  code: 'SL',
  name: 'Scelta Libera',
  product: { code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon', balloonAt: 'with-last-row' },
  terms: [24, 36, 48].map((months) => ({ months, nominalRatePpm: 59_500 })),
  minDepositPpm: 100_000,
  balloons: [24, 36, 48].flatMap((months) => [10_000, 15_000, 20_000].map((kmPerYear) => ({ months, kmPerYear, valueCents: 1_500_000 - months * 10_000 - kmPerYear }))),
  charges: [],
  services: [service('A', [24, 36, 48]), service('B', [36])],
};

/** A level loan over 24 to 84 months without least deposit. */
export const levelOffer: OfferConditions = {
  ...shared,
  offerId: '00000000-0000-7000-8000-000000000002',
  code: 'CC',
  name: 'Credito Classico',
  product: { code: 'CC', name: { it: 'Credito Classico', en: 'Classic Credit' }, plan: 'level' },
  terms: [24, 36, 48, 60, 72, 84].map((months) => ({ months, nominalRatePpm: 69_500 })),
  minDepositPpm: 0,
  balloons: [],
  charges: [],
  services: [service('A', [24, 36, 48, 60, 72, 84])],
};
