import type { DerivationLabel } from '../derivation-texts.ts';
import type { DerivationStep, RowPart } from '../financing/types.ts';
import type { LeaseRow, LeaseTerms } from '../lease/lease-terms.ts';
import { vatOf, vatRateOn } from '../lease/vat.ts';
import { rateText } from './interest-steps.ts';
import { exactClosing, grownOver, leaseCase, plainRentals } from './lease-case.ts';
import type { LeaseCase } from './lease-case.ts';
import { isFigureOf } from './known-question.ts';
import { leaseRowSteps, shareSteps, taxableSteps } from './lease-rows.ts';
import { borne, over, plus, rounded, times, whole } from './ratio.ts';
import { roundedToMultiple } from './rounding-steps.ts';
import { added, longSumText, sumText } from './words.ts';
import type { Words } from './words.ts';

/** A figure of a lease that can be explained; row 0 is the first rental, row n + 1 the purchase option. */
export type LeaseFigure =
  | 'netAssetCents' | 'firstRentalCents' | 'financedCents' | 'rentalCents' | 'purchaseOptionCents' | 'interestCents' | 'feeCents' | 'netDueCents' | 'vatCents' | 'grossDueCents'
  | 'nominalRatePpm' | 'taegPpm' | 'effectiveRatePpm' | 'leaseRatePpm'
  | { readonly row: number; readonly part?: RowPart | undefined };

/** The passes by which the rental is moved until the last one is like the others. */
function correctionSteps(about: LeaseCase, solvedCents: number): DerivationStep[] {
  const { words, plan, lease } = about;
  const count = plan.fractions.length + plan.rentalsAtStart;
  const { mode, rentalMultipleCents, residue } = plan.rounding;
  const steps: DerivationStep[] = [];
  if (residue !== 'correction-pass') return steps;
  let current = solvedCents;
  for (let pass = 0; pass < 3 && current !== lease.rentalCents; pass++) {
    const last = plainRentals(about, current)?.rentals.at(-1) ?? current;
    const exact = plus(whole(current), over(whole(last - current), whole(count)));
    const moved = rounded({ top: exact.top, bottom: exact.bottom * BigInt(rentalMultipleCents) }, mode) * rentalMultipleCents;
    steps.push(
      words.money('residueAtLast', last - current, `${words.amount(last)} − ${words.amount(current)}`),
      words.step('movedInstalment', `${words.amount(current)} + (${words.amount(last - current)}) / ${count}`, words.exact(exact)),
      ...roundedToMultiple(words, exact, moved, rentalMultipleCents, mode),
    );
    current = moved;
  }
  return steps.length === 0 ? [] : [...steps, words.money('correctedInstalment', current)];
}

/** The rental: (A − C) / S, what the asset has become by the last rental less the option over what rentals of 1 are then worth. */
function rental(about: LeaseCase): DerivationStep[] {
  const { words, plan } = about;
  const { mode, rentalMultipleCents } = plan.rounding;
  const grown = grownOver(plan.nominalRatePpm, plan.fractions);
  const owed = times(whole(plan.capitalCents), grown);
  let paid = whole(plan.rentalsAtStart);
  for (const fraction of plan.fractions) {
    const growth = borne(plan.nominalRatePpm, [fraction]);
    paid = { top: paid.top * (growth.bottom + growth.top) + paid.bottom * growth.bottom, bottom: paid.bottom * growth.bottom };
  }
  const closing = exactClosing(plan);
  const later = plan.optionCents > 0 && plan.optionFractions.length > 0;
  const exact = over(plus(owed, { top: -closing.top, bottom: closing.bottom }), paid);
  const solved = rounded({ top: exact.top, bottom: exact.bottom * BigInt(rentalMultipleCents) }, mode) * rentalMultipleCents;
  const shown = plan.fractions[Math.min(1, plan.fractions.length - 1)];
  return [
    words.money('leaseCapital', plan.capitalCents, 'P'),
    words.step('periodRate', 'iₖ = TAN × fₖ', rateText(words, plan.nominalRatePpm, shown === undefined ? [] : [shown])),
    ...(plan.rentalsAtStart === 0 ? [] : [words.step('rentalsAtStart', '', String(plan.rentalsAtStart))]),
    ...(plan.optionCents === 0 ? [] : [words.money('balloon', plan.optionCents, 'V')]),
    ...(later ? [words.step('optionDiscounted', 'C = V / Π (1 + iₘ)', words.exact(closing))] : []),
    words.step('grownCapital', 'A = P × Π (1 + iₖ)', words.exact(owed)),
    words.step('grownPayments', 'S = Σ Π (1 + iⱼ), j > k', words.number(paid)),
    words.step('solvedInstalment', plan.optionCents === 0 ? 'A / S' : later ? '(A − C) / S' : '(A − V) / S', words.exact(exact)),
    ...roundedToMultiple(words, exact, solved, rentalMultipleCents, mode),
    ...correctionSteps(about, solved),
  ];
}

