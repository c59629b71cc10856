import type { DerivationStep, PlanRow } from '../financing/types.ts';
import { chargeCents } from '../financing/charges.ts';
import { toDayNumber } from '#platform/civil-date';
import { sumText } from './case.ts';
import type { Case } from './case.ts';
import type { PlanLayout } from './plan-layout.ts';
import { borne, plus, rounded, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import type { YearFraction } from '../plans.ts';

/** A row under a glass: its place from 0, the row before it in cents owed. */
export interface RowCase {
  readonly about: Case;
  readonly layout: PlanLayout;
  readonly index: number;
  readonly row: PlanRow;
}

/** The row of a priced plan by number from 1, or null. */
export function rowCase(about: Case, layout: PlanLayout, number: number): RowCase | null {
  const row = about.figures.rows[number - 1];
  return row === undefined ? null : { about, layout, index: number - 1, row };
}

const isLast = ({ about, index }: RowCase): boolean => index === about.figures.rows.length - 1;

/** Owed before row `index`. */
function owedBefore({ figures }: Case, index: number): number {
  return index === 0 ? figures.amountFinancedCents : (figures.rows[index - 1]?.balanceCents ?? 0);
}

const fractionText = ({ numerator, denominator }: YearFraction): string => `${numerator}/${denominator}`;

/** 'TAN × f', or the product of the parts when interest joins the debt inside the period. */
export function rateText(about: Case, fractions: readonly YearFraction[]): string {
  const rate = about.rate(about.figures.nominalRatePpm);
  const [only] = fractions;
  if (only === undefined) return rate;
  // A twelfth is written as everybody says it.
  if (fractions.length === 1 && only.numerator === 1 && only.denominator === 12) return `${rate} / 12`;
  if (fractions.length === 1) return `${rate} × ${fractionText(only)}`;
  const same = fractions.every((each) => fractionText(each) === fractionText(only));
  if (same) return `((1 + ${rate} × ${fractionText(only)})^${fractions.length} − 1)`;
  return `(${fractions.map((each) => `(1 + ${rate} × ${fractionText(each)})`).join(' × ')} − 1)`;
}

interface Accrued {
  /** What interest is counted on. */
  readonly cents: number;
  readonly fractions: readonly YearFraction[];
  readonly interest: Ratio;
}

/** Interest accrued and not yet asked when row `index` asks it, period by period; empty when the row asks none. */
function accruedAt(about: Case, layout: PlanLayout, index: number): Accrued[] {
  const { rows, amountFinancedCents, nominalRatePpm } = about.figures;
  const asks = (row: number): boolean => (row + 1) % layout.askedEvery === 0 || row === rows.length - 1;
  if (!asks(index)) return [];
  let first = index;
  while (first > 0 && !asks(first - 1)) first -= 1;
  const accrued: Accrued[] = [];
  for (let row = first; row <= index; row++) {
    const cents = layout.flat ? amountFinancedCents : owedBefore(about, row);
    const fractions = layout.fractionsOf(row);
    accrued.push({ cents, fractions, interest: times(whole(cents), borne(nominalRatePpm, fractions)) });
  }
  return accrued;
}

const total = (accrued: readonly Accrued[]): Ratio => accrued.reduce((sum, { interest }) => plus(sum, interest), whole(0));

/** Interest of row `index` by itself: what is put off and the odd days of the first row apart. */
export function ownInterest(about: Case, layout: PlanLayout, index: number): number {
  return rounded(total(accruedAt(about, layout, index)), layout.rounding);
}

/** Interest of the odd days before the first period, paid with row 0. */
function oddInterest(about: Case, { oddDays, rounding }: PlanLayout): { readonly exact: Ratio; readonly cents: number } | null {
  if (oddDays === null) return null;
  const exact = times(whole(about.figures.amountFinancedCents), borne(about.figures.nominalRatePpm, oddDays.fractions));
  return { exact, cents: oddDays.sign * rounded(exact, rounding) };
}

/** Interest that row `index` owes before anything is put off. */
function owedInterest(about: Case, layout: PlanLayout, index: number): number {
  return ownInterest(about, layout, index) + (index === 0 ? (oddInterest(about, layout)?.cents ?? 0) : 0);
}

/** Interest of a row from the balance to the cent: balance, exact product, its rounding, odd days, interest put off. */
export function interestSteps({ about, layout, index, row }: RowCase): DerivationStep[] {
  const accrued = accruedAt(about, layout, index);
  const steps: DerivationStep[] = [];
  for (const { cents, fractions, interest } of accrued) {
    steps.push(about.money(layout.flat ? 'flatBase' : 'balanceBefore', cents));
    steps.push(about.step('exactInterest', `${about.amount(cents)} × ${rateText(about, fractions)}`, about.exact(interest)));
  }
  const sum = total(accrued);
  const own = rounded(sum, layout.rounding);
  if (accrued.length === 0) steps.push(about.money('interestNotAsked', 0));
  else steps.push(about.money(layout.rounding === 'half-up' ? 'roundedHalfUp' : 'roundedHalfEven', own, about.exact(sum)));
  const odd = index === 0 ? oddInterest(about, layout) : null;
  const parts = [own];
  if (odd !== null) {
    const { fractions } = layout.oddDays ?? { fractions: [] };
    steps.push(about.step('oddDays', `${about.amount(about.figures.amountFinancedCents)} × ${rateText(about, fractions)}`, about.exact(odd.exact)));
    steps.push(about.money('oddInterest', odd.cents));
    parts.push(odd.cents);
  }
  if (index < layout.deferredRows) return [...steps, about.money('interestPutOff', row.interestCents)];
  if (layout.deferredRows > 0 && index === layout.deferredRows) {
    let putOff = 0;
    for (let before = 0; before < index; before++) putOff += owedInterest(about, layout, before);
    steps.push(about.money('interestCollected', putOff));
    parts.push(putOff);
  }
  return parts.length === 1 ? steps : [...steps, about.money('rowInterestTotal', row.interestCents, sumText(about, parts))];
}

/** What the row pays of the level instalment, its extra cents in the first row included. */
function levelPrincipal({ about, layout, index, row }: RowCase): DerivationStep[] {
  const { instalmentCents } = about.figures;
  const own = ownInterest(about, layout, index);
  const weight = layout.weightOf(index);
  const weightRatio: Ratio = { top: BigInt(Math.floor(weight * 1_000_000 + 0.5)), bottom: 1_000_000n };
  const weighed = index >= layout.rows ? 0 : layout.weighted ? rounded(times(whole(instalmentCents), weightRatio), layout.rounding) : instalmentCents;
  const steps = [about.money('instalmentOfRow', weighed, layout.weighted ? `${about.amount(instalmentCents)} × ${about.number(weightRatio)}` : '')];
  const extra = row.principalCents + own - weighed;
  const atBalance = row.balanceCents === 0 && extra < 0;
  if (extra !== 0 && !atBalance) steps.push(about.money('residueHere', extra));
  const parts = extra === 0 || atBalance ? [weighed, -own] : [weighed, extra, -own];
  if (atBalance) return [...steps, about.money('rowPrincipalLast', row.principalCents)];
  return [...steps, about.money('interestInRow', own), about.money('rowPrincipal', row.principalCents, sumText(about, parts))];
}

/** An equal share of the capital, by weight. */
function sharePrincipal({ about, layout, index, row }: RowCase): DerivationStep[] {
  const { amountFinancedCents } = about.figures;
  let sum = 0;
  for (let each = layout.graceRows; each < layout.rows; each++) sum += Math.floor(layout.weightOf(each) * 1_000_000 + 0.5);
  const weight = { top: BigInt(Math.floor(layout.weightOf(index) * 1_000_000 + 0.5)), bottom: 1_000_000n };
  const weights = { top: BigInt(sum), bottom: 1_000_000n };
  const share = times(whole(amountFinancedCents - layout.balloonCents), { top: weight.top, bottom: weights.top });
  const spread = layout.balloonCents === 0 ? about.amount(amountFinancedCents) : `(${about.amount(amountFinancedCents)} − ${about.amount(layout.balloonCents)})`;
  return [
    about.step('exactShare', `${spread} × ${about.number(weight)} / ${about.number(weights)}`, about.exact(share)),
    about.money('rowShare', row.principalCents),
  ];
}

/** Principal of a row: by the rule of its plan; the last row takes all that is owed. */
export function principalSteps(row: RowCase): DerivationStep[] {
  const { about, layout, index } = row;
  const { principalCents } = row.row;
  if (isLast(row)) {
    return [about.money('balanceBefore', owedBefore(about, index)), about.money('rowPrincipalLast', principalCents)];
  }
  if (layout.amortisation === 'interest-only') return [about.money('noPrincipal', principalCents)];
  if (index < layout.graceRows) return [about.money('graceOnPrincipal', principalCents)];
  return layout.amortisation === 'level' ? levelPrincipal(row) : sharePrincipal(row);
}

/** Charges and taxes of a row, one by one. */
export function feeSteps({ about, index, row }: RowCase): DerivationStep[] {
  const { terms, figures, found } = about;
  const steps: DerivationStep[] = [];
  const cents: number[] = [];
  const add = (label: 'charge' | 'substituteTax' | 'stampDuty', amountCents: number, formula: string): void => {
    if (amountCents === 0) return;
    cents.push(amountCents);
    steps.push(about.money(label, amountCents, formula));
  };
  for (const charge of terms.charges) {
    const here = charge.at === 'row' || (charge.at === 'date' && charge.date !== undefined && toDayNumber(charge.date) === toDayNumber(row.dueDate));
    if (here && !charge.financed) add('charge', chargeCents(charge, found.bases), charge.kind);
  }
  if (index === 0) {
    if (terms.substituteTax?.at === 'first-row') add('substituteTax', figures.substituteTaxCents, '');
    add('stampDuty', figures.stampDutyCents, '');
  }
  return [...steps, about.money('rowFees', row.feeCents, cents.length > 1 ? sumText(about, cents) : '')];
}

/** Interest of the row in one line: the product when that is all there is to it, else what the steps end on. */
function interestInOneLine(row: RowCase): DerivationStep[] {
  const { about, layout, index } = row;
  const steps = interestSteps(row);
  // Balance, exact product, rounding: nothing put off, collected or paid apart.
  if (steps.length !== 3) return steps.slice(-1);
  const base = layout.flat ? about.figures.amountFinancedCents : owedBefore(about, index);
  const label = about.terms.plan.kind === 'shaped' ? 'rowInterestShaped' : 'rowInterest';
  return [about.money(label, row.row.interestCents, `${about.amount(base)} × ${rateText(about, layout.fractionsOf(index))}`)];
}

/** The row in five lines: interest, principal, charges, amount due, balance. */
export function rowSummary(row: RowCase): DerivationStep[] {
  const { about, index } = row;
  const { principalCents, interestCents, feeCents, dueCents, balanceCents } = row.row;
  const before = owedBefore(about, index);
  const principal = balanceCents === 0 ? [about.money('rowPrincipalLast', principalCents, about.amount(before))] : principalSteps(row).slice(-1);
  return [
    ...interestInOneLine(row),
    ...principal,
    about.money('rowFees', feeCents),
    about.money('rowDue', dueCents, sumText(about, [principalCents, interestCents, feeCents])),
    about.money('rowBalance', balanceCents, sumText(about, [before, -principalCents])),
  ];
}
