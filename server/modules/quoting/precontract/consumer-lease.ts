/** A lease as a consumer sees it: every amount with its VAT, because a consumer deducts none. Pure. */
import { priceLease, type Lease, type LeaseCharge, type LeaseRow, type LeaseTerms } from '#engine/lease';
import type { OfferConditions } from '#pricing/api';
import { divideRounded } from '#platform/money';
import type { QuoteFigures } from '../calculation/price-quote.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

interface Credit {
  /** Price with VAT less what is paid first and what the car given in brings. */
  readonly creditCents: number;
  readonly services: OfferConditions['services'];
}

type Row = PrecontractFacts['figures']['rows'][number];

const isTax = (kind: string): boolean => kind === 'substitute-tax' || kind === 'stamp';
const isAsked = (row: LeaseRow): boolean => row.kind !== 'first-rental';
const sum = (amounts: readonly number[]): number => amounts.reduce((total, cents) => total + cents, 0);
const askedCents = (lease: Lease): number => sum(lease.rows.filter(isAsked).map((row) => row.grossCents));

/** The same lease with these charges alone: charges move neither rental nor plan. */
function pricedWith(terms: LeaseTerms, charges: readonly LeaseCharge[], taxes: Pick<LeaseTerms, 'substituteTax' | 'stampDuty'> = terms): Lease {
  const { substituteTax, stampDuty } = taxes;
  const priced = priceLease({ ...terms, charges, substituteTax, stampDuty });
  if (!priced.ok) throw new Error(`a lease that was priced is refused without some charges: ${priced.refusal} ${priced.path}`);
  return priced.lease;
}

/** What each required service adds to the payments, VAT included. */
function servicesWithRows(terms: LeaseTerms, charges: readonly LeaseCharge[], services: readonly LeaseCharge[]): { code: string; cents: number }[] {
  const taken = [...charges];
  let before = askedCents(pricedWith(terms, taken));
  return services.map((service) => {
    taken.push(service);
    const now = askedCents(pricedWith(terms, taken));
    const told = { code: service.kind, cents: now - before };
    before = now;
    return told;
  });
}

/**
 * Shares out the credit by net capital, VAT with it, so that the shares add up to it; no share is above its rental. The
 * cents that are left go where the interest is largest.
 */
function principals(rows: readonly LeaseRow[], rentals: readonly number[], creditCents: number): number[] {
  const capital = sum(rows.map((row) => row.principalCents));
  let paid = 0;
  let shared = 0;
  const shares = rows.map((row, index) => {
    paid += row.principalCents;
    const upTo = Number(capital === 0 ? 0 : exactShare(creditCents, paid, capital));
    const share = Math.min(upTo - shared, rentals[index] ?? 0);
    shared += share;
    return share;
  });
  const most = rows.reduce((at, row, index) => (row.interestCents > (rows[at]?.interestCents ?? 0) ? index : at), 0);
  return shares.map((share, index) => (index === most ? share + creditCents - shared : share));
}

/** `cents` × `part` / `whole`, half-up, in integers however large. */
function exactShare(cents: number, part: number, whole: number): number {
  const product = cents * part;
  return Number.isSafeInteger(product) ? divideRounded(product, whole, 'half-up') : Number((2n * BigInt(cents) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));
}

/** Rows of the form; `bare` is the same lease without charges and taxes, whose rows are rental and VAT alone. */
function rowsOf(lease: Lease, bare: Lease, creditCents: number): Row[] {
  const asked = lease.rows.filter(isAsked);
  const rentals = bare.rows.filter(isAsked).map((row) => row.grossCents);
  const shares = principals(asked, rentals, creditCents);
  let balanceCents = creditCents;
  return asked.map((row, index) => {
    const principalCents = shares[index] ?? 0;
    const rentalCents = rentals[index] ?? 0;
    balanceCents -= principalCents;
    return { number: row.number, dueDate: row.dueDate, dueCents: row.grossCents, principalCents, feeCents: row.grossCents - rentalCents, interestCents: rentalCents - principalCents, balanceCents };
  });
}

/**
 * The figures of a lease for a form. The credit is the price with VAT less the first rental. A payment's capital is paid
 * back with its VAT; VAT on interest counts as interest, VAT on a fee as that fee. Services chosen freely are outside total
 * due and TAEG and are left out of the rows, as TUB 121 c. 2 wants; the TAEG is the engine's own on gross flows.
 */
export function consumerLease(figures: QuoteFigures, terms: LeaseTerms, { creditCents, services }: Credit): PrecontractFacts['figures'] {
  const costs = (terms.charges ?? []).filter((charge) => charge.inTaeg && !charge.optional);
  const codes = new Set(services.map(({ code }) => code));
  const isService = (charge: LeaseCharge): boolean => codes.has(charge.kind);
  const lease = pricedWith(terms, costs);
  const rows = rowsOf(lease, pricedWith(terms, [], { substituteTax: null, stampDuty: null }), creditCents);
  const apart = sum(lease.separateFees.map((fee) => fee.cents + fee.vatCents));
  const totalDueCents = sum(rows.map((row) => row.dueCents)) + apart;
  return {
    ...figures,
    totalCreditCents: creditCents,
    amountFinancedCents: creditCents,
    balloonCents: lease.rows.find((row) => row.kind === 'purchase-option')?.grossCents ?? 0,
    financedFeesCents: sum(lease.separateFees.filter(({ kind }) => !isTax(kind)).map((fee) => fee.cents + fee.vatCents)),
    interestCents: sum(rows.map((row) => row.interestCents)),
    totalDueCents,
    totalCostCents: totalDueCents - creditCents,
    servicesWithRows: servicesWithRows(terms, costs.filter((charge) => !isService(charge)), costs.filter(isService)),
    rows,
  };
}
