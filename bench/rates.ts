/**
 * Rates a second on one core beside three packages that people use for the same: xirr (dates, days / 365), financial
 * (RATE and IRR of equal periods) and decimal.js (Newton on 28 digits). Every answer of the run is compared with the
 * sharp rate before anything is timed. Goals: month grid ≥ 1.5 M/s, odd first period ≥ 0.5 M/s; ≥ 50 × xirr,
 * ≥ 10 × financial, ≥ 150 × decimal.js.
 */
import { addMonths } from '#platform/civil-date';
import { datedIrr, gridTaeg, legalTaeg, levelTaeg, solveAnnualRate, taeg } from '#engine/rates';

const rows = 60;
const credits = 512;
const drawn = 1_500_000;
const levelOf = (credit: number): number => 28_000 + credit * 7;
const balloonOf = (credit: number): number => (credit % 2 === 0 ? 0 : 300_000);
const start = '2026-11-22';

interface Decimals {
  plus(other: Decimals | number): Decimals;
  minus(other: Decimals | number): Decimals;
  times(other: Decimals | number): Decimals;
  div(other: Decimals | number): Decimals;
  pow(exponent: number): Decimals;
  abs(): Decimals;
  lt(other: number): boolean;
  toNumber(): number;
}
type DecimalsOf = new (value: number | string) => Decimals;

/** A package that may be missing: its rows are then left out, and said. */
async function optional<T>(name: string): Promise<T | null> {
  try {
    return (await import(name)) as T;
  } catch {
    console.log(`${name} is not installed: its rows are left out`);
    return null;
  }
}

const xirrPackage = await optional<{ default: (flows: readonly { amount: number; when: Date }[]) => number }>('xirr');
const financial = await optional<{ rate: (nper: number, pmt: number, pv: number, fv: number) => number; irr: (values: readonly number[], guess?: number) => number }>('financial');
const decimalPackage = await optional<{ default: DecimalsOf }>('decimal.js');

const grids = Array.from({ length: credits }, (_, credit) => {
  const payments = new Float64Array(rows + 1);
  for (let row = 1; row <= rows; row++) payments[row] = levelOf(credit);
  payments[rows] = levelOf(credit) + balloonOf(credit);
  return payments;
});
const dates = Array.from({ length: rows }, (_, row) => addMonths(start, row + 1));
const values = grids.map((payments) => [-drawn, ...payments.slice(1)]);
const dated = grids.map((payments) => dates.map((date, row) => ({ date, cents: payments[row + 1] ?? 0 })));
const instants = grids.map((payments) => [{ amount: -drawn, when: new Date(start) }, ...dates.map((date, row) => ({ amount: payments[row + 1] ?? 0, when: new Date(date) }))]);
const timed = grids.map((payments) =>
  [-drawn, ...payments.slice(1)].map((cents, whole) => ({ cents, time: { whole, days: 0, divisor: 365, years: whole / 12 } })),
);
const oddLeftover = 13 / 365;

/** Newton with Horner on 28 decimal digits. */
function decimalRate(flows: readonly number[], Decimal: DecimalsOf): number {
  let v = new Decimal('0.995');
  for (let step = 0; step < 30; step++) {
    let value = new Decimal(0);
    let slope = new Decimal(0);
    for (let index = flows.length - 1; index >= 0; index--) {
      slope = slope.times(v).plus(value);
      value = value.times(v).plus(flows[index] ?? 0);
    }
    const change = value.div(slope);
    v = v.minus(change);
    if (change.abs().lt(1e-15)) break;
  }
  return new Decimal(1).div(v).pow(12).minus(1).toNumber();
}

const sharp = (payments: Float64Array, leftover = 0): number => {
  const answer = legalTaeg({ drawdowns: [[0, drawn]], payments: Array.from(payments, (amount, month) => [month / 12 + leftover, amount] as const) });
  return answer.ok ? answer.annualRate : Number.NaN;
};
const byDays = (credit: number): number => {
  const answer = datedIrr({ flows: [{ date: start, cents: -drawn }, ...(dated[credit] ?? [])] });
  return answer.ok ? answer.annualRate : Number.NaN;
};
const yearly = (monthly: number): number => (1 + monthly) ** 12 - 1;

interface Contender {
  readonly name: string;
  readonly solve: (credit: number) => number;
  readonly truth: (credit: number) => number;
  readonly tolerance: number;
  /** Only credits without a balloon. */
  readonly levelOnly?: boolean;
}

