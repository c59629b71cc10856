/**
 * Solving for each unknown of a financing on one core: microseconds of processor time, plans tried, and the ratio to the
 * floor of the same run, one `priceFinancing` of the same terms (every answer ends with that price). Level on the month
 * grid, and a shaped plan with a balloon by days. Every answer is priced again before it is timed. Goal: 150 µs shaped.
 */
import { priceFinancing, type FinancingTerms } from '#engine';
import { solveFor, type SolveTarget, type Unknown } from '#engine/solve';

const financings = 256;
const rounds = 7;
const warmUp = 8;
const shape = {
  every: 1, unit: 'month', monthEnd: 'clamp', dayCount: 'act/365f', amortisation: 'level', interestOn: 'declining', mode: 'arrears',
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
} as const;
const charge = { financed: false, inTaeg: true, optional: false } as const;

const termsOf = (index: number, plan: FinancingTerms['plan']): FinancingTerms => ({
  priceCents: 2_000_000 + index * 1777, discountCents: 0, tradeInCents: 0, depositCents: 400_000, termMonths: 60, nominalRatePpm: 69_500, plan,
  startDate: `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
  charges: [{ kind: 'arrangement', at: 'start', cents: 35_000, ...charge, financed: true }, { kind: 'collection', at: 'row', cents: 350, ...charge }],
  services: [], substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'financed' },
});

interface Question {
  readonly name: string;
  readonly unknown: Unknown;
  readonly figure: SolveTarget['figure'];
  readonly by?: 'rate' | 'amount';
}

const questions: readonly Question[] = [
  { name: 'price', unknown: 'price', figure: 'instalmentCents' },
  { name: 'deposit', unknown: 'deposit', figure: 'instalmentCents' },
  { name: 'amount financed', unknown: 'amountFinanced', figure: 'instalmentCents' },
  { name: 'instalment', unknown: 'instalment', figure: 'instalmentCents' },
  { name: 'term', unknown: 'term', figure: 'instalmentCents' },
  { name: 'rate for an instalment', unknown: 'nominalRate', figure: 'instalmentCents' },
  { name: 'rate for a TAEG', unknown: 'nominalRate', figure: 'taegPpm' },
  { name: 'balloon', unknown: 'balloon', figure: 'instalmentCents' },
  { name: 'subsidy of the rate', unknown: 'subsidy', figure: 'instalmentCents', by: 'rate' },
];

const figuresOf = (terms: FinancingTerms) => {
  const priced = priceFinancing(terms);
  if (!priced.ok) throw new Error(`${priced.refusal} at ${priced.path}`);
  return priced.figures;
};

/** The figure that the terms have; for a subsidy that of a lower rate. */
function targetOf(terms: FinancingTerms, { unknown, figure, by }: Question): SolveTarget {
  const asked = unknown === 'subsidy' ? { ...terms, nominalRatePpm: 39_900 } : terms;
  return { figure, value: figuresOf(asked)[figure], by };
}

/** Microseconds of processor time for one of the items: the median of several rounds after some that warm up. */
function microseconds<T>(items: readonly T[], work: (item: T) => boolean): number {
  const seen: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const from = process.cpuUsage();
    for (const item of items) if (!work(item)) throw new Error('refused while timed');
    const { user, system } = process.cpuUsage(from);
    if (round >= 0) seen.push((user + system) / items.length);
  }
  return seen.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

let failed = 0;
console.log(`${financings} financings of 60 rows; processor time of one process, median of ${rounds} rounds after ${warmUp} to warm up`);
console.log('plan                    unknown                       µs   tried   × one price');
const plans = [['level', { kind: 'level' }], ['balloon', { kind: 'balloon', balloonCents: 700_000, balloonAt: 'with-last-row' }], ['shaped, balloon by days', { kind: 'shaped', shape, balloonCents: 700_000 }]] as const;
for (const [planName, plan] of plans) {
  const all = Array.from({ length: financings }, (_, index) => termsOf(index, plan));
  const floor = microseconds(all, (terms) => priceFinancing(terms).ok);
  console.log(`${planName.padEnd(24)}${'(one price, the floor)'.padEnd(24)}${floor.toFixed(1).padStart(8)}${''.padStart(8)}${'1.0'.padStart(14)}`);
  for (const question of questions) {
    if (question.unknown === 'balloon' && plan.kind === 'level') continue;
    const asked = all.map((terms) => ({ terms, target: targetOf(terms, question) }));
    let tried = 0;
    for (const { terms, target } of asked) {
      const solved = solveFor(terms, question.unknown, target);
      if (!solved.ok || solved.figures[target.figure] !== target.value) failed += 1;
      else tried += solved.tried;
    }
    const took = microseconds(asked, ({ terms, target }) => solveFor(terms, question.unknown, target).ok);
    console.log(`${''.padEnd(24)}${question.name.padEnd(24)}${took.toFixed(1).padStart(8)}${(tried / financings).toFixed(1).padStart(8)}${(took / floor).toFixed(1).padStart(14)}`);
  }
}
console.log(failed === 0 ? 'every answer gives back the figure asked' : `${failed} answers are wrong`);
process.exit(failed === 0 ? 0 : 1);
