/** A lease as a consumer sees it: every amount with its VAT, because a consumer deducts none. Pure. */
import { percentOf } from '#platform/money';
import type { QuoteFigures } from '../calculation/price-quote.ts';
import type { LeaseFigures } from '../calculation/quote-shapes.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

/**
 * The figures of a lease for a form. `creditCents` is the price with VAT less the first rental. A payment's capital is what
 * is left of it once interest and fees are taken off, so that VAT on the price is paid back with it; what VAT on interest
 * and fees comes to beyond that is a cost in the last row's sum and in the TAEG, as the engine computed it on gross flows.
 */
export function consumerLease(figures: QuoteFigures, lease: LeaseFigures, creditCents: number): PrecontractFacts['figures'] {
  const net = new Map(figures.rows.map((row) => [row.number, row]));
  const asked = lease.rows.filter((row) => row.kind !== 'first-rental');
  let balanceCents = creditCents;
  const rows = asked.map((row, index) => {
    const feeCents = row.feeCents;
    // What is paid beyond the credit is cost: the rows share out the credit by their net capital, the last takes the rest.
    const last = index === asked.length - 1;
    const grossed = grossOf(net.get(row.number)?.principalCents ?? 0, row.vatRatePpm);
    const principalCents = last ? balanceCents : Math.min(balanceCents, grossed);
    balanceCents -= principalCents;
    return { number: row.number, dueDate: row.dueDate, dueCents: row.grossCents, principalCents, feeCents, interestCents: row.grossCents - principalCents - feeCents, balanceCents };
  });
  const totalDueCents = asked.reduce((sum, row) => sum + row.grossCents, 0);
  return {
    ...figures,
    totalCreditCents: creditCents,
    amountFinancedCents: creditCents,
    balloonCents: asked.find((row) => row.kind === 'purchase-option')?.grossCents ?? 0,
    interestCents: rows.reduce((sum, row) => sum + row.interestCents, 0),
    totalDueCents,
    totalCostCents: totalDueCents - creditCents,
    rows,
  };
}

function grossOf(netCents: number, vatRatePpm: number): number {
  return netCents + percentOf(netCents, vatRatePpm, 'half-up');
}
