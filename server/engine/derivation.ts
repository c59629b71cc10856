import { formatAmount, formatAmountEnglish, formatRate } from '#platform/money';
import { checkTerms } from './financing/check-terms.ts';
import { datesOf } from './financing/credit.ts';
import { derivationTexts } from './derivation-texts.ts';
import type { DerivationLabel, DerivationLanguage } from './derivation-texts.ts';
import { instalmentOf } from './financing/instalment.ts';
import type { Instalment } from './financing/instalment.ts';
import { priceFinancing } from './financing/price-financing.ts';
import type { DerivationStep, FigureName, FinancingFigures, FinancingTerms } from './financing/types.ts';

interface Case {
  readonly terms: FinancingTerms;
  readonly figures: FinancingFigures;
  readonly found: Instalment;
  readonly amount: (cents: number) => string;
  readonly rate: (ppm: number) => string;
  readonly step: (label: DerivationLabel, formula: string, value: string) => DerivationStep;
  readonly money: (label: DerivationLabel, cents: number, formula?: string) => DerivationStep;
}

type Derive = (about: Case) => readonly DerivationStep[];

/** Steps for the addends that are not zero, then the result with the sum written out. */
function added(about: Case, addends: readonly (readonly [DerivationLabel, number])[], label: DerivationLabel): DerivationStep[] {
  const present = addends.filter(([, cents], index) => cents !== 0 || index === 0);
  const formula = present
    .map(([, cents], index) => (index === 0 ? about.amount(cents) : `${cents < 0 ? '−' : '+'} ${about.amount(Math.abs(cents))}`))
    .join(' ');
  const total = present.reduce((sum, [, cents]) => sum + cents, 0);
  return [...present.map(([name, cents]) => about.money(name, Math.abs(cents))), about.money(label, total, formula)];
}

const requiredFinanced = ({ found: { credit } }: Case): number =>
  credit.requiredServicesCents - credit.requiredServicesPaidCents;

const financedTax = ({ terms, figures }: Case): number =>
  terms.substituteTax?.at === 'financed' ? figures.substituteTaxCents : 0;

const netPrice: Derive = (about) =>
  added(about, [['price', about.terms.priceCents], ['discount', -about.terms.discountCents]], 'netPrice');

