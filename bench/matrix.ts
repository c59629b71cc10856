/**
 * A price matrix on one core: 400,000 cells (100 models × 10 terms × 10 deposits × 40 offers), each with its plan to the
 * cent, TAEG, TEG and usury result; then one offer changed. The floor, in the same run, is the rows alone: the instalment given, the
 * interest of every row rounded and subtracted, nothing written, nothing rated. Goals: ≤ 1 s, a changed offer ≤ its share.
 */
import { priceFinancing } from '../server/engine/index.ts';
import { cellAt, cellState, cellTerms, priceMatrix, repriceOffer } from '../server/engine/matrix.ts';
import type { MatrixAxes, MatrixOffer } from '../server/engine/matrix.ts';

const charge = { financed: false, inTaeg: true, optional: false } as const;
const offer = (index: number): MatrixOffer => ({
  nominalRatePpm: 19_900 + index * 2_000,
  balloonSharesPpm: index % 2 === 0 ? undefined : [600_000, 580_000, 550_000, 520_000, 480_000, 450_000, 420_000, 380_000, 350_000, 300_000],
  balloonAt: 'one-period-after',
  charges: [
    { kind: 'arrangement', at: 'start', cents: 39_500, ...charge, financed: true },
    { kind: 'collection', at: 'row', cents: 350, ...charge },
  ],
  substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' },
  stampDuty: { contractCents: 1600, upToMonths: 18 },
  thresholds: [{ overCents: null, toCents: null, thresholdPpm: 150_125 }],
});
const axes: MatrixAxes = {
  pricesCents: Array.from({ length: 100 }, (_, model) => 1_290_000 + model * 37_137),
  termsMonths: [18, 24, 30, 36, 42, 48, 54, 60, 72, 84],
  depositSharesPpm: Array.from({ length: 10 }, (_, step) => step * 40_000),
  offers: Array.from({ length: 40 }, (_, index) => offer(index)),
};

/** Seconds of processor time, all threads of the process counted: other work on the machine counts less. */
function seconds(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

/** Rows of every cell and nothing else. */
function rowsAlone(): number {
  let kept = 0;
  for (const each of axes.offers) {
    const rate = each.nominalRatePpm / 12e6;
    for (const price of axes.pricesCents) for (const months of axes.termsMonths) for (const share of axes.depositSharesPpm) {
      let balance = price - Math.floor((price * share) / 1e6);
      const instalment = Math.floor(balance / months);
      for (let row = 0; row < months; row++) balance -= instalment - Math.floor(balance * rate + 0.5);
      kept += balance;
    }
  }
  return kept;
}

const best = (work: () => void): number => Math.min(...Array.from({ length: 5 }, () => seconds(work)));

const made = priceMatrix(axes);
if (!made.ok) throw new Error(`refused: ${made.refusal} at ${made.path}`);
let wrong = 0;
for (let at = 0; at < made.matrix.state.length; at += 997) {
  const place = cellAt(axes, at);
  const conditions = axes.offers[place.offer];
  if (conditions === undefined) continue;
  const priced = priceFinancing(cellTerms(axes, conditions, { priceCents: axes.pricesCents[place.model] ?? 0, term: place.term, depositSharePpm: axes.depositSharesPpm[place.deposit] ?? 0 }));
  const same = priced.ok
    ? priced.figures.instalmentCents === made.matrix.instalmentCents[at] && priced.figures.taegPpm === made.matrix.taegPpm[at] && priced.figures.interestCents === made.matrix.interestCents[at]
    : made.matrix.state[at] === cellState.notPriced;
  if (!same) wrong += 1;
}
const floor = best(() => void rowsAlone());
const whole = best(() => void priceMatrix(axes));
const one = best(() => void repriceOffer(made.matrix, 7, offer(8)));
console.log(`${made.matrix.state.length} cells, processor time, best of 5 after a first run; every 997th cell beside priceFinancing: ${wrong} differ; usurious ${made.matrix.state.filter((state) => state === cellState.usurious).length}`);
console.log('measure                   ms    ratio to rows alone    goal');
console.log(`rows alone (floor)   ${(floor * 1e3).toFixed(0).padStart(7)}${'1.00'.padStart(23)}`);
console.log(`whole matrix         ${(whole * 1e3).toFixed(0).padStart(7)}${(whole / floor).toFixed(2).padStart(23)}    ≤ 1000 ms`);
console.log(`one offer of 40      ${(one * 1e3).toFixed(1).padStart(7)}${(one / floor).toFixed(2).padStart(23)}    ≤ 50 ms (1/40 of the whole is ${((whole / 40) * 1e3).toFixed(1)})`);
