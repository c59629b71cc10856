/**
 * Plans of 60 rows a second on one core: one at a time as rows, in a batch over typed arrays, and by the general engine
 * (dates, charges, any amortisation), beside two peers in the same run: `financial` (payment, interest and principal of
 * every row, not rounded) and decimal.js (money exact). The cents of every contender are compared with the exact referee.
 */
import { exactRows } from '../server/engine/proof/exact-plan.ts';
import { buildPlan, levelPlansBatch, levelRows, type PlanTerms } from '#engine/plans';

const rows = 60;
const loans = 2048;
const rounds = 7;
const peers = { financial: '0.2.4', 'decimal.js': '10.6.0' };

const principalCents = Float64Array.from({ length: loans }, (_, loan) => 1_000_000 + loan * 1777);
const nominalRatePpm = Int32Array.from({ length: loans }, (_, loan) => 29_900 + (loan % 977) * 100);
const columns = { principalCents, nominalRatePpm, rows: new Int32Array(loans).fill(rows) };
const terms: PlanTerms[] = Array.from({ length: loans }, (_, loan) => ({
  principalCents: principalCents[loan] ?? 0, nominalRatePpm: nominalRatePpm[loan] ?? 0, rows, start: '2026-11-22', every: 1, unit: 'month', monthEnd: 'clamp',
  dayCount: '30/360-period', amortisation: 'level', interestOn: 'declining', mode: 'arrears', rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
}));

/** The part of `financial` that is used here. */
interface Financial {
  readonly pmt: (rate: number, periods: number, present: number) => number;
  readonly ipmt: (rate: number, period: number, periods: number, present: number) => number;
  readonly ppmt: (rate: number, period: number, periods: number, present: number) => number;
}

/** The part of decimal.js that is used here. */
interface Decimal {
  readonly plus: (other: Decimal | number) => Decimal;
  readonly minus: (other: Decimal) => Decimal;
  readonly times: (other: Decimal | number) => Decimal;
  readonly div: (other: Decimal | number) => Decimal;
  readonly pow: (exponent: number) => Decimal;
  readonly toDecimalPlaces: (places: number, rounding: number) => Decimal;
  readonly toNumber: () => number;
}

