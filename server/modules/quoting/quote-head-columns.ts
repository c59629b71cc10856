/** What lists and search read of a quote without opening it: the leading proposal, of a fleet its totals. Pure. */
import { fleetTotals, fullPriceCents } from './api.ts';
import { toldCreditCents } from './calculation/told-credit.ts';
import { quoteSearchText } from './lists/quote-list-words.ts';
import { leadOf, type QuoteRevision } from './quote-revision.ts';

export function headColumns(revision: QuoteRevision, head: { number: string; reference: string; sellerName: string }) {
  const { input, vehicle, figures, conditions } = leadOf(revision);
  const fleet = revision.kind === 'fleet' ? fleetTotals(revision.proposals) : undefined;
  // A private person's lease stands in lists and exports with VAT, as on every paper of it.
  const credits = revision.proposals.map((one) => (fleet === undefined ? 1 : one.quantity) * toldCreditCents(one, revision.customer.type));
  const prices = revision.proposals.map((one) => one.quantity * fullPriceCents(one.input, one.vehicle));
  return {
    label: `${vehicle.make} ${vehicle.carline} ${vehicle.name}`,
    versionId: vehicle.versionId,
    stockId: vehicle.stockId,
    offerName: conditions.name,
    plan: conditions.product.plan,
    quantity: fleet?.quantity ?? 1,
    priceCents: fleet === undefined ? fullPriceCents(input, vehicle) : prices.reduce((sum, cents) => sum + cents, 0),
    termMonths: input.termMonths,
    totalCreditCents: fleet === undefined ? (credits[0] ?? 0) : credits.reduce((sum, cents) => sum + cents, 0),
    instalmentCents: fleet?.instalmentWithFeesCents ?? figures.instalmentWithFeesCents,
    taegPpm: figures.taegPpm,
    searchText: quoteSearchText({ ...head, ...revision.customer, cars: revision.proposals.map(({ vehicle }) => vehicle) }),
  };
}
