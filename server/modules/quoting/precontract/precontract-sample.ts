/** Facts of credits for tests: level with fees, balloon one period after, substitute tax with the first instalment, a consumer's lease, zero rate without any cost. */
import { priceFinancing, type FinancingTerms } from '#engine';
import type { OfferConditions } from '#pricing/api';
import type { LenderTerms } from './lender-terms.ts';
import { priceQuote } from '../calculation/price-quote.ts';
import { noExtras, type QuoteInput } from '../calculation/quote-shapes.ts';
import { consumerLease } from './consumer-lease.ts';
import { demoLenderTerms } from './demo-lender-terms.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

const charges: OfferConditions['charges'] = [
  { kind: 'arrangementFee', at: 'start', ratePpm: 15_000, base: 'amount-financed', financed: true, inTaeg: true, optional: false },
  { kind: 'collectionFee', at: 'row', cents: 250, financed: false, inTaeg: true, optional: false },
];
const insurance: OfferConditions['services'][number] = {
  code: 'CPI', kind: 'insurance', name: { it: 'Protezione del credito', en: 'Credit protection' }, description: { it: '', en: '' }, provider: 'Assicurazioni Esempio S.p.A.',
  optional: false, inTaeg: true, financed: true, priceByTerm: [{ months: 36, cents: 54_000 }],
};
const maintenance: OfferConditions['services'][number] = { ...insurance, code: 'MAN', kind: 'maintenance', name: { it: 'Manutenzione', en: 'Maintenance' }, optional: true, inTaeg: false, priceByTerm: [{ months: 36, cents: 90_000 }] };

const terms: FinancingTerms = {
  priceCents: 2_450_000, discountCents: 150_000, tradeInCents: 200_000, depositCents: 300_000, termMonths: 36, nominalRatePpm: 69_500, plan: { kind: 'level' }, startDate: '2026-11-22',
  charges, services: [{ code: 'CPI', amountCents: 54_000, financed: true, inTaeg: true }], substituteTax: null, stampDuty: { contractCents: 1600, upToMonths: 18 },
};

const substituteTax = { ratePpm: 2500, aboveMonths: 18, at: 'first-row' } as const;

export type SampleKind = 'level' | 'balloon' | 'taxed' | 'upfront' | 'lease' | 'free';

/** The sample of a kind, as offered on 22 November 2026 at the dealer's or at a distance. */
export function precontractSample(kind: SampleKind, more: Partial<PrecontractFacts> = {}, lender: LenderTerms = demoLenderTerms): PrecontractFacts {
  if (kind === 'lease') return leaseSample(lender, more);
  const free = kind === 'free';
  const asked: FinancingTerms = {
    ...terms,
    ...(kind === 'balloon' ? { plan: { kind: 'balloon', balloonCents: 900_000, balloonAt: 'one-period-after' } } : {}),
    ...(kind === 'taxed' ? { substituteTax } : {}),
    ...(kind === 'upfront' ? { charges: [...charges, { kind: 'fileFee', at: 'start', cents: 5000, financed: false, inTaeg: true, optional: false }] } : {}),
    ...(free ? { nominalRatePpm: 0, charges: [], services: [], stampDuty: null } : {}),
  };
  const priced = priceFinancing(asked);
  if (!priced.ok) throw new Error(`${priced.refusal} ${priced.path}`);
  const name = { it: 'Credito auto', en: 'Car credit' };
  return {
    quoteNumber: 'DLR001-2026-00042',
    issuedOn: '2026-11-22',
    validUntil: '2026-12-22',
    signingOn: '2026-11-22',
    newRegimeFrom: '2026-11-20',
    lender,
    intermediary: { name: 'Autosalone Esempio S.r.l.', address: 'Via Roma 1, 20121 Milano (MI)', phone: '02 5550 0100', email: 'vendite@dlr001.example' },
    atDistance: false,
    good: { name: 'Fiat 600 1.2 Hybrid', identifier: null, cashPriceCents: asked.priceCents - asked.discountCents },
    depositCents: asked.depositCents,
    tradeInCents: asked.tradeInCents,
    payoffCents: 0,
    conditions: {
      name: free ? 'Tasso zero' : 'Rata chiara',
      product: kind === 'balloon' ? { code: 'BAL', name, plan: 'balloon', balloonAt: 'one-period-after' } : { code: 'LEV', name, plan: 'level' },
      charges: free ? [] : charges,
      services: free ? [] : [insurance, maintenance],
      substituteTax: asked.substituteTax,
    },
    serviceCodes: free ? [] : ['MAN'],
    termMonths: 36,
    figures: priced.figures,
    ...more,
  };
}

const leaseOffer: OfferConditions = {
  offerId: '00000000-0000-7000-8000-000000000001', offerVersion: 1, code: 'LS', name: 'Leasing chiaro',
  product: { code: 'LS', name: { it: 'Leasing auto', en: 'Car lease' }, plan: 'lease', vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
  validFrom: '2026-01-01', validTo: null, terms: [{ months: 36, nominalRatePpm: 69_500 }], minFinancedCents: 0, maxFinancedCents: 10_000_000, minDepositPpm: 0, balloons: [],
  charges: [
    { kind: 'arrangementFee', at: 'start', cents: 30_000, financed: false, inTaeg: true, optional: false, taxed: true },
    { kind: 'collectionFee', at: 'row', cents: 250, financed: false, inTaeg: true, optional: false, taxed: true },
  ],
  services: [insurance, { ...maintenance, code: 'TYR', optional: false, inTaeg: true, name: { it: 'Pneumatici', en: 'Tyres' } }, maintenance], servicePackages: [], substituteTax, stampDuty: { contractCents: 1600, upToMonths: 18 }, commission: null,
};

/** The same car under a lease whose fees and services bear VAT, the insurance none, the substitute tax with the first rental. */
function leaseSample(lender: LenderTerms, more: Partial<PrecontractFacts>): PrecontractFacts {
  const { priceCents, discountCents, tradeInCents, depositCents } = terms;
  const input: QuoteInput = {
    vehicle: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-000000000002' }, priceCents, discountCents, tradeInCents, depositCents, offerId: leaseOffer.offerId, offerVersion: 1, termMonths: 36,
    balloonCents: 244_000, kmPerYear: null, serviceCodes: ['MAN'], ...noExtras,
  };
  const priced = priceQuote(input, leaseOffer, terms.startDate);
  if (!priced.ok || priced.leaseTerms === null) throw new Error('the lease of the sample is not priced');
  return {
    ...precontractSample('level', {}, lender),
    good: { name: 'Fiat 600 1.2 Hybrid', identifier: null, cashPriceCents: priceCents - discountCents },
    conditions: leaseOffer,
    serviceCodes: input.serviceCodes,
    figures: consumerLease(priced.figures, priced.leaseTerms, { creditCents: priceCents - discountCents - tradeInCents - depositCents, services: leaseOffer.services }),
    ...more,
  };
}
