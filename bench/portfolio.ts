/**
 * Default interest, days past due and bucket of a portfolio in memory beside a plain loop that reads the same columns and
 * writes as many answers: what the reckoning costs on top of the memory. Goal of the product: 50 ms for 1,000,000 contracts.
 */
import { toDayNumber } from '#platform/civil-date';
import { agePortfolio, portfolioAnswers } from '#engine/servicing';
import type { PortfolioAnswers, PortfolioColumns } from '#engine/servicing';

const contracts = 1_000_000;
const rounds = 30;
const today = toDayNumber('2026-11-22');

/** Seven contracts in ten are regular; the others have one to six unpaid rows. The same figures in every run. */
function columns(): PortfolioColumns {
  let seed = 20_261_122;
  const draw = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const firstRow = new Int32Array(contracts + 1);
  const ratePpm = new Int32Array(contracts);
  const graceDays = new Uint8Array(contracts);
  const dueDay: number[] = [];
  const unpaidCents: number[] = [];
  for (let contract = 0; contract < contracts; contract++) {
    const unpaid = draw(10) < 7 ? 0 : 1 + draw(6);
    const day = draw(30);
    for (let row = unpaid; row > 0; row--) {
      dueDay.push(today - day - 30 * (row - 1));
      unpaidCents.push(15_000 + draw(60_000));
    }
    firstRow[contract + 1] = dueDay.length;
    ratePpm[contract] = 80_000 + draw(80_000);
    graceDays[contract] = draw(3) * 5;
  }
  return { firstRow, dueDay: Int32Array.from(dueDay), unpaidCents: Int32Array.from(unpaidCents), ratePpm, graceDays };
}

/** The floor: every cell read once, every answer written once, nothing reckoned but sums. */
function floor({ firstRow, dueDay, unpaidCents, ratePpm, graceDays }: PortfolioColumns, answers: PortfolioAnswers): number {
  let row = 0;
  let sum = 0;
  for (let contract = 0; contract < contracts; contract++) {
    const end = firstRow[contract + 1] as number;
    let days = (ratePpm[contract] as number) + (graceDays[contract] as number);
    let cents = 0;
    for (; row < end; row++) {
      days += dueDay[row] as number;
      cents += unpaidCents[row] as number;
    }
    answers.daysPastDue[contract] = days;
    answers.overdueCents[contract] = cents;
    answers.interestCents[contract] = cents;
    answers.bucket[contract] = days;
    sum += cents;
  }
  return sum;
}

const least = (values: readonly number[]): number => Math.min(...values);

const data = columns();
const answers = portfolioAnswers(contracts);
const rules = { today, graceCounts: 'from-due-date', bucketsFrom: [1, 31, 61, 91] } as const;
const times: { own: number[]; floor: number[] } = { own: [], floor: [] };
let totals = agePortfolio(data, rules, answers);
for (let round = 0; round < rounds; round++) {
  const start = performance.now();
  floor(data, answers);
  const between = performance.now();
  totals = agePortfolio(data, rules, answers);
  times.floor.push(between - start);
  times.own.push(performance.now() - between);
}
const own = least(times.own);
const bare = least(times.floor);
console.log(`${contracts} contracts, ${data.dueDay.length} unpaid rows, one core, least of ${rounds} rounds in turn after one warm-up`);
console.log(`${totals.overdueContracts} overdue, ${(totals.overdueCents / 100).toFixed(2)} euro, default interest ${(totals.interestCents / 100).toFixed(2)} euro`);
console.log('pass                floor ms   volano ms   ratio   goal');
console.log(`portfolio ageing ${bare.toFixed(2).padStart(11)} ${own.toFixed(2).padStart(11)} ${(own / bare).toFixed(2).padStart(7)}   50 ms`);
