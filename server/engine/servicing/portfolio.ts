import { divideRoundedBig } from '#platform/money';
import { isBag } from '../check-fields.ts';

/**
 * Contracts in columns. Contract c has the unpaid rows `firstRow[c]` up to `firstRow[c + 1]` (excluded), oldest first, so
 * that `firstRow` is one longer than there are contracts and starts at 0.
 */
export interface PortfolioColumns {
  readonly firstRow: Int32Array;
  /** Due day of each unpaid row, as a day number. */
  readonly dueDay: Int32Array;
  /** What still bears default interest of each row, ≥ 0. */
  readonly unpaidCents: Int32Array;
  /** Rate of default interest of each contract. */
  readonly ratePpm: Int32Array;
  /** Days of grace of each contract. */
  readonly graceDays: Uint8Array;
}

/** Filled by the pass; one for each contract. */
export interface PortfolioAnswers {
  readonly daysPastDue: Int32Array;
  readonly overdueCents: Float64Array;
  readonly interestCents: Float64Array;
  /** Index of the last threshold reached: 0 = not overdue. */
  readonly bucket: Uint8Array;
}

export interface PortfolioTotals {
  readonly overdueContracts: number;
  readonly overdueCents: number;
  readonly interestCents: number;
}

export interface PortfolioRules {
  /** Day number reckoned to, included. */
  readonly today: number;
  readonly graceCounts: 'from-due-date' | 'after-grace';
  /** Days past due at which each bucket begins, rising: [1, 31, 61, 91] gives buckets 0 to 4. */
  readonly bucketsFrom: readonly number[];
}

/** Contracts that one pass takes at most: 2 GB of answers. */
export const maximumContracts = 100_000_000;

/** Room for the answers of so many contracts; for none when that is no number of contracts up to `maximumContracts`. */
export function portfolioAnswers(contracts: number): PortfolioAnswers {
  const count = Number.isSafeInteger(contracts) && contracts >= 0 && contracts <= maximumContracts ? contracts : 0;
  return {
    daysPastDue: new Int32Array(count),
    overdueCents: new Float64Array(count),
    interestCents: new Float64Array(count),
    bucket: new Uint8Array(count),
  };
}

const divisor = 365_000_000;
const half = divisor / 2;
/** Below this a product of the three factors and the half added to it are exact integers. */
const exactBelow = 9_000_000_000_000_000;

/** The bucket of each number of days up to the last threshold. */
function bucketTable(bucketsFrom: readonly number[]): Uint8Array {
  const last = bucketsFrom.at(-1) ?? 0;
  const table = new Uint8Array(Math.max(1, last + 1));
  for (const [index, from] of bucketsFrom.entries()) table.fill(index + 1, Math.max(0, from));
  return table;
}

/** cents × ppm × days / 365 000 000, half up, when the product is too large for a float. */
const largeInterest = (cents: number, ratePpm: number, days: number): number =>
  Number(divideRoundedBig(BigInt(cents) * BigInt(ratePpm) * BigInt(days), BigInt(divisor), 'half-up'));

const isBucketStart = (value: unknown): boolean => isCount(value) && Number(value) <= 100_000;
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 10_000_000;

/** True when columns, rules and answers are what they should be; the rows are not looked at one by one. */
function fitTogether(columns: unknown, rules: unknown, answers: unknown): boolean {
  if (!isBag(columns) || !isBag(rules) || !isBag(answers)) return false;
  const { firstRow, dueDay, unpaidCents, ratePpm, graceDays } = columns;
  if (!(firstRow instanceof Int32Array && dueDay instanceof Int32Array && unpaidCents instanceof Int32Array)) return false;
  const contracts = firstRow.length - 1;
  const rows = firstRow[contracts] ?? 0;
  const { bucketsFrom } = rules;
  const room = [answers['daysPastDue'], answers['overdueCents'], answers['interestCents'], answers['bucket']];
  return (
    dueDay.length >= rows && unpaidCents.length >= rows &&
    ratePpm instanceof Int32Array && ratePpm.length >= contracts && graceDays instanceof Uint8Array && graceDays.length >= contracts &&
    isCount(rules['today']) && Array.isArray(bucketsFrom) && bucketsFrom.length < 256 && bucketsFrom.every(isBucketStart) &&
    room.every((column) => ArrayBuffer.isView(column) && 'length' in column && Number(column.length) >= contracts)
  );
}

/**
 * Default interest, days past due and delinquency bucket of all contracts on one day, in one pass without allocation:
 * for every contract what `defaultInterest` answers for its rows at one rate, half-up. Days past due are those of its
 * oldest unpaid row. Columns that are not the typed arrays above, or not of one length, count as no contract.
 */
export function agePortfolio(columns: PortfolioColumns, rules: PortfolioRules, answers: PortfolioAnswers): PortfolioTotals {
  if (!fitTogether(columns, rules, answers)) return { overdueContracts: 0, overdueCents: 0, interestCents: 0 };
  const { firstRow, dueDay, unpaidCents, ratePpm, graceDays } = columns;
  const { daysPastDue, overdueCents, interestCents, bucket } = answers;
  const { today } = rules;
  const afterGrace = rules.graceCounts === 'after-grace';
  const buckets = bucketTable(rules.bucketsFrom);
  const lastBucket = buckets.length - 1;
  const contracts = firstRow.length - 1;
  let overdueContracts = 0;
  let overdueSum = 0;
  let interestSum = 0;
  let row = 0;
  for (let contract = 0; contract < contracts; contract++) {
    const end = firstRow[contract + 1] as number;
    let oldest = 0;
    let overdue = 0;
    let interest = 0;
    if (row < end) {
      const rate = ratePpm[contract] as number;
      const grace = graceDays[contract] as number;
      const counted = afterGrace ? grace : 0;
      for (; row < end; row++) {
        const days = today - (dueDay[row] as number);
        const cents = unpaidCents[row] as number;
        if (days <= 0 || cents === 0) continue;
        if (oldest < days) oldest = days;
        overdue += cents;
        if (days <= grace) continue;
        const product = cents * rate * (days - counted);
        if (product < exactBelow) {
          // Exact: below 2^25 a quotient is rounded by less than 2^-29, and the next whole is at least 1/divisor away.
          interest += Math.floor((product + half) / divisor);
        } else interest += largeInterest(cents, rate, days - counted);
      }
    }
    daysPastDue[contract] = oldest;
    overdueCents[contract] = overdue;
    interestCents[contract] = interest;
    bucket[contract] = buckets[oldest < lastBucket ? oldest : lastBucket] as number;
    if (overdue > 0) overdueContracts += 1;
    overdueSum += overdue;
    interestSum += interest;
  }
  return { overdueContracts, overdueCents: overdueSum, interestCents: interestSum };
}
