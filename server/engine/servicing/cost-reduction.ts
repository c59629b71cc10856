import { toDayNumber } from '#platform/civil-date';
import type { Standing } from './accrued-interest.ts';
import type { CostItem, Criterion, LinkedService } from './cost-items.ts';
import { proportion } from './fraction.ts';
import type { FormulaPart, Proof } from './proof-line.ts';
import type { RuleReader } from './rule-in-force.ts';
import { lastRowOf, openingBalance } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

/** What becomes of one cost: `reducedCents` is no longer owed, the rest has been earned. */
export interface ReducedCost {
  readonly kind: string;
  readonly cents: number;
  readonly criterion: Criterion | 'none';
  readonly reducedCents: number;
}

export interface ServiceRefund {
  readonly code: string;
  readonly cents: number;
  readonly criterion: Criterion;
  readonly refundCents: number;
}

/** Life left over whole life, as integers. */
interface LifeLeft {
  readonly left: number | bigint;
  readonly whole: number | bigint;
  readonly formula: readonly FormulaPart[];
}

/** Everything needed to measure the life left on a day. */
export interface LifeMeasure {
  readonly contract: ServicedContract;
  readonly standing: Standing;
  readonly on: string;
  readonly linearBy: 'days' | 'rows';
}

/** On the first day all of a life is left, also when a row falls due on it or the whole contract ends with it. */
const nothingLived = ({ contract, on }: LifeMeasure, from?: string): boolean => on === contract.terms.start && (from ?? on) === on;

function linearLife(measure: LifeMeasure, from?: string, to?: string): LifeLeft {
  const { contract, standing, on, linearBy } = measure;
  if (linearBy === 'rows' && (from ?? to ?? null) === null) {
    const whole = contract.rows.filter((row) => row.number > 0).length;
    const left = contract.rows.slice(standing.next).filter((row) => row.number > 0).length;
    return { left, whole, formula: [{ count: left }, '/', { count: whole }] };
  }
  const begin = toDayNumber(from ?? contract.terms.start);
  const end = toDayNumber(to ?? lastRowOf(contract).dueDate);
  const whole = Math.max(0, end - begin);
  const left = Math.min(whole, Math.max(0, end - toDayNumber(on)));
  return { left, whole, formula: [{ days: left }, '/', { days: whole }] };
}

/** Balance × days to come over balance × days of the whole plan: the curve of the interest of a plan without interest. */
function debtCurve({ contract, standing, on }: LifeMeasure): LifeLeft {
  let left = 0n;
  let whole = 0n;
  let balance = openingBalance(contract);
  let from = toDayNumber(contract.terms.start);
  const day = toDayNumber(on);
  for (const [index, row] of contract.rows.entries()) {
    const to = toDayNumber(row.dueDate);
    whole += BigInt(balance) * BigInt(to - from);
    if (index >= standing.next) left += BigInt(balance) * BigInt(to - Math.max(from, day));
    balance = row.balanceCents;
    from = to;
  }
  return { left, whole, formula: [{ word: 'Σ debt × days left' }, '/', { word: 'Σ debt × days' }] };
}

/** Interest not yet due over all the interest of the plan, what it carries from before apart: the curve of the interest. */
function interestLife(measure: LifeMeasure): LifeLeft {
  const { rows, carriedInterestCents = 0 } = measure.contract;
  const whole = rows.reduce((sum, row) => sum + row.interestCents, -carriedInterestCents);
  if (whole <= 0) return debtCurve(measure);
  const left = Math.min(whole, Math.max(0, measure.standing.interestNotDueCents));
  return { left, whole, formula: [{ cents: left }, '/', { cents: whole }] };
}

function shareLeft(measure: LifeMeasure, cents: number, criterion: Criterion, from?: string, to?: string): { cents: number; formula: readonly FormulaPart[] } {
  if (nothingLived(measure, from)) return { cents, formula: [{ date: measure.on }] };
  const life = criterion === 'linear' ? linearLife(measure, from, to) : interestLife(measure);
  if (life.whole === 0 || life.whole === 0n) return { cents: 0, formula: life.formula };
  return { cents: proportion(cents, life.left, life.whole, measure.contract.terms.rounding.mode), formula: life.formula };
}

/** What the law of the contract says of costs; null for contracts outside consumer credit, where only what the contract says counts. */
export type ReductionLaw = RuleReader | null;

function criterionOf(item: CostItem, law: ReductionLaw): Criterion | 'none' {
  if (item.nature === 'tax') return 'none';
  if (law === null) return item.criterion ?? 'none';
  if (item.nature === 'third-party-fixed' && law.text('settlement.reduced_costs') === 'all-but-taxes-and-fixed-third-party') return 'none';
  const silent = law.text(item.timing === 'recurring' ? 'settlement.criterion.recurring' : 'settlement.criterion.up_front');
  return item.criterion ?? (silent === 'linear' ? 'linear' : 'amortised-cost');
}

/**
 * Reduction of one cost for the life the contract will not live (TUB 125-sexies; CJEU C-383/18): cost × life left /
 * whole life, rounded once. Linear measures life by days (or by rows); amortised cost follows the interest of the plan,
 * interest not yet due over all interest (the arbitrators' curve, ABF Coordinamento 26525/2019), or the debt × days
 * where the plan bears no interest. Taxes are never reduced, nor, for contracts under D.Lgs. 212/2025, costs paid to
 * third parties whatever the term.
 */
export function reduceCost(item: CostItem, measure: LifeMeasure, law: ReductionLaw, proof: Proof): ReducedCost {
  const criterion = criterionOf(item, law);
  const { kind, cents } = item;
  const word = { word: kind };
  if (criterion === 'none') {
    proof?.push({ label: item.nature === 'tax' ? 'taxKept' : item.nature === 'third-party-fixed' ? 'thirdPartyKept' : 'costKept', formula: [word], cents });
    return { kind, cents, criterion, reducedCents: 0 };
  }
  const left = shareLeft(measure, cents, criterion, item.from, item.to);
  proof?.push({ label: 'costReduced', formula: [word, { word: criterion }, { cents }, '×', ...left.formula], cents: left.cents, article: law?.article('settlement.reduced_costs') });
  return { kind, cents, criterion, reducedCents: left.cents };
}

/** Refund of a service that ends with the contract: its refundable share for the life left (DL 179/2012 art. 22 c. 15-quater for policies). */
export function refundService(service: LinkedService, measure: LifeMeasure, proof: Proof): ServiceRefund {
  const criterion = service.criterion ?? 'linear';
  const refundable = proportion(service.cents, service.refundablePpm ?? 1_000_000, 1_000_000, measure.contract.terms.rounding.mode);
  const left = shareLeft({ ...measure, linearBy: 'days' }, refundable, criterion, service.from, service.to);
  proof?.push({ label: 'serviceRefund', formula: [{ word: service.code }, { cents: refundable }, '×', ...left.formula], cents: left.cents });
  return { code: service.code, cents: service.cents, criterion, refundCents: left.cents };
}