const empty = new Float64Array(0);
const contenders: Contender[] = [
  { name: 'levelTaeg, level', solve: (credit) => levelTaeg(drawn, levelOf(credit), rows), truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-12, levelOnly: true },
  { name: 'gridTaeg, month grid', solve: (credit) => gridTaeg(drawn, grids[credit] ?? empty, rows + 1), truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-12 },
  { name: 'gridTaeg, odd first period', solve: (credit) => gridTaeg(drawn, grids[credit] ?? empty, rows + 1, oddLeftover), truth: (credit) => sharp(grids[credit] ?? empty, oddLeftover), tolerance: 1e-12 },
  { name: 'solveAnnualRate, intervals', solve: (credit) => solveAnnualRate(timed[credit] ?? []) ?? Number.NaN, truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-12 },
  {
    name: 'taeg, from dates',
    solve: (credit) => {
      const answer = taeg({ drawdowns: [{ date: start, cents: drawn }], payments: dated[credit] ?? [] });
      return answer.ok ? answer.annualRate : Number.NaN;
    },
    truth: (credit) => sharp(grids[credit] ?? empty),
    tolerance: 1e-12,
  },
];
if (financial !== null) {
  contenders.push(
    { name: 'financial rate, level', solve: (credit) => yearly(financial.rate(rows, -levelOf(credit), drawn, 0)), truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-5, levelOnly: true },
    { name: 'financial irr', solve: (credit) => yearly(financial.irr(values[credit] ?? [], 0.01)), truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-5 },
  );
}
if (xirrPackage !== null) contenders.push({ name: 'xirr', solve: (credit) => xirrPackage.default(instants[credit] ?? []), truth: byDays, tolerance: 1e-5 });
if (decimalPackage !== null) contenders.push({ name: 'decimal.js, 28 digits', solve: (credit) => decimalRate(values[credit] ?? [], decimalPackage.default), truth: (credit) => sharp(grids[credit] ?? empty), tolerance: 1e-12 });

const usable = (contender: Contender, credit: number): boolean => contender.levelOnly !== true || balloonOf(credit) === 0;

function worstError(contender: Contender): number {
  let worst = 0;
  for (let credit = 0; credit < credits; credit += 31) {
    if (usable(contender, credit)) worst = Math.max(worst, Math.abs(contender.solve(credit) - contender.truth(credit)));
  }
  return worst;
}

/** Solves for at least so much processor time and says how many a second of it: what else the machine does then matters less. */
function perSecond(contender: Contender, milliseconds: number): number {
  const started = process.cpuUsage();
  let solved = 0;
  let sum = 0;
  for (;;) {
    const odd = contender.levelOnly === true ? 0 : (solved / (credits / 2)) % 2;
    for (let credit = odd; credit < credits; credit += 2) sum += contender.solve(credit);
    solved += credits / 2;
    const { user, system } = process.cpuUsage(started);
    if (user + system > milliseconds * 1000) return Number.isNaN(sum) ? 0 : (solved / (user + system)) * 1e6;
  }
}

const best = new Map<string, number>();
for (let round = 0; round < 7; round++) {
  for (const contender of contenders) best.set(contender.name, Math.max(best.get(contender.name) ?? 0, perSecond(contender, round === 0 ? 60 : 120)));
}
const speed = (name: string): number => best.get(name) ?? 0;
let failed = 0;

console.log(`Rates of ${rows}-row credits, best of 7 rounds, processor time of one core`);
for (const contender of contenders) {
  const error = worstError(contender);
  if (!(error <= contender.tolerance)) failed += 1;
  console.log(`${contender.name.padEnd(28)} ${(speed(contender.name) / 1000).toFixed(1).padStart(9)} k/s   worst error ${error.toExponential(1)}`);
}

const goals: readonly (readonly [string, number, number])[] = [
  ['month grid, M/s', speed('gridTaeg, month grid') / 1e6, 1.5],
  ['level, M/s', speed('levelTaeg, level') / 1e6, 1.5],
  ['odd first period, M/s', speed('gridTaeg, odd first period') / 1e6, 0.5],
  ...(xirrPackage === null ? [] : [['grid beside xirr, ×', speed('gridTaeg, month grid') / speed('xirr'), 50] as const]),
  ...(financial === null ? [] : [['grid beside financial irr, ×', speed('gridTaeg, month grid') / speed('financial irr'), 10] as const, ['level beside financial rate, ×', speed('levelTaeg, level') / speed('financial rate, level'), 10] as const]),
  ...(decimalPackage === null ? [] : [['grid beside decimal.js, ×', speed('gridTaeg, month grid') / speed('decimal.js, 28 digits'), 150] as const]),
];
for (const [name, found, goal] of goals) console.log(`${name.padEnd(32)} ${found.toFixed(2).padStart(9)}   goal ≥ ${goal}   ${found >= goal ? 'met' : 'NOT met'}`);
process.exit(failed === 0 ? 0 : 1);
