import { describe, expect, it } from 'vitest';
import { priceFinancing } from '../index.ts';
import type { FinancingTerms } from '../index.ts';
import { charge } from '../proof/sample-terms.ts';

const substituteTax = { ratePpm: 2500, aboveMonths: 18, at: 'first-row' } as const;

/**
 * Dacia Duster Hybrid 140, offer of Mobilize Financial Services valid until 5 May 2025 (as printed by tomshw.it in April
 * 2025): price 26,400, deposit 7,120, fee 395 financed, 36 rows of 119.00 and a guaranteed future value of 17,688.12 one
 * month after, TAN 3.99 %, TAEG 5.15 %, interest 2,297.12, tax 49.19 on the first row, collection 3.00 a row, yearly
 * statement 1.20 with stamp 2.00.
 */
const dacia: FinancingTerms = {
  priceCents: 2_640_000,
  discountCents: 0,
  tradeInCents: 0,
  depositCents: 712_000,
  termMonths: 36,
  nominalRatePpm: 39_900,
  plan: { kind: 'balloon', balloonCents: 1_768_812, balloonAt: 'one-period-after' },
  startDate: '2025-04-15',
  charges: [
    charge('arrangement', 'start', 39_500, { financed: true }),
    charge('collection', 'row', 300),
    ...['2026-04-15', '2027-04-15', '2028-04-15'].flatMap((date) => [
      charge('statement', 'date', 120, { date }),
      charge('statement-stamp', 'date', 200, { date }),
    ]),
  ],
  services: [],
  substituteTax,
  stampDuty: { contractCents: 1600, upToMonths: 120 },
};

/**
 * Citroën C3 You, Banca PSA, January 2022 (as printed by clubalfa.it): price 13,700, deposit 4,614.50, total credit
 * 9,085.50, fee 350 financed, 35 rows of 99.00 and a future value of 8,311 in month 36, each with collection 3.50 and the
 * optional IdealDrive service of 21.00, TAN 5.49 %, TAEG 7.8 %, interest 1,459, total due 11,044.09.
 */
const citroen: FinancingTerms = {
  ...dacia,
  priceCents: 1_370_000,
  depositCents: 461_450,
  termMonths: 35,
  nominalRatePpm: 54_900,
  plan: { kind: 'balloon', balloonCents: 828_700, balloonAt: 'one-period-after' },
  startDate: '2022-01-15',
  charges: [
    charge('arrangement', 'start', 35_000, { financed: true }),
    charge('collection', 'row', 350),
    charge('ideal-drive', 'row', 2100, { inTaeg: false, optional: true }),
  ],
};

function priced(terms: FinancingTerms) {
  const result = priceFinancing(terms);
  if (!result.ok) throw new Error(`refused: ${result.refusal} at ${result.path}`);
  return result.figures;
}

describe('published offers', () => {
  it('Dacia Duster, every figure of the advertisement', () => {
    const figures = priced(dacia);
    expect(figures).toMatchObject({
      totalCreditCents: 1_928_000, // the page calls 19,675 "total credit": that is the amount financed, fee included
      amountFinancedCents: 1_967_500,
      substituteTaxCents: 4919,
      stampDutyCents: 0,
      instalmentCents: 11_900,
      instalmentWithFeesCents: 12_200,
      balloonCents: 1_768_812,
      interestCents: 229_712,
      taegPpm: 51_500,
    });
    expect(figures.rows).toHaveLength(37);
    expect(figures.rows.slice(0, 36).every((row) => row.principalCents + row.interestCents === 11_900)).toBe(true);
    expect(figures.rows[36]).toMatchObject({ principalCents: 1_762_950, interestCents: 5862, feeCents: 300, balanceCents: 0 });
    // 36 × 119.00 + 17,688.12: what the page calls the total, taxes and small charges apart.
    expect(figures.amountFinancedCents + figures.interestCents).toBe(2_197_212);
  });

  it('Dacia Duster: the published TAEG needs every cost; without the collection fee it would be 4.95 %', () => {
    expect(priced({ ...dacia, charges: dacia.charges.filter((item) => item.kind !== 'collection') }).taegPpm).toBe(49_500);
  });

  it('Citroën C3, the figures of the advertisement', () => {
    const figures = priced(citroen);
    expect(figures).toMatchObject({
      totalCreditCents: 908_550,
      amountFinancedCents: 943_550,
      substituteTaxCents: 2359,
      instalmentWithFeesCents: 9900,
      taegPpm: 78_000, // published as 7.8
    });
    // The page counts 35 × 74.50 + 8,287.00 (8,311 with the 24.50 of the last row, to the euro) and so 1,459.00 of
    // interest; the exact plan leaves a rounding residue of −0.16, which the last row takes.
    const publishedTotal = 1_104_409;
    expect(35 * 7450 + 828_700 - 943_550).toBe(145_900);
    expect(figures.interestCents).toBe(145_900 - 16);
    expect(figures.totalDueCents).toBe(publishedTotal - 16);
    expect(figures.rows[35]?.dueCents).toBe(828_700 - 16 + 2450);
  });
});
