import { toDayNumber } from '#platform/civil-date';
import type { DerivationStep, RowPart } from '../financing/types.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { roundShare } from '../plan/growth.ts';
import { layPlan } from '../plan/lay-plan.ts';
import type { LaidPlan } from '../plan/lay-plan.ts';
import { chargeCents, planBases } from '../plan/plan-charges.ts';
import type { ChargeBases } from '../plan/plan-charges.ts';
import type { Plan, PlanCharge, PlanTerms } from '../plan/plan-terms.ts';
import { legalTaeg } from '../rate/legal-taeg.ts';
import { taeg } from '../rate/taeg.ts';
import { instalmentSteps } from './instalment-steps.ts';
import { isFigureOf } from './known-question.ts';
import { rowSteps } from './row-steps.ts';
import { roundedToMultiple } from './rounding-steps.ts';
import { askedInterest, toldPlan } from './told-plan.ts';
import type { RowFee, ToldPlan } from './told-plan.ts';
import { added, chargeText, longSumText, sumText } from './words.ts';
import type { Words } from './words.ts';

/** A figure of a plan that can be explained; row 0 is a down payment. */
export type PlanFigure =
  | 'amountFinancedCents' | 'financedFeeCents' | 'instalmentCents' | 'interestCents' | 'feeCents' | 'dueCents' | 'taegPpm'
  | { readonly row: number; readonly part?: RowPart | undefined };

/** A plan under the glass. */
interface PlanCase {
  readonly words: Words;
  readonly terms: PlanTerms;
  readonly plan: Plan;
  readonly laid: LaidPlan;
  readonly told: ToldPlan;
}

const isShare = (charge: PlanCharge): boolean => (charge.cents ?? null) === null;

function chargeFee(words: Words, charge: PlanCharge, bases: ChargeBases, rounding: PlanTerms['rounding']['mode']): RowFee {
  const share = { baseCents: Math.max(0, bases[charge.base ?? 'principal']), ratePpm: charge.ratePpm ?? 0 };
  return { label: 'charge', cents: chargeCents(charge, bases, rounding), formula: chargeText(words, charge.kind, isShare(charge) ? share : null) };
}

/** Charges inside a row: those of every row, and those whose day is its due day. */
function feesOf(words: Words, laid: LaidPlan, told: () => ToldPlan, index: number): RowFee[] {
  const { terms, capital, instalment, amounts, schedule } = laid;
  const amount = amounts[index];
  if (amount === undefined) return [];
  const common = planBases(terms.principalCents, capital.amountFinancedCents, instalment.cents);
  const bases = { ...common, 'row-principal': amount.principalCents, 'row-interest': askedInterest(told(), index), 'row-balance': amount.beforeCents };
  const day = schedule.periods[index]?.day;
  const here = ({ at, date, financed }: PlanCharge): boolean => !financed && (at === 'row' || (at === 'date' && toDayNumber(date ?? terms.start) === day));
  return (terms.charges ?? []).filter(here).map((charge) => chargeFee(words, charge, charge.at === 'row' ? bases : common, terms.rounding.mode));
}

/** Financed charges one by one: fixed ones and shares of the principal, then shares of what is lent with them. */
function financedFees({ words, laid: { terms, capital } }: PlanCase): DerivationStep[] {
  const financed = (terms.charges ?? []).filter((charge) => charge.financed);
  const isOfSum = (charge: PlanCharge): boolean => isShare(charge) && charge.base === 'amount-financed';
  const told = (charge: PlanCharge, lent: number): RowFee => chargeFee(words, charge, planBases(terms.principalCents, lent, 0), terms.rounding.mode);
  const first = financed.filter((charge) => !isOfSum(charge)).map((charge) => told(charge, terms.principalCents));
  const lent = first.reduce((sum, { cents }) => sum + cents, terms.principalCents);
  const fees = [...first, ...financed.filter(isOfSum).map((charge) => told(charge, lent))];
  return [...fees.map(({ label, cents, formula }) => words.money(label, cents, formula)), words.money('financedFees', capital.financedFeeCents, fees.length > 1 ? sumText(words, fees.map(({ cents }) => cents)) : '')];
}

