import type { DerivationLabel } from '../derivation-texts.ts';
import type { DerivationStep, RowPart } from '../financing/types.ts';
import type { LeaseRow } from '../lease/lease-terms.ts';
import { interestSteps } from './interest-steps.ts';
import { exactClosing, grownOver, plainRentals } from './lease-case.ts';
import type { LeaseCase } from './lease-case.ts';
import { over, rounded, whole } from './ratio.ts';
import { sumText } from './words.ts';

/** Any of the ways of giving an amount, one of them filled. */
interface Given {
  readonly cents?: number | null;
  readonly sharePpm?: number | null;
  readonly grossCents?: number | null;
  readonly rentals?: number | null;
}

/** The taxable part of an amount agreed with VAT: divided by 1 + rate, rounded once. */
export function taxableSteps({ words }: LeaseCase, label: DerivationLabel, { grossCents, netCents, ratePpm }: { readonly grossCents: number; readonly netCents: number; readonly ratePpm: number }): DerivationStep[] {
  const exact = { top: BigInt(grossCents) * 1_000_000n, bottom: BigInt(1_000_000 + ratePpm) };
  return [words.step('taxableExact', `${words.amount(grossCents)} / (1 + ${words.rate(ratePpm)})`, words.exact(exact)), words.money(label, netCents, words.exact(exact))];
}

const kinds = { firstRental: 'first-rental', balloon: 'purchase-option' } as const;

/** So many rentals, a share of the net asset, or the amount agreed, without VAT or with it. */
export function shareSteps(about: LeaseCase, label: 'firstRental' | 'balloon', given: Given, cents: number): DerivationStep[] {
  const { words, lease } = about;
  const grossCents = given.grossCents ?? null;
  if (grossCents !== null) {
    const ratePpm = lease.rows.find(({ kind }) => kind === kinds[label])?.vatRatePpm ?? 0;
    return [words.money('agreedWithVat', grossCents), ...taxableSteps(about, label, { grossCents, netCents: cents, ratePpm })];
  }
  if ((given.rentals ?? null) !== null) return [words.money(label, cents, `${given.rentals} × ${words.amount(lease.rentalCents)}`)];
  if ((given.sharePpm ?? null) === null) return [words.money(label, cents)];
  const exact = { top: BigInt(lease.netAssetCents) * BigInt(given.sharePpm ?? 0), bottom: 1_000_000n };
  return [
    words.step('firstRentalShare', `${words.amount(lease.netAssetCents)} × ${words.rate(given.sharePpm ?? 0)}`, words.exact(exact)),
    words.money(label, cents, words.exact(exact)),
  ];
}

/** The option's principal: the agreed price brought back to the last rental, rounded once; the rest of it is interest. */
function optionSteps({ words, plan, closingCents }: LeaseCase): { readonly interest: DerivationStep[]; readonly principal: DerivationStep[] } {
  const exact = exactClosing(plan);
  const discounted = plan.optionFractions.length === 0
    ? []
    : [
        words.step('residueGrowth', 'G = Π (1 + iₘ)', words.number(grownOver(plan.nominalRatePpm, plan.optionFractions))),
        words.step('optionDiscounted', `${words.amount(plan.optionCents)} / G`, words.exact(exact)),
      ];
  const principal = [words.money('balloon', plan.optionCents), ...discounted, words.money('optionPrincipal', closingCents, words.exact(exact))];
  return { principal, interest: [...principal, words.money('optionInterest', plan.optionCents - closingCents, sumText(words, [plan.optionCents, -closingCents]))] };
}

/** Interest of a rental: that of its period, less a residue that the terms put there. */
function rentalInterest({ words, told }: LeaseCase, { number, interestCents }: LeaseRow): DerivationStep[] {
  const steps = interestSteps(told, number - 1);
  const own = told.amounts[number - 1]?.interestCents ?? 0;
  const moved = own - interestCents;
  if (moved === 0) return steps;
  return [...steps, words.money('residueInInterest', moved), words.money('rowInterestTotal', interestCents, sumText(words, [own, -moved]))];
}

/** The residue of the rounding brought back to the first rental of the series. */
function residueAtFirst(about: LeaseCase): { readonly cents: number; readonly steps: DerivationStep[] } {
  const { words, plan, lease } = about;
  const found = plainRentals(about, lease.rentalCents);
  const last = found?.rentals.at(-1) ?? lease.rentalCents;
  const excess = last - lease.rentalCents;
  const grown = grownOver(plan.nominalRatePpm, plan.fractions.slice(1));
  const exact = over(whole(excess), grown);
  const cents = rounded(exact, plan.rounding.mode);
  if (excess === 0) return { cents, steps: [] };
  return {
    cents,
    steps: [
      words.money('residueAtLast', excess, `${words.amount(last)} − ${words.amount(lease.rentalCents)}`),
      words.step('residueGrowth', 'G = Π (1 + iₖ)', words.number(grown)),
      words.step('residueDiscounted', `${words.amount(excess)} / G`, words.exact(exact)),
      words.money('residueHere', cents),
    ],
  };
}