const totalCredit: Derive = (about) => {
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

const amountFinanced: Derive = (about) =>
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

const substituteTax: Derive = (about) => {
  const { terms, figures } = about;
  if (!terms.substituteTax || figures.substituteTaxCents === 0) return [about.money('substituteTaxNotDue', 0)];
  const base = about.money('amountFinanced', figures.amountFinancedCents);
  const included = terms.substituteTax.at === 'financed' ? [about.money('substituteTaxIncluded', figures.substituteTaxCents)] : [];
  const formula = `${about.amount(figures.amountFinancedCents)} × ${about.rate(terms.substituteTax.ratePpm)}`;
  return [base, ...included, about.money('substituteTax', figures.substituteTaxCents, formula)];
};

const instalment: Derive = (about) => {
  const { plan } = about.found;
  const level = plan.balloonCents === 0;
  const m = plan.balloonAfter ? plan.rows + 1 : plan.rows;
  const formula = level ? `P × i / (1 − v^${plan.rows})` : `(P − V × v^${m}) × i / (1 − v^${plan.rows})`;
  const zero = level ? `P / ${plan.rows}` : `(P − V) / ${plan.rows}`;
  return [
    about.money('amountFinanced', plan.principalCents, 'P'),
    about.step('monthlyRate', 'i = TAN / 12, v = 1 / (1 + i)', `${about.rate(plan.nominalRatePpm)} / 12`),
    ...(level ? [] : [about.money('balloon', plan.balloonCents, 'V')]),
    about.money('instalment', about.figures.instalmentCents, plan.nominalRatePpm === 0 ? zero : formula),
  ];
};

const instalmentWithFees: Derive = (about) =>
  added(about, [['instalment', about.figures.instalmentCents], ['rowCharges', about.found.charges.perRow]], 'instalmentWithFees');

const totalFees: Derive = (about) => {
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

const totalCost: Derive = (about) =>
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

const totalDue: Derive = (about) =>
  added(about, [['totalCredit', about.figures.totalCreditCents], ['totalCost', about.figures.totalCostCents]], 'totalDue');

const interest: Derive = (about) => {
  const { rows } = about.figures;
  const shown = rows.length <= 3 ? rows : [...rows.slice(0, 2), ...rows.slice(-1)];
  const parts = shown.map((row) => about.amount(row.interestCents));
  if (rows.length > 3) parts.splice(2, 0, '…');
  return [about.money('interest', about.figures.interestCents, parts.join(' + '))];
};

const taeg: Derive = (about) => {
  const { figures, found } = about;
  const drawdown = figures.totalCreditCents - found.charges.startCosts - found.credit.requiredServicesPaidCents;
  const paid = figures.totalDueCents - figures.totalCreditCents + drawdown;
  return [
    about.money('drawdown', drawdown, 'C'),
    about.money('payments', paid, 'Σ Dₖ'),
    about.step('equation', 'C = Σ Dₖ × (1 + X)^−tₖ', about.rate(figures.taegPpm)),
  ];
};

const balloon: Derive = (about) => {
  const last = about.figures.rows[about.figures.rows.length - 1];
  const agreed = about.money('balloon', about.figures.balloonCents);
  return last === undefined || about.figures.balloonCents === 0 ? [agreed] : [agreed, about.money('balloonResidue', last.dueCents)];
};

function row(about: Case, number: number): readonly DerivationStep[] {
  const { rows, amountFinancedCents, instalmentCents, nominalRatePpm } = about.figures;
  const wanted = rows[number - 1];
  if (wanted === undefined) return [];
  const before = rows[number - 2]?.balanceCents ?? amountFinancedCents;
  const { amount } = about;
  const last = wanted.balanceCents === 0;
  const principal = last ? amount(before) : `${amount(instalmentCents)} − ${amount(wanted.interestCents)}`;
  const due = `${amount(wanted.principalCents)} + ${amount(wanted.interestCents)} + ${amount(wanted.feeCents)}`;
  return [
    about.money('rowInterest', wanted.interestCents, `${amount(before)} × ${about.rate(nominalRatePpm)} / 12`),
    about.money(last ? 'rowPrincipalLast' : 'rowPrincipal', wanted.principalCents, principal),
    about.money('rowFees', wanted.feeCents),
    about.money('rowDue', wanted.dueCents, due),
    about.money('rowBalance', wanted.balanceCents, `${amount(before)} − ${amount(wanted.principalCents)}`),
  ];
}

const derivations: Readonly<Record<keyof FinancingFigures, Derive>> = {
  netPriceCents: netPrice,
  totalCreditCents: totalCredit,
  financedFeesCents: (about) => [about.money('financedFees', about.figures.financedFeesCents)],
  financedServicesCents: (about) => [about.money('financedServices', about.figures.financedServicesCents)],
  substituteTaxCents: substituteTax,
  stampDutyCents: (about) => {
    const { stampDutyCents } = about.figures;
    return [about.money(stampDutyCents === 0 ? 'stampDutyNotDue' : 'stampDuty', stampDutyCents)];
  },
  amountFinancedCents: amountFinanced,
  instalmentCents: instalment,
  instalmentWithFeesCents: instalmentWithFees,
  balloonCents: balloon,
  interestCents: interest,
  totalFeesCents: totalFees,
  totalCostCents: totalCost,
  totalDueCents: totalDue,
  nominalRatePpm: (about) => [about.step('nominalRate', '', about.rate(about.figures.nominalRatePpm))],
  taegPpm: taeg,
  effectiveRatePpm: (about) => [
    about.step('effectiveRate', `(1 + ${about.rate(about.figures.nominalRatePpm)} / 12)^12 − 1`, about.rate(about.figures.effectiveRatePpm)),
  ],
  rows: (about) => [about.step('rows', '', String(about.figures.rows.length))],
};

/**
 * The steps that lead to a figure, or to one row of the plan, in Italian or English; the last step carries the figure.
 * Empty when the terms are refused or the row does not exist. Loaded only where a derivation is shown.
 */
export function explain(terms: FinancingTerms, figure: FigureName, language: DerivationLanguage): readonly DerivationStep[] {
  if (checkTerms(terms) !== null) return [];
  const priced = priceFinancing(terms);
  const dated = datesOf(terms);
  if (!priced.ok || !dated.ok) return [];
  const composed = instalmentOf(terms, dated.dates);
  if (!composed.ok) return [];
  const texts = derivationTexts[language];
  const amount = language === 'it' ? formatAmount : formatAmountEnglish;
  const rate = (ppm: number): string => (language === 'it' ? formatRate(ppm) : formatRate(ppm).replace('.', '').replace(',', '.'));
  const step = (label: DerivationLabel, formula: string, value: string): DerivationStep => ({ label: texts[label], formula, value });
  const money = (label: DerivationLabel, cents: number, formula = ''): DerivationStep => step(label, formula, `${amount(cents)} €`);
  const about: Case = { terms, figures: priced.figures, found: composed.found, amount, rate, step, money };
  return typeof figure === 'object' ? row(about, figure.row) : derivations[figure](about);
}