/** The row of a down payment: a share of the principal, asked on the start day. */
function downPaymentSteps({ words, terms, laid }: PlanCase, part: RowPart | undefined): DerivationStep[] {
  const { downPaymentCents: cents, frame } = laid;
  if (cents === 0) return [];
  const ppm = terms.downPaymentPpm ?? 0;
  const exact = { top: BigInt(terms.principalCents) * BigInt(ppm), bottom: 1_000_000n };
  const principal = [
    words.step('exactDownPayment', `${words.amount(terms.principalCents)} × ${words.rate(ppm)}`, words.exact(exact)),
    ...roundedToMultiple(words, exact, roundShare(terms.principalCents, ppm, frame.multipleCents, frame.rounding), frame.multipleCents, frame.rounding),
    words.money('downPayment', cents),
  ];
  if (part === 'principal') return principal;
  const interest = words.money('downPaymentInterest', 0);
  if (part === 'interest') return [interest];
  const fees = words.money('downPaymentFees', 0);
  if (part === 'fee') return [fees];
  const summary = [interest, ...principal.slice(-1), fees, words.money('rowDue', cents, sumText(words, [cents, 0, 0]))];
  return part === 'due' ? summary : [...summary, words.money('rowBalance', frame.openingCents, sumText(words, [frame.openingCents + cents, -cents]))];
}

/** The TAEG of the flows as the calculation answers it: weeks for weekly rows, months for all others, two decimals. */
function taegPpmOf({ taegFlows }: Plan, unit: PlanTerms['unit']): number | null {
  const drawdowns = taegFlows.filter((flow) => flow.cents < 0).map(({ date, cents }) => ({ date, cents: -cents }));
  const payments = taegFlows.filter((flow) => flow.cents > 0);
  if (unit !== 'week') {
    const monthly = taeg({ drawdowns, payments });
    return monthly.ok ? monthly.taegPpm : null;
  }
  const weekly = legalTaeg({ drawdowns, payments, frequency: 'week' });
  return weekly.ok ? Number(weekly.taegPct.replace('.', '')) * 100 : null;
}

function taegSteps({ words, plan, terms }: PlanCase): DerivationStep[] {
  const found = taegPpmOf(plan, terms.unit);
  if (found === null) return [];
  const received = plan.taegFlows.filter(({ cents }) => cents < 0).map(({ cents }) => -cents);
  const paid = plan.taegFlows.filter(({ cents }) => cents > 0).map(({ cents }) => cents);
  const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
  const several = received.length > 1;
  return [
    words.money(several ? 'drawdowns' : 'drawdown', sum(received), several ? 'Σ Cⱼ' : 'C'),
    words.money('payments', sum(paid), 'Σ Dₖ'),
    words.step('equation', `${several ? 'Σ Cⱼ × (1 + X)^−tⱼ' : 'C'} = Σ Dₖ × (1 + X)^−tₖ`, words.rate(found)),
  ];
}

function amountFinanced(about: PlanCase): DerivationStep[] {
  const { words, terms, laid } = about;
  const { financedFeeCents } = laid.capital;
  return added(words, [['principalLent', terms.principalCents], ['financedFees', financedFeeCents]], 'amountFinanced');
}

/** Charges of the rows together, then those that stand by themselves. */
function allFees({ words, plan }: PlanCase): DerivationStep[] {
  const ofRows = plan.rows.reduce((sum, { feeCents }) => sum + feeCents, 0);
  const apart = plan.separateFees.filter(({ cents }) => cents !== 0);
  return [
    words.money('allRowCharges', ofRows),
    ...apart.map(({ kind, cents }) => words.money('charge', cents, kind)),
    words.money('paidFees', plan.totals.feeCents, sumText(words, [ofRows, ...apart.map(({ cents }) => cents)])),
  ];
}

const figures: Readonly<Record<Exclude<PlanFigure, object>, (about: PlanCase) => readonly DerivationStep[]>> = {
  amountFinancedCents: amountFinanced,
  financedFeeCents: financedFees,
  instalmentCents: ({ told }) => instalmentSteps(told),
  interestCents: ({ words, plan }) => [words.money('interest', plan.totals.interestCents, longSumText(words, plan.rows.filter(({ number }) => number > 0).map(({ interestCents }) => interestCents)))],
  feeCents: allFees,
  dueCents: ({ words, plan: { totals } }) => added(words, [['principalOfRows', totals.principalCents], ['interest', totals.interestCents], ['paidFees', totals.feeCents]], 'allDue'),
  taegPpm: taegSteps,
};

/** Tells the figures and rows of one plan; null when its terms are refused. */
export function planTeller(terms: PlanTerms, words: Words): ((figure: PlanFigure) => readonly DerivationStep[]) | null {
  const built = buildPlan(terms);
  const made = built.ok ? layPlan(terms) : built;
  if (!built.ok || !made.ok) return null;
  const { laid } = made;
  const told: ToldPlan = toldPlan(words, laid, (index) => feesOf(words, laid, () => told, index));
  const about: PlanCase = { words, terms: laid.terms, plan: built.plan, laid, told };
  return (figure) => {
    if (!isFigureOf(figures, figure)) return [];
    if (typeof figure !== 'object') return figures[figure](about);
    return figure.row === 0 ? downPaymentSteps(about, figure.part) : rowSteps(told, figure.row, figure.part);
  };
}
