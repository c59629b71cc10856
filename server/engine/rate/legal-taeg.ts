import { isBag, oneOf } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { IntervalPeriod } from '../time/equivalent-time.ts';
import { answerOfFlows, decimalsFault, defaultDecimals } from './rate-answer.ts';
import type { RateAnswer } from './rate-answer.ts';
import { decimalScale, doubtOf, legalTime, placeFlows, scaledAmount } from './rate-flows.ts';
import type { RateFlow } from './rate-flows.ts';
import type { TimedAmount } from './timed-flows.ts';

export interface TaegQuestion {
  /** What the customer receives; the earliest is the origin of time. */
  readonly drawdowns: readonly RateFlow[];
  /** What the customer pays: instalments and every cost of the credit. All flows by date or all by years. */
  readonly payments: readonly RateFlow[];
  /** How payments recur, so which whole periods the intervals are counted in: month unless said. */
  readonly frequency?: IntervalPeriod | undefined;
  /** Decimals of per cent, 0 to 12; 2 unless said (the law asks for at least one). */
  readonly decimals?: number | undefined;
}

export type TaegAnswer =
  | {
      readonly ok: true;
      /** At the decimals asked, half-up from full precision: 3.054 is 3.1 at one decimal. */
      readonly taegPct: string;
      readonly exactPct: string;
      readonly annualRate: number;
    }
  | Refusal;

export const periodsInYear: Readonly<Record<IntervalPeriod, number>> = { year: 1, month: 12, week: 52 };
const frequencyKnown = oneOf('year', 'month', 'week');

/** The legal rate of drawdowns and payments, fields of any type checked. */
export function legalRate(question: unknown): RateAnswer | Refusal {
  if (!isBag(question)) return refuse('missing', 'drawdowns');
  const drawdowns = placeFlows(question['drawdowns'], 'drawdowns');
  if (!drawdowns.ok) return drawdowns;
  const payments = placeFlows(question['payments'], 'payments');
  if (!payments.ok) return payments;
  if (drawdowns.kind === 'none') return refuse('missing', 'drawdowns');
  if (payments.kind === 'none') return refuse('not_solvable', 'payments');
  if (payments.kind !== drawdowns.kind) return refuse('choice_not_consistent', 'payments.0');
  const fault = question['frequency'] === undefined ? null : frequencyKnown(question['frequency'], 'frequency');
  if (fault !== null) return fault;
  const decimals = question['decimals'];
  const wrong = decimalsFault(decimals);
  if (wrong !== null) return wrong;
  const frequency = (question['frequency'] ?? 'month') as IntervalPeriod;
  const perYear = periodsInYear[frequency];
  const origin = drawdowns.flows.reduce((first, flow) => Math.min(first, flow.at), Infinity);
  const byYears = drawdowns.kind === 'years' ? [...drawdowns.flows, ...payments.flows] : [];
  const { scale, exact } = decimalScale(byYears);
  const timed: TimedAmount[] = [];
  for (const { at, amount } of drawdowns.flows) {
    timed.push({ time: legalTime(drawdowns.kind, at, origin, frequency, perYear), cents: -scaledAmount(amount, scale) });
  }
  for (const { at, amount, path } of payments.flows) {
    if (at < origin) return refuse('date_out_of_range', path);
    timed.push({ time: legalTime(payments.kind, at, origin, frequency, perYear), cents: scaledAmount(amount, scale) });
  }
  return answerOfFlows(timed, perYear, typeof decimals === 'number' ? decimals : defaultDecimals, 'payments', doubtOf(byYears, perYear, exact));
}

/**
 * TAEG of any flows: Σ C_k (1 + X)^−t_k = Σ D_l (1 + X)^−s_l (Directive 2008/48/EC Annex I; Directive (EU) 2023/2225
 * Annex III; TUB art. 121). Dates by the interval rule of `equivalentTime`; years as they are given. Rounding of Annex I
 * remark (d). Refuses bad fields by name, a payment before the first drawdown (`date_out_of_range`), flows without a rate
 * (`not_solvable`), with one not between −99 % and 10^8 % (`rate_out_of_range`) and with more than one (`rate_not_unique`).
 */
export function legalTaeg(question: TaegQuestion): TaegAnswer {
  const answer = legalRate(question);
  return answer.ok ? { ok: true, taegPct: answer.ratePct, exactPct: answer.exactPct, annualRate: answer.annualRate } : answer;
}