/** What is paid with every mandatory charge, without VAT and with it. */
function paidWithCosts({ lease, fees, agreedVatOf }: LeaseCase): { readonly netCents: number; readonly grossCents: number } {
  let netCents = 0;
  let grossCents = 0;
  const pay = (cents: number, vatCents: number): void => {
    netCents += cents;
    grossCents += cents + vatCents;
  };
  for (const row of lease.rows) {
    const costs = row.number === 0 ? [] : fees.filter((fee) => fee.row === row.number && fee.cost);
    const taxed = costs.reduce((sum, fee) => (fee.taxed ? sum + fee.cents : sum), row.rentalCents);
    const agreed = agreedVatOf(row.kind);
    pay(costs.reduce((sum, fee) => sum + fee.cents, row.rentalCents), agreed === null ? vatOf(taxed, row.vatRatePpm) : agreed + vatOf(taxed - row.rentalCents, row.vatRatePpm));
  }
  const lastRow = lease.rows.at(-1)?.number ?? 0;
  const apart = fees.filter((fee) => fee.row === 0 || fee.row > lastRow);
  for (const [index, fee] of apart.entries()) if (fee.cost) pay(fee.cents, lease.separateFees[index]?.vatCents ?? 0);
  return { netCents, grossCents };
}

interface RateLabels {
  readonly asset: DerivationLabel;
  readonly paid: DerivationLabel;
  readonly rate: DerivationLabel;
}

/** A rate by its equation; nothing when these flows have none. */
function rate({ words }: LeaseCase, labels: RateLabels, assetCents: number, paidCents: number, ratePpm: number | null): DerivationStep[] {
  if (ratePpm === null) return [];
  return [
    words.money(labels.asset, assetCents, 'C'),
    words.money(labels.paid, paidCents, 'Σ Dₖ'),
    words.step(labels.rate, 'C = Σ Dₖ × (1 + X)^−tₖ', words.rate(ratePpm)),
  ];
}

const taegLabels: RateLabels = { asset: 'assetGross', paid: 'leasePayments', rate: 'equation' };
const effectiveLabels: RateLabels = { asset: 'netPrice', paid: 'leaseNetPayments', rate: 'leaseEffective' };
const leaseLabels: RateLabels = { asset: 'netPrice', paid: 'leaseBarePayments', rate: 'leaseRate' };

/** Price less discount; given with VAT, what is left of them without it. */
function netAsset(about: LeaseCase): DerivationStep[] {
  const { words, terms, lease } = about;
  if (terms.priceWithVat !== true) return added(words, [['price', terms.priceCents], ['discount', -terms.discountCents]], 'netPrice');
  const grossCents = terms.priceCents - terms.discountCents;
  const ratePpm = vatRateOn(terms.vat, terms.start) ?? 0;
  return [...added(words, [['priceGross', terms.priceCents], ['discount', -terms.discountCents]], 'assetGross'), ...taxableSteps(about, 'netPrice', { grossCents, netCents: lease.netAssetCents, ratePpm })];
}

/** The rate agreed: the one at which rentals and option are worth what is financed, period by period. */
function nominalRate({ words, terms, lease, plan }: LeaseCase): DerivationStep[] {
  const shown = plan.fractions[Math.min(1, plan.fractions.length - 1)];
  return [
    words.money('amountFinanced', lease.financedCents, 'P'),
    words.money('instalmentOfRow', lease.rentalCents, 'R'),
    ...(plan.optionCents === 0 ? [] : [words.money('balloon', plan.optionCents, 'V')]),
    words.step('periodRate', 'iₖ = TAN × fₖ', rateText(words, terms.nominalRatePpm, shown === undefined ? [] : [shown])),
    words.step('leaseNominal', plan.optionCents === 0 ? 'P = Σ R / Π (1 + iₖ)' : 'P = Σ R / Π (1 + iₖ) + V / Π (1 + iₖ)', words.rate(terms.nominalRatePpm)),
  ];
}

