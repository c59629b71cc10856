import { divideRounded } from '#platform/money';
import { ppmPerUnit, shareOf } from '../arithmetic/round.ts';
import { isCreditCost } from '../financing/charges.ts';
import type { Charge } from '../financing/types.ts';
import type { MatrixOffer } from './matrix-terms.ts';

interface Share {
  readonly ratePpm: number;
  readonly base: Charge['base'];
  readonly cost: boolean;
}

/** Charges of one place (financed, paid at the start, in the rows): fixed cents together, shares one by one. */
interface Place {
  readonly fixed: number;
  readonly fixedCosts: number;
  readonly shares: readonly Share[];
}

function placeOf(charges: readonly Charge[]): Place {
  const place = { fixed: 0, fixedCosts: 0, shares: [] as Share[] };
  for (const charge of charges) {
    if (charge.cents !== undefined && charge.cents !== null) {
      place.fixed += charge.cents;
      if (isCreditCost(charge)) place.fixedCosts += charge.cents;
    } else {
      place.shares.push({ ratePpm: charge.ratePpm ?? 0, base: charge.base, cost: isCreditCost(charge) });
    }
  }
  return place;
}

/** The costs of an offer, sorted once so that a cell only adds. */
export interface OfferCosts {
  readonly financed: Place;
  readonly atStart: Place;
  readonly ofRows: Place;
}

export function offerCosts({ charges }: MatrixOffer): OfferCosts {
  return {
    financed: placeOf(charges.filter((charge) => charge.financed)),
    atStart: placeOf(charges.filter((charge) => !charge.financed && charge.at === 'start')),
    ofRows: placeOf(charges.filter((charge) => !charge.financed && charge.at === 'row')),
  };
}

/** Sum of a place's charges that are a cost of the credit. */
export function costsOf(place: Place, amountFinanced: number, totalCredit: number, instalment: number): number {
  let sum = place.fixedCosts;
  for (const share of place.shares) {
    if (!share.cost) continue;
    const base = share.base === 'amount-financed' ? amountFinanced : share.base === 'total-credit' ? totalCredit : instalment;
    sum += shareOf(base, share.ratePpm);
  }
  return sum;
}

/** Financed charges of a credit, and those among them that are its cost: `financedCharges` of financing/credit.ts without objects. */
export function financedOf(place: Place, baseCredit: number, out: { all: number; costs: number }): void {
  out.all = place.fixed;
  out.costs = place.fixedCosts;
  for (const share of place.shares) if (share.base !== 'amount-financed') add(share, baseCredit, out);
  const financed = baseCredit + out.all;
  for (const share of place.shares) if (share.base === 'amount-financed') add(share, financed, out);
}

function add(share: Share, base: number, out: { all: number; costs: number }): void {
  const cents = shareOf(base, share.ratePpm);
  out.all += cents;
  if (share.cost) out.costs += cents;
}

/** Substitute tax on what is lent before it; lent itself, it is part of its own base (DPR 601/1973 art. 20). */
export function substituteTaxOn({ substituteTax }: MatrixOffer, beforeTax: number, months: number): number {
  if (substituteTax === null || substituteTax === undefined || months <= substituteTax.aboveMonths) return 0;
  const divisor = substituteTax.at === 'financed' ? ppmPerUnit - substituteTax.ratePpm : ppmPerUnit;
  return divideRounded(beforeTax * substituteTax.ratePpm, divisor, 'half-up');
}
