import type { DayNumber } from '#platform/civil-date';

/** Names of the ways to count interest days; docs/engine-conventions.md section 2 defines each. */
export type DayCount =
  | '30/360-period'
  | '30/360-bond'
  | '30/360-us'
  | '30e/360'
  | '30e/360-isda'
  | 'act/365f'
  | 'act/360'
  | 'act/364'
  | 'act/act-isda'
  | 'act/act-isma'
  | 'act/act-afb';

/** A part of a year as an exact ratio of integers. */
export interface YearFraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** What some conventions need beside the two days. */
export interface DayCountContext {
  readonly termination?: DayNumber | undefined;
  /** Reference period of act/act-isma, and how many such periods make a year. */
  readonly reference?: { readonly start: DayNumber; readonly end: DayNumber; readonly perYear: number } | undefined;
}