/** '47 × 98,34 + 98,36': alike amounts together, in the order in which they first come. */
function timesText({ amount }: Words, cents: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const each of cents) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].map(([each, count]) => (count === 1 ? amount(each) : `${count} × ${amount(each)}`)).join(' + ');
}

/** VAT of every row and of the fees that stand apart, then their sum. */
function totalVat({ words, lease }: LeaseCase): DerivationStep[] {
  const of = (kind: LeaseRow['kind']): number[] => lease.rows.filter((row) => row.kind === kind && row.vatCents !== 0).map(({ vatCents }) => vatCents);
  const groups = [
    ['vatOfFirstRental', of('first-rental')],
    ['vatOfRentals', of('rental')],
    ['vatOfOption', of('purchase-option')],
    ['vatOfFees', lease.separateFees.filter(({ vatCents }) => vatCents !== 0).map(({ vatCents }) => vatCents)],
  ] as const;
  const present = groups.filter(([, amounts]) => amounts.length > 0).map(([label, amounts]) => ({ label, amounts, cents: amounts.reduce((sum, cents) => sum + cents, 0) }));
  const sum = present.length > 1 ? sumText(words, present.map(({ cents }) => cents)) : '';
  return [
    ...present.map(({ label, amounts, cents }) => words.money(label, cents, amounts.length > 1 ? timesText(words, amounts) : '')),
    words.money('allVat', lease.totals.vatCents, sum),
  ];
}

const figures: Readonly<Record<Exclude<LeaseFigure, object>, (about: LeaseCase) => readonly DerivationStep[]>> = {
  netAssetCents: netAsset,
  firstRentalCents: (about) => shareSteps(about, 'firstRental', about.terms.firstRental, about.lease.firstRentalCents),
  financedCents: ({ words, lease }) => added(words, [['netPrice', lease.netAssetCents], ['firstRental', -lease.firstRentalCents]], 'amountFinanced'),
  rentalCents: rental,
  purchaseOptionCents: (about) => shareSteps(about, 'balloon', about.terms.purchaseOption, about.lease.purchaseOptionCents),
  interestCents: ({ words, lease }) => [words.money('interest', lease.totals.interestCents, longSumText(words, lease.rows.filter(({ number }) => number > 0).map(({ interestCents }) => interestCents)))],
  feeCents: ({ words, lease: { totals } }) => [...totals.feesByKind.map(({ kind, cents }) => words.money('charge', cents, kind)), words.money('allFees', totals.feeCents)],
  netDueCents: ({ words, lease: { totals, purchaseOptionCents } }) => added(words, [['rentals', totals.rentalCents], ['balloon', purchaseOptionCents], ['allFees', totals.feeCents]], 'netDue'),
  grossDueCents: ({ words, lease: { totals } }) => added(words, [['netDue', totals.netDueCents], ['allVat', totals.vatCents]], 'grossDue'),
  vatCents: totalVat,
  nominalRatePpm: nominalRate,
  taegPpm: (about) => rate(about, taegLabels, about.lease.netAssetCents + about.lease.assetVatCents, paidWithCosts(about).grossCents, about.lease.taegPpm),
  effectiveRatePpm: (about) => rate(about, effectiveLabels, about.lease.netAssetCents, paidWithCosts(about).netCents, about.lease.effectiveRatePpm),
  leaseRatePpm: (about) => rate(about, leaseLabels, about.lease.netAssetCents, about.lease.totals.netDueCents - about.lease.totals.feeCents, about.lease.leaseRatePpm),
};

/** Tells the figures and rows of one lease, in the words of leases; null when its terms are refused. */
export function leaseTeller(terms: LeaseTerms, words: Words): ((figure: LeaseFigure) => readonly DerivationStep[]) | null {
  const about = leaseCase(terms, words);
  if (about === null) return null;
  return (figure) => {
    if (!isFigureOf(figures, figure)) return [];
    return typeof figure === 'object' ? leaseRowSteps(about, figure.row, figure.part) : figures[figure](about);
  };
}
