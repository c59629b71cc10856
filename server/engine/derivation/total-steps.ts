import { chargeCents } from '../financing/charges.ts';
import { rowsInYear } from '../financing/rhythm.ts';
import type { DerivationStep } from '../financing/types.ts';
import type { Case } from './financing-case.ts';
import { added, longSumText, sumText } from './words.ts';

/** The steps of one figure; the last carries the figure. */
export type Derive = (about: Case) => readonly DerivationStep[];

const requiredFinanced = ({ found: { credit } }: Case): number =>
  credit.requiredServicesCents - credit.requiredServicesPaidCents;

const financedTax = ({ terms, figures }: Case): number =>
  terms.substituteTax?.at === 'financed' ? figures.substituteTaxCents : 0;

export const netPrice: Derive = (about) =>
  added(about, [['price', about.terms.priceCents], ['discount', -about.terms.discountCents]], 'netPrice');

export const totalCredit: Derive = (about) => {
  const { terms, figures, found } = about;
  return added(
    about,
    [
      ['netPrice', figures.netPriceCents],
      ['tradeIn', -terms.tradeInCents],
      ['deposit', -terms.depositCents],
      ['financedServices', figures.financedServicesCents - requiredFinanced(about)],
      ['financedExtras', figures.financedFeesCents - found.credit.financedFeeCostsCents],
    ],
    'totalCredit',
  );
};

export const amountFinanced: Derive = (about) =>
  added(
    about,
    [
      ['totalCredit', about.figures.totalCreditCents],
      ['financedFees', about.found.credit.financedFeeCostsCents],
      ['requiredServices', requiredFinanced(about)],
      ['substituteTax', financedTax(about)],
    ],
    'amountFinanced',
  );

export const substituteTax: Derive = (about) => {
  const { terms, figures } = about;
  if (!terms.substituteTax || figures.substituteTaxCents === 0) return [about.money('substituteTaxNotDue', 0)];
  const base = about.money('amountFinanced', figures.amountFinancedCents);
  const included = terms.substituteTax.at === 'financed' ? [about.money('substituteTaxIncluded', figures.substituteTaxCents)] : [];
  const formula = `${about.amount(figures.amountFinancedCents)} × ${about.rate(terms.substituteTax.ratePpm)}`;
  return [base, ...included, about.money('substituteTax', figures.substituteTaxCents, formula)];
};

export const instalmentWithFees: Derive = (about) =>
  added(about, [['instalment', about.figures.instalmentCents], ['rowCharges', about.found.charges.perRow]], 'instalmentWithFees');

export const totalFees: Derive = (about) => {
  const { credit, charges } = about.found;
  const dated = charges.dated.reduce((sum, charge) => (charge.cost ? sum + charge.cents : sum), 0);
  return added(
    about,
    [
      ['financedFees', credit.financedFeeCostsCents],
      ['startCharges', charges.startCosts],
      ['allRowCharges', charges.perRowCosts * about.figures.rows.length],
      ['datedCharges', dated],
    ],
    'totalFees',
  );
};

export const totalCost: Derive = (about) =>
  added(
    about,
    [
      ['interest', about.figures.interestCents],
      ['totalFees', about.figures.totalFeesCents],
      ['requiredServices', about.found.credit.requiredServicesCents],
      ['substituteTax', about.figures.substituteTaxCents],
      ['stampDuty', about.figures.stampDutyCents],
    ],
    'totalCost',
  );

export const totalDue: Derive = (about) =>
  added(about, [['totalCredit', about.figures.totalCreditCents], ['totalCost', about.figures.totalCostCents]], 'totalDue');

export const interest: Derive = (about) =>
  [about.money('interest', about.figures.interestCents, longSumText(about, about.figures.rows.map((row) => row.interestCents)))];

export const taeg: Derive = (about) => {
  const { figures, found } = about;
  const drawdown = figures.totalCreditCents - found.charges.startCosts - found.credit.requiredServicesPaidCents;
  const paid = figures.totalDueCents - figures.totalCreditCents + drawdown;
  return [
    about.money('drawdown', drawdown, 'C'),
    about.money('payments', paid, 'Σ Dₖ'),
    about.step('equation', 'C = Σ Dₖ × (1 + X)^−tₖ', about.rate(figures.taegPpm)),
  ];
};

/** Each financed charge by its kind; a share of what is financed counts what is financed before it. */
export const financedFees: Derive = (about) => {
  const { terms, figures } = about;
  const steps: DerivationStep[] = [];
  for (const charge of terms.charges) {
    if (!charge.financed) continue;
    const share = charge.cents === undefined || charge.cents === null ? ` ${about.rate(charge.ratePpm ?? 0)}` : '';
    if (share === '') steps.push(about.money('charge', chargeCents(charge, about.found.bases), charge.kind));
    else steps.push(about.step('charge', charge.kind, share.trim()));
  }
  return [...steps, about.money('financedFees', figures.financedFeesCents)];
};

export const financedServices: Derive = (about) => {
  const financed = about.terms.services.filter((service) => service.financed);
  const steps = financed.map((service) => about.money('service', service.amountCents, service.code));
  const formula = sumText(about, financed.map((service) => service.amountCents));
  return [...steps, about.money('financedServices', about.figures.financedServicesCents, formula)];
};

export const stampDuty: Derive = (about) => {
  const { stampDutyCents } = about.figures;
  return [about.money(stampDutyCents === 0 ? 'stampDutyNotDue' : 'stampDuty', stampDutyCents)];
};

export const balloon: Derive = (about) => {
  const { figures } = about;
  const last = figures.rows[figures.rows.length - 1];
  const agreed = about.money('balloon', figures.balloonCents);
  return last === undefined || figures.balloonCents === 0 ? [agreed] : [about.money('balloonResidue', last.dueCents), agreed];
};

export const nominalRate: Derive = (about) => [about.step('nominalRate', '', about.rate(about.figures.nominalRatePpm))];

export const effectiveRate: Derive = (about) => {
  const { figures, terms } = about;
  const perYear = rowsInYear(terms);
  const shown = Number.isInteger(perYear) ? String(perYear) : about.number({ top: BigInt(Math.floor(perYear * 1_000_000 + 0.5)), bottom: 1_000_000n });
  const label = perYear === 12 ? 'effectiveRate' : 'effectiveRateShaped';
  return [about.step(label, `(1 + ${about.rate(figures.nominalRatePpm)} / ${shown})^${shown} − 1`, about.rate(figures.effectiveRatePpm))];
};

export const rowCount: Derive = (about) => [about.step('rows', '', String(about.figures.rows.length))];
