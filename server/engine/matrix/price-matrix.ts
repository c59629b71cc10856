import { withoutMinusZero } from '../check-fields.ts';
import { toTaegPpm, shareOf } from '../arithmetic/round.ts';
import { fastInstalment, half, monthRate } from '../plan/fast-level.ts';
import { levelRows } from '../plan/level-rows.ts';
import { gridTaeg } from '../rate/grid-taeg.ts';
import { levelTaeg } from '../rate/level-taeg.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { checkAxes, checkOffer, isMatrix } from './check-matrix.ts';
import { cellState } from './matrix-terms.ts';
import type { MatrixAxes, MatrixOffer, PriceMatrix, ThresholdClass } from './matrix-terms.ts';
import { costsOf, financedOf, offerCosts, substituteTaxOn } from './offer-costs.ts';
import type { OfferCosts } from './offer-costs.ts';

/** Threshold of the class an amount falls in; 0 when no class holds it. The lowest class begins at its lower limit. */
function thresholdFor(classes: readonly ThresholdClass[], cents: number): number {
  for (const { overCents, toCents, thresholdPpm } of classes) {
    if ((overCents === null || overCents === 0 || cents > overCents) && (toCents === null || cents <= toCents)) return thresholdPpm;
  }
  return 0;
}

/** An amount financed with its conditions, and the plan found for it; one object for all cells, so that none is made for each. */
interface Cell {
  principal: number;
  ratePpm: number;
  rows: number;
  balloon: number;
  after: boolean;
  instalment: number;
  interest: number;
  /** Last row, principal and interest. */
  last: number;
  /** Principal and interest of each row where they are not level: a plan so small that roundings repay it early. */
  uneven: readonly number[] | null;
}

/** The plan of a cell to the cent: instalment, interest of all rows, last row. False when there is none. */
function layPlan(cell: Cell): boolean {
  const { principal, ratePpm, rows, balloon, after } = cell;
  const instalment = balloon > principal ? null : fastInstalment(principal, ratePpm, rows, balloon, after);
  if (instalment === null) return layCarefully(cell);
  const growth = monthRate(ratePpm);
  const others = after ? rows : rows - 1;
  let balance = principal;
  let total = 0;
  for (let row = 0; row < others; row++) {
    const interest = Math.floor(balance * growth + half);
    total += interest;
    balance -= instalment - interest;
  }
  const interest = Math.floor(balance * growth + half);
  cell.instalment = instalment;
  cell.interest = total + interest;
  cell.last = balance + interest;
  cell.uneven = null;
  return true;
}

function layCarefully(cell: Cell): boolean {
  const made = levelRows(cell.principal, cell.ratePpm, cell.rows, cell.balloon, cell.after);
  const last = made.ok ? made.rows[made.rows.length - 1] : undefined;
  if (!made.ok || last === undefined) return false;
  cell.instalment = made.instalmentCents;
  cell.interest = made.rows.reduce((sum, row) => sum + row.interestCents, 0);
  cell.last = last.principalCents + last.interestCents;
  const rows = made.rows.map((row) => row.principalCents + row.interestCents);
  cell.uneven = rows.every((due, index) => index === rows.length - 1 || due === made.instalmentCents) ? null : rows;
  return true;
}

/** Prices every cell of one offer into its places. */
function priceOffer(matrix: PriceMatrix, index: number, offer: MatrixOffer, costs: OfferCosts): void {
  const { pricesCents, termsMonths, depositSharesPpm } = matrix.axes;
  const financed = { all: 0, costs: 0 };
  const cell: Cell = { principal: 0, ratePpm: offer.nominalRatePpm, rows: 0, balloon: 0, after: false, instalment: 0, interest: 0, last: 0, uneven: null };
  let at = index * pricesCents.length * termsMonths.length * depositSharesPpm.length;
  for (const price of pricesCents) {
    for (let term = 0; term < termsMonths.length; term++) {
      const rows = termsMonths[term] ?? 0;
      const balloon = shareOf(price, offer.balloonSharesPpm?.[term] ?? 0);
      const after = balloon > 0 && offer.balloonAt === 'one-period-after';
      for (const depositShare of depositSharesPpm) {
        const baseCredit = price - shareOf(price, depositShare);
        financedOf(costs.financed, baseCredit, financed);
        const beforeTax = baseCredit + financed.all;
        const tax = substituteTaxOn(offer, beforeTax, after ? rows + 1 : rows);
        const lentTax = offer.substituteTax?.at === 'financed' ? tax : 0;
        cell.principal = beforeTax + lentTax;
        cell.rows = rows;
        cell.balloon = balloon;
        cell.after = after;
        const totalCredit = cell.principal - financed.costs - lentTax;
        const priced = baseCredit > 0 && layPlan(cell);
        if (priced) rateCell(matrix, at, cell, offer, costs, totalCredit, tax, lentTax);
        else clearCell(matrix, at);
        at += 1;
      }
    }
  }
}