async function peer(name: string): Promise<Record<string, unknown> | null> {
  try {
    return (await import(name)) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** Principal and interest of each row in cents, as a peer answers them. */
type Rows = (loan: number) => readonly (readonly [number, number])[];

function financialRows({ pmt, ipmt, ppmt }: Financial): Rows {
  return (loan) => {
    const rate = (nominalRatePpm[loan] ?? 0) / 12_000_000;
    const present = (principalCents[loan] ?? 0) / 100;
    const list: [number, number][] = [];
    pmt(rate, rows, present);
    for (let row = 1; row <= rows; row++) list.push([-ppmt(rate, row, rows, present) * 100, -ipmt(rate, row, rows, present) * 100]);
    return list;
  };
}

function decimalRows(make: (value: number) => Decimal): Rows {
  const halfUp = 4;
  return (loan) => {
    const ppm = make(nominalRatePpm[loan] ?? 0);
    const rate = ppm.div(12_000_000);
    let balance = make(principalCents[loan] ?? 0);
    const grown = rate.plus(1).pow(rows);
    const instalment = balance.times(rate).times(grown).div(grown.minus(make(1))).toDecimalPlaces(0, halfUp);
    const list: [number, number][] = [];
    for (let row = 1; row <= rows; row++) {
      const interest = balance.times(ppm).div(12_000_000).toDecimalPlaces(0, halfUp);
      const principal = row === rows ? balance : instalment.minus(interest);
      balance = balance.minus(principal);
      list.push([principal.toNumber(), interest.toNumber()]);
    }
    return list;
  };
}

/**
 * Plans a second of processor time, all threads of the process counted (so other work on the machine does not slow them
 * down): the median of several rounds after one that warms up. The sink keeps the work from being left out.
 */
let sink = 0;
function speed(plans: number, work: (plans: number) => number): number {
  const seen: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const from = process.cpuUsage();
    sink += work(plans);
    const { user, system } = process.cpuUsage(from);
    if (round > 0) seen.push((plans * 1_000_000) / (user + system));
  }
  return seen.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

const oneByOne = (answer: (loan: number) => number) => (plans: number) => {
  let sum = 0;
  for (let plan = 0; plan < plans; plan++) sum += answer(plan % loans);
  return sum;
};

/** Loans of which some row differs from the referee by a cent. */
function wrongLoans(answer: Rows): number {
  let wrong = 0;
  for (let loan = 0; loan < loans; loan++) {
    const exact = exactRows({ principalCents: principalCents[loan] ?? 0, ratePpm: nominalRatePpm[loan] ?? 0, rows, balloonCents: 0, balloonMonth: rows });
    const list = answer(loan);
    if (exact.some((row, index) => row.principalCents !== list[index]?.[0] || row.interestCents !== list[index]?.[1])) wrong += 1;
  }
  return wrong;
}

const batch = levelPlansBatch(columns);
if (!batch.ok) throw new Error(batch.refusal);
const ownRows = (loan: number) => {
  const made = levelRows(principalCents[loan] ?? 0, nominalRatePpm[loan] ?? 0, rows);
  if (!made.ok) throw new Error(made.refusal);
  return made.rows;
};
const planRows = (loan: number) => {
  const [given] = [terms[loan]];
  const made = given === undefined ? null : buildPlan(given);
  if (made === null || !made.ok) throw new Error(made === null ? 'no terms' : made.refusal);
  return made.plan.rows;
};
const pairs = (list: readonly { readonly principalCents: number; readonly interestCents: number }[]) => list.map((row) => [row.principalCents, row.interestCents] as const);

interface Contender {
  readonly name: string;
  readonly plans: number;
  readonly work: (plans: number) => number;
  readonly answer: Rows;
  /** Least speed, or how many times faster than this peer levelRows has to be. */
  readonly goal: { readonly plansPerSecond: number } | { readonly times: number } | null;
}

const contenders: Contender[] = [
  { name: 'levelRows', plans: 200_000, work: oneByOne((loan) => ownRows(loan)[rows - 1]?.principalCents ?? 0), answer: (loan) => pairs(ownRows(loan)), goal: { plansPerSecond: 1_200_000 } },
  {
    name: 'levelPlansBatch', plans: loans * 200,
    work: (plans) => {
      for (let done = 0; done < plans; done += loans) levelPlansBatch(columns, batch);
      return batch.principalCents[rows - 1] ?? 0;
    },
    answer: (loan) => Array.from({ length: rows }, (_, row) => [batch.principalCents[loan * batch.stride + row] ?? 0, batch.interestCents[loan * batch.stride + row] ?? 0] as const),
    goal: { plansPerSecond: 5_000_000 },
  },
  { name: 'buildPlan', plans: 4000, work: oneByOne((loan) => planRows(loan)[rows - 1]?.principalCents ?? 0), answer: (loan) => pairs(planRows(loan)), goal: null },
];
const financial = await peer('financial');
if (financial !== null) {
  const answer = financialRows(financial as unknown as Financial);
  contenders.push({ name: 'financial', plans: 20_000, work: oneByOne((loan) => answer(loan)[rows - 1]?.[0] ?? 0), answer: (loan) => answer(loan).map(([principal, interest]) => [Math.round(principal), Math.round(interest)] as const), goal: { times: 10 } });
}
const decimal = await peer('decimal.js');
if (decimal !== null) {
  const make = decimal['Decimal'] as { new (value: number): Decimal; set: (options: object) => void };
  make.set({ precision: 40 });
  const answer = decimalRows((value) => new make(value));
  contenders.push({ name: 'decimal.js', plans: 1000, work: oneByOne((loan) => answer(loan)[rows - 1]?.[0] ?? 0), answer, goal: { times: 150 } });
}

console.log(`${loans} loans of ${rows} rows, 10,000 to 46,000 euro at 2.99 to 12.75 %; processor time of one process, median of ${rounds} rounds after one to warm up`);
console.log('contender         plans/s   levelRows is … times faster   loans with a wrong cent   goal');
const own = contenders[0] === undefined ? 0 : speed(contenders[0].plans, contenders[0].work);
for (const { name, plans, work, answer, goal } of contenders) {
  const plansPerSecond = name === 'levelRows' ? own : speed(plans, work);
  const times = own / plansPerSecond;
  const wanted = goal === null ? '' : 'times' in goal ? `≥ ${goal.times} times` : `≥ ${goal.plansPerSecond} plans/s`;
  console.log(`${name.padEnd(16)} ${plansPerSecond.toFixed(0).padStart(8)} ${times.toFixed(1).padStart(29)} ${String(wrongLoans(answer)).padStart(25)}   ${wanted}`);
}
for (const [name, version] of Object.entries(peers)) {
  if (!contenders.some((contender) => contender.name === name)) console.log(`${name}: missing here, add ${name}@${version} to devDependencies to see it`);
}
if (!Number.isFinite(sink)) throw new Error('an answer was no number');
