import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OfferConditions } from '#pricing/api';
import { fleetTotals } from './fleet-totals.ts';
import { priceQuote } from './price-quote.ts';
import { noExtras, type QuoteInput } from './quote-shapes.ts';
import { replayProposal } from './replay-proposal.ts';
import { solvable, solveQuote, solveQuoteWays } from './solve-quote.ts';

const today = '2026-11-23';
const car = { housePriceCents: 2_890_000, options: [{ code: 'RED', name: 'Rosso', priceCents: 70_000 }] };
const level: OfferConditions = {
  offerId: '00000000-0000-7000-8000-000000000001', offerVersion: 1, code: 'CC', name: 'Credito Classico', product: { code: 'CC', name: { it: 'Credito Classico', en: 'Classic' }, plan: 'level' },
  validFrom: '2026-01-01', validTo: null, terms: [24, 36, 48, 60].map((months) => ({ months, nominalRatePpm: 69_500 })), minFinancedCents: 250_000, maxFinancedCents: 7_500_000, minDepositPpm: 100_000,
  balloons: [], substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'financed' }, stampDuty: { contractCents: 1600, upToMonths: 18 }, commission: null, servicePackages: [],
  charges: [
    { kind: 'arrangementFee', at: 'start', ratePpm: 10_000, base: 'amount-financed', financed: true, inTaeg: true, optional: false },
    { kind: 'collectionFee', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false },
  ],
  services: [
    { code: 'CPI', kind: 'insurance', name: { it: 'Protezione', en: 'Protection' }, description: { it: '', en: '' }, provider: 'X', optional: true, inTaeg: false, financed: true, priceByTerm: [24, 36, 48, 60].map((months) => ({ months, cents: months * 1200 })) },
    { code: 'MAN', kind: 'maintenance', name: { it: 'Manutenzione', en: 'Maintenance' }, description: { it: '', en: '' }, provider: 'X', optional: true, inTaeg: false, financed: true, priceByTerm: [24, 36, 48, 60].map((months) => ({ months, cents: months * 2440 })) },
  ],
};
const balloon: OfferConditions = {
  ...level, product: { code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon', balloonAt: 'with-last-row' }, terms: level.terms.slice(0, 3),
  balloons: [24, 36, 48].map((months) => ({ months, kmPerYear: 15_000, valueCents: 2_000_000 - months * 20_000 })),
};
const lease: OfferConditions = {
  ...level, product: { code: 'LS', name: { it: 'Leasing', en: 'Lease' }, plan: 'lease', vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 }, substituteTax: null, stampDuty: null,
  charges: [{ kind: 'collectionFee', at: 'row', cents: 400, financed: false, inTaeg: true, optional: false, taxed: true }],
};
const offers = { level, balloon, lease };
const choice: QuoteInput = {
  ...noExtras, vehicle: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-000000000002' }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
  offerId: level.offerId, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [], optionCodes: ['RED'], accessories: [{ name: 'Tappetini', cents: 18_000 }],
};
const inputs: Record<keyof typeof offers, QuoteInput> = { level: choice, balloon: { ...choice, balloonCents: 1_040_000, kmPerYear: 15_000 }, lease: { ...choice, balloonCents: 28_280 } };

const price = (plan: keyof typeof offers, changes: Partial<QuoteInput> = {}) => priceQuote({ ...inputs[plan], ...changes }, offers[plan], today, car);
const figuresOf = (plan: keyof typeof offers, changes: Partial<QuoteInput> = {}) => {
  const priced = price(plan, changes);
  if (!priced.ok) throw new Error(`${priced.refusal} ${JSON.stringify(priced.details)}`);
  return priced.figures;
};
const refusalOf = (plan: keyof typeof offers, changes: Partial<QuoteInput>) => {
  const priced = price(plan, changes);
  return priced.ok ? 'ok' : `${priced.refusal} @${priced.path ?? ''}`;
};

describe('the deal', () => {
  test('options, accessories and the old loan count: 28,900 + 700 + 180 − 1,500 at 4,200 − 1,200 + 5,000', () => {
    const figures = figuresOf('level', { tradeIn: { plate: 'AB123CD', description: '', mileageKm: null, payoffCents: 120_000 } });
    expect([figures.netPriceCents, figures.totalCreditCents]).toEqual([2_828_000, 2_828_000 - 300_000 - 500_000]);
  });

  test.each<[string, Partial<QuoteInput>, string]>([
    ['an option the house does not price', { optionCodes: ['RED', 'GHOST'] }, 'option_unknown @optionCodes'],
    ['a cent above the list', { priceCents: 2_890_001 }, 'price_above_list @priceCents'],
    ['a payoff the deposit covers', { tradeIn: { plate: '', description: '', mileageKm: 1, payoffCents: 600_000 } }, 'ok'],
    ['a payoff a cent beyond trade-in and deposit', { tradeIn: { plate: '', description: '', mileageKm: 1, payoffCents: 920_001 } }, 'payoff_not_covered @depositCents'],
  ])('%s', (_, changes, expected) => {
    expect(refusalOf('level', changes)).toBe(expected);
  });

  test('a fleet is its lines times their quantities', () => {
    const line = { quantity: 3, input: choice, figures: figuresOf('level') };
    const other = { quantity: 2, input: inputs.balloon, figures: figuresOf('balloon') };
    const totals = fleetTotals([line, other]);
    expect(totals).toMatchObject({ quantity: 5, depositCents: 2_500_000, tradeInCents: 2_100_000, netPriceCents: 5 * 2_828_000, balloonCents: 2 * 1_040_000 });
    expect(totals.instalmentWithFeesCents).toBe(3 * line.figures.instalmentWithFeesCents + 2 * other.figures.instalmentWithFeesCents);
  });
});

describe('a lease', () => {
  test('is priced without VAT and asked with it', () => {
    const figures = figuresOf('lease');
    // 28,280 € and 9,200 € with VAT at 22 %.
    expect(figures.lease).toMatchObject({ netAssetCents: 2_318_033, firstRentalCents: 754_098, purchaseOptionCents: 23_180, vatRatePpm: 220_000 });
    expect(figures.amountFinancedCents).toBe(2_318_033 - 754_098);
    expect(figures.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(figures.amountFinancedCents);
    const regular = figures.lease?.rows.find((row) => row.number === 2);
    expect(regular).toMatchObject({ kind: 'rental', rentalCents: figures.instalmentCents, feeCents: 400, grossCents: figures.instalmentWithFeesCents });
    expect(figures.instalmentWithFeesCents).toBe(Math.round((figures.instalmentCents + 400) * 1.22));
    expect(figures.totalDueCents).toBe(figures.lease?.rows.reduce((sum, row) => sum + row.grossCents, 0));
  });

  test('the option lies between the offer’s shares of the price', () => {
    expect(refusalOf('lease', { balloonCents: 28_279 })).toBe('purchase_option_out_of_range @balloonCents');
    expect(refusalOf('lease', { balloonCents: 848_400 })).toBe('ok');
    expect(refusalOf('lease', { balloonCents: 848_401 })).toBe('purchase_option_out_of_range @balloonCents');
    expect(refusalOf('lease', { balloonCents: null })).toBe('purchase_option_missing @balloonCents');
  });

  test('maintenance joins the rental without VAT, insurance bears none', () => {
    const plain = figuresOf('lease');
    const served = figuresOf('lease', { serviceCodes: ['CPI', 'MAN'] });
    expect(served.instalmentWithFeesCents - plain.instalmentWithFeesCents).toBe(1200 + 2440);
    expect(served.instalmentCents).toBe(plain.instalmentCents);
  });
});

describe.each(Object.keys(offers) as (keyof typeof offers)[])('“I want to pay so much a month”: %s', (plan) => {
  const ask = (solveFor: (typeof solvable)[number], instalmentCents: number) => solveQuote(inputs[plan], offers[plan], today, { instalmentCents, solveFor }, car);

  test('every answer is on the offer’s terms, not above the wish, and asking again for it changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 90_000 }), fc.constantFrom(...solvable), (wish, solveFor) => {
        const answer = ask(solveFor, wish);
        if (!answer.ok) {
          expect(['instalment_not_reachable', 'balloon_not_offered']).toContain(answer.refusal);
          return;
        }
        expect(answer.instalmentCents).toBeLessThanOrEqual(wish);
        // A cent of price or deposit moves the instalment by a fraction of a cent, VAT included: two roundings at most.
        if (solveFor !== 'term') expect(wish - answer.instalmentCents).toBeLessThan(4);
        expect(priceQuote(answer.input, offers[plan], today, car)).toMatchObject({ ok: true, figures: { instalmentWithFeesCents: answer.instalmentCents } });
        const again = ask(solveFor, answer.instalmentCents);
        expect(again.ok && again.input).toEqual(answer.input);
        for (const { field, from, to } of answer.changes) expect([inputs[plan][field] ?? 0, answer.input[field] ?? 0]).toEqual([from, to]);
      }),
      { seed: 5, numRuns: 120 },
    );
  });

  test('a smaller value of the field would ask more: the answer is the least change', () => {
    const answer = ask('deposit', 35_000);
    if (!answer.ok) throw new Error(answer.refusal);
    const before = priceQuote({ ...answer.input, depositCents: answer.input.depositCents - 1 }, offers[plan], today, car);
    expect(before.ok && before.figures.instalmentWithFeesCents).toBeGreaterThan(35_000);
  });

  test('what cannot be had names the nearest that can', () => {
    const answer = ask('deposit', 300_000);
    expect(answer).toMatchObject({ ok: false, refusal: 'instalment_not_reachable', path: 'instalmentCents' });
    const nearest = answer.ok ? undefined : Number(answer.details?.['nearestCents']);
    const value = answer.ok ? undefined : Number(answer.details?.['nearestValue']);
    expect(figuresOf(plan, { depositCents: value ?? 0 }).instalmentWithFeesCents).toBe(nearest);
  });

  test('all ways at once; a level loan has no balloon to move', () => {
    const ways = solveQuoteWays(inputs[plan], offers[plan], today, 35_000, car).map(({ solveFor }) => solveFor);
    expect(ways).toEqual(plan === 'level' ? ['deposit', 'term', 'discount'] : ['deposit', 'term', 'balloon', 'discount']);
  });

  test('replayed from what it froze it has no difference; a forged figure has one', () => {
    const { rows: _rows, lease: own, ...figures } = figuresOf(plan);
    const summary = { ...figures, lease: own };
    const vehicle = { ...car, optionsCents: 70_000 } as unknown as Parameters<typeof replayProposal>[0]['vehicle'];
    const frozen = { input: inputs[plan], conditions: offers[plan], vehicle, figures: summary };
    expect(replayProposal(frozen, today)).toMatchObject({ refusal: null, differences: [] });
    expect(replayProposal({ ...frozen, figures: { ...summary, taegPpm: summary.taegPpm + 100 } }, today).differences).toEqual([{ figure: 'taegPpm', saved: summary.taegPpm + 100, computed: summary.taegPpm }]);
  });
});

test('another term takes the guaranteed balloon along, and says so', () => {
  const answer = solveQuote(inputs.balloon, balloon, today, { instalmentCents: 55_000, solveFor: 'term' }, car);
  expect(answer.ok && answer.changes).toEqual([{ field: 'termMonths', from: 48, to: 36 }, { field: 'balloonCents', from: 1_040_000, to: 1_280_000 }]);
});