/** TAEG, TEG (the same flows without taxes) and the comparison with the threshold. */
function rateCell(matrix: PriceMatrix, at: number, cell: Cell, offer: MatrixOffer, costs: OfferCosts, totalCredit: number, tax: number, lentTax: number): void {
  const { principal, instalment, rows, after } = cell;
  const rowCosts = costsOf(costs.ofRows, principal, totalCredit, instalment);
  const drawn = totalCredit - costsOf(costs.atStart, principal, totalCredit, instalment);
  const months = after ? rows + 1 : rows;
  const stamp = offer.stampDuty && tax === 0 && months <= offer.stampDuty.upToMonths ? offer.stampDuty.contractCents : 0;
  const taxInRows = tax - lentTax + stamp;
  const teg = rateOf(cell, drawn + lentTax, rowCosts, 0);
  const taeg = tax === 0 && stamp === 0 ? teg : rateOf(cell, drawn, rowCosts, taxInRows);
  if (!(taeg > -1 && teg > -1)) return clearCell(matrix, at);
  const threshold = thresholdFor(offer.thresholds, principal);
  const tegPpm = teg * 1_000_000;
  matrix.amountFinancedCents[at] = principal;
  matrix.instalmentCents[at] = instalment;
  matrix.lastRowCents[at] = cell.last;
  matrix.interestCents[at] = cell.interest;
  matrix.taegPpm[at] = toTaegPpm(taeg);
  matrix.tegPpm[at] = tegPpm;
  matrix.thresholdPpm[at] = threshold;
  matrix.state[at] = threshold === 0 ? cellState.noThreshold : tegPpm > threshold + solverDoubtPpm ? cellState.usurious : cellState.sound;
}

/** Far above the solver's error of 10^-10, far below the four decimals of a threshold. */
const solverDoubtPpm = 0.0005;

/** Rate of a drawdown repaid by the rows of a cell, each with its costs, the first with its taxes. Level rows but the last, which takes residue and balloon. */
function rateOf(cell: Cell, drawn: number, rowCosts: number, firstExtra: number): number {
  const months = cell.after ? cell.rows + 1 : cell.rows;
  if (cell.uneven !== null) {
    const payments = Float64Array.from([0, ...cell.uneven], (due, month) => (month === 0 ? 0 : due + rowCosts + (month === 1 ? firstExtra : 0)));
    return gridTaeg(drawn, payments, payments.length);
  }
  if (months === 1) return levelTaeg(drawn, cell.last + rowCosts + firstExtra, 1);
  return levelTaeg(drawn, cell.instalment + rowCosts, months - 1, { firstExtra, last: cell.last + rowCosts, lastAt: months });
}

function clearCell(matrix: PriceMatrix, at: number): void {
  for (const column of [matrix.amountFinancedCents, matrix.instalmentCents, matrix.lastRowCents, matrix.interestCents, matrix.taegPpm, matrix.tegPpm, matrix.thresholdPpm]) {
    column[at] = 0;
  }
  matrix.state[at] = cellState.notPriced;
}

/** Cells of a matrix at most: 300 MB of columns. */
export const maximumMatrixCells = 5_000_000;

/**
 * Prices every cell: plan to the cent, TAEG and TEG, usury result. Level or balloon plans on the month grid with the
 * roundings of `priceFinancing`, whose figures each cell repeats exactly. Refuses wrong axes or conditions by name with
 * the path of the field ('offers.3.charges.0.cents'), and more than five million cells.
 */
export function priceMatrix(given: MatrixAxes): { readonly ok: true; readonly matrix: PriceMatrix } | Refusal {
  const axes = withoutMinusZero(given);
  const fault = checkAxes(axes);
  if (fault !== null) return fault;
  const { pricesCents, termsMonths, depositSharesPpm, offers } = axes;
  const count = offers.length * pricesCents.length * termsMonths.length * depositSharesPpm.length;
  if (count > maximumMatrixCells) return refuse('too_many_items', 'offers', maximumMatrixCells);
  const matrix: PriceMatrix = {
    axes: { ...axes, offers: [...offers] },
    amountFinancedCents: new Float64Array(count), instalmentCents: new Float64Array(count), lastRowCents: new Float64Array(count),
    interestCents: new Float64Array(count), taegPpm: new Float64Array(count), tegPpm: new Float64Array(count), thresholdPpm: new Float64Array(count),
    state: new Uint8Array(count),
  };
  for (const [index, offer] of offers.entries()) priceOffer(matrix, index, offer, offerCosts(offer));
  return { ok: true, matrix };
}

/** Puts new conditions in the place of one offer and prices its cells alone; the columns are written in place. */
export function repriceOffer(matrix: PriceMatrix, index: number, given: MatrixOffer): { readonly ok: true; readonly matrix: PriceMatrix } | Refusal {
  const offer = withoutMinusZero(given);
  if (!isMatrix(matrix)) return refuse('missing', 'matrix');
  if (typeof index !== 'number' || matrix.axes.offers[index] === undefined) return refuse('number_out_of_range', 'index');
  const fault = checkOffer(matrix.axes, offer, 'offer');
  if (fault !== null) return fault;
  const next = { ...matrix, axes: withoutMinusZero({ ...matrix.axes, offers: matrix.axes.offers.with(index, offer) }) };
  priceOffer(next, index, offer, offerCosts(offer));
  return { ok: true, matrix: next };
}
