import { isCivilDate, monthOf, yearOf } from '#platform/civil-date';
import { amountUpTo, isBag, word } from '../check-fields.ts';
import type { Bag } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { usuryThreshold } from './threshold.ts';

/** One published average rate: a category and size class in a quarter. */
export interface UsuryRow {
  /** '2026-Q4'. */
  readonly quarter: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly category: string;
  /** Amounts above this … */
  readonly amountOverCents: number | null;
  /** … and up to this, included; null = no limit. */
  readonly amountToCents: number | null;
  /** Decimal text as published. */
  readonly tegmPct: string;
}

/** The average surcharge on default rates that the decrees publish, from a day on. */
export interface SurchargeRow {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Categories it is for; empty = all those not named by another row. */
  readonly categories: readonly string[];
  readonly surchargePct: string;
}

export interface ThresholdQuestion {
  readonly category: string;
  readonly amountCents: number;
  /** The day on which the rate is agreed. */
  readonly date: string;
}

export type FoundThreshold = { readonly ok: true; readonly quarter: string; readonly tegmPct: string; readonly thresholdPct: string } | Refusal;

const amount = amountUpTo(Number.MAX_SAFE_INTEGER);

/** Days as text compare as they follow each other. */
const holds = (from: string, to: string | null, date: string): boolean => from <= date && (to === null || date <= to);

/** The quarter of a day: '2026-Q4'. */
const quarterOf = (date: string): string => `${yearOf(date)}-Q${Math.floor((monthOf(date) + 2) / 3)}`;

const inClass = (row: UsuryRow, cents: number): boolean =>
  (row.amountOverCents === null || cents > row.amountOverCents || row.amountOverCents === 0) && (row.amountToCents === null || cents <= row.amountToCents);

const spans = (row: Bag): boolean => typeof row['validFrom'] === 'string' && (row['validTo'] === null || typeof row['validTo'] === 'string');
const isLimit = (value: unknown): boolean => value === null || typeof value === 'number';

/** What is no row, in a table from whoever it comes, is passed over: no threshold rests on it. */
const isUsuryRow = (row: unknown): boolean => isBag(row) && spans(row) && isLimit(row['amountOverCents']) && isLimit(row['amountToCents']);
const isSurchargeRow = (row: unknown): boolean => isBag(row) && spans(row) && Array.isArray(row['categories']);

function questionFault(question: unknown): Refusal | null {
  if (!isBag(question)) return refuse('missing', 'category');
  if (!isCivilDate(question['date'])) return refuse(question['date'] === undefined ? 'missing' : 'date_not_valid', 'date');
  return word(question['category'], 'category') ?? amount(question['amountCents'], 'amountCents');
}

/**
 * Average rate and usury threshold in force on the day a rate is agreed (D.L. 394/2000 art. 1), for a category and an
 * amount. A day that no row covers is `rule_missing` with the quarter in the path ('usury.2027-Q1'); a category that the
 * quarter does not have is `choice_not_known`. Days before 14 May 2011 are not covered: another rule held.
 */
export function findThreshold(rows: readonly UsuryRow[], question: ThresholdQuestion): FoundThreshold {
  const fault = questionFault(question);
  if (fault !== null) return fault;
  if (!Array.isArray(rows)) return refuse('missing', 'rows');
  const inForce = (rows as readonly UsuryRow[]).filter((row) => isUsuryRow(row) && holds(row.validFrom, row.validTo, question.date));
  if (inForce.length === 0) return refuse('rule_missing', `usury.${quarterOf(question.date)}`);
  const ofCategory = inForce.filter((row) => row.category === question.category);
  if (ofCategory.length === 0) return refuse('choice_not_known', 'category');
  const row = ofCategory.find((item) => inClass(item, question.amountCents));
  if (row === undefined) return refuse('rule_missing', `usury.${quarterOf(question.date)}.${question.category}`);
  const threshold = usuryThreshold({ tegmPct: row.tegmPct });
  return threshold.ok ? { ok: true, quarter: row.quarter, tegmPct: row.tegmPct, thresholdPct: threshold.thresholdPct } : threshold;
}

/** The surcharge in force on a day for a category, or `rule_missing` naming the quarter. */
export function findSurcharge(rows: readonly SurchargeRow[], category: string, date: string): { readonly ok: true; readonly surchargePct: string } | Refusal {
  if (!isCivilDate(date)) return refuse('date_not_valid', 'date');
  if (!Array.isArray(rows)) return refuse('missing', 'rows');
  const inForce = (rows as readonly SurchargeRow[]).filter((row) => isSurchargeRow(row) && holds(row.validFrom, row.validTo, date));
  const row = inForce.find((item) => item.categories.includes(category)) ?? inForce.find((item) => item.categories.length === 0);
  return row === undefined ? refuse('rule_missing', `usurySurcharge.${quarterOf(date)}`) : { ok: true, surchargePct: row.surchargePct };
}