/** Principal of a rental: rental less interest; the last leaves the option's debt. */
function rentalPrincipal(about: LeaseCase, { number, principalCents }: LeaseRow): DerivationStep[] {
  const { words, told, plan, lease, closingCents } = about;
  const amount = told.amounts[number - 1];
  if (amount === undefined) return [];
  const leaves = sumText(words, [amount.beforeCents, -closingCents]);
  if (number === plan.fractions.length) {
    return [words.money('balanceBefore', amount.beforeCents), words.money('optionDebt', closingCents), words.money('rowPrincipalLast', principalCents, leaves)];
  }
  const residue = number === 1 && plan.rounding.residue === 'first' ? residueAtFirst(about) : null;
  const parts = residue === null || residue.cents === 0 ? [lease.rentalCents, -amount.interestCents] : [lease.rentalCents, residue.cents, -amount.interestCents];
  const wanted = parts.reduce((sum, part) => sum + part, 0);
  return [
    words.money('instalmentOfRow', lease.rentalCents),
    ...(residue?.steps ?? []),
    words.money('interestInRow', amount.interestCents),
    ...(wanted > amount.beforeCents - closingCents
      ? [words.money('principalWanted', wanted, sumText(words, parts)), words.money('rowPrincipalCapped', principalCents, leaves)]
      : [words.money('rowPrincipal', principalCents, sumText(words, parts))]),
  ];
}

function principalOf(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  if (row.kind === 'first-rental') return shareSteps(about, 'firstRental', about.terms.firstRental, row.principalCents);
  return row.kind === 'rental' ? rentalPrincipal(about, row) : optionSteps(about).principal;
}

function interestOf(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  if (row.kind === 'first-rental') return [about.words.money('firstRentalInterest', 0)];
  return row.kind === 'rental' ? rentalInterest(about, row) : optionSteps(about).interest;
}

const feesIn = ({ fees }: LeaseCase, { number }: LeaseRow) => (number === 0 ? [] : fees.filter((fee) => fee.row === number));

function feesOf(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  const { words } = about;
  const fees = feesIn(about, row).filter(({ cents }) => cents !== 0);
  const sum = fees.length > 1 ? sumText(words, fees.map(({ cents }) => cents)) : '';
  return [...fees.map(({ kind, cents }) => words.money('charge', cents, kind)), words.money('rowFees', row.feeCents, sum)];
}

/** VAT of a row: of rental and taxed fees together, rounded once; of what was agreed with VAT the rest of its taxable part. */
function vatSteps(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  const { words } = about;
  const taxed = feesIn(about, row).filter((fee) => fee.taxed).map(({ cents }) => cents);
  const agreed = about.agreedVatOf(row.kind);
  if (agreed === null) {
    const taxable = taxed.reduce((sum, cents) => sum + cents, row.rentalCents);
    return [words.money('taxable', taxable, sumText(words, [row.rentalCents, ...taxed])), words.money('vat', row.vatCents, `${words.amount(taxable)} × ${words.rate(row.vatRatePpm)}`)];
  }
  const own = words.money('vatAgreed', agreed, sumText(words, [row.rentalCents + agreed, -row.rentalCents]));
  if (taxed.length === 0) return [own];
  const fees = taxed.reduce((sum, cents) => sum + cents, 0);
  const ofFees = row.vatCents - agreed;
  return [own, words.money('vat', ofFees, `${words.amount(fees)} × ${words.rate(row.vatRatePpm)}`), words.money('vatOfRow', row.vatCents, sumText(words, [agreed, ofFees]))];
}

/** What is asked: rental, fees, VAT on both. */
function dueOf(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  const { words } = about;
  return [
    ...interestOf(about, row).slice(-1),
    ...principalOf(about, row).slice(-1),
    words.money('rentalOfRow', row.rentalCents, sumText(words, [row.principalCents, row.interestCents])),
    words.money('rowFees', row.feeCents),
    ...vatSteps(about, row),
    words.money('rowDue', row.grossCents, sumText(words, [row.rentalCents, row.feeCents, row.vatCents])),
  ];
}

function wholeRow(about: LeaseCase, row: LeaseRow): DerivationStep[] {
  const before = row.balanceCents + row.principalCents;
  return [...dueOf(about, row), about.words.money('rowBalance', row.balanceCents, sumText(about.words, [before, -row.principalCents]))];
}

const parts: Readonly<Record<RowPart, (about: LeaseCase, row: LeaseRow) => DerivationStep[]>> = {
  interest: interestOf,
  principal: principalOf,
  fee: feesOf,
  due: dueOf,
  balance: wholeRow,
};

/** A row of the lease by number (0 the first rental, n + 1 the option), or one amount of it; empty when there is no such row. */
export function leaseRowSteps(about: LeaseCase, number: number, part: RowPart | undefined): readonly DerivationStep[] {
  const row = about.lease.rows.find((each) => each.number === number);
  return row === undefined ? [] : parts[part ?? 'balance'](about, row);
}
