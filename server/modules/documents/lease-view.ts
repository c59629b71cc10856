/** A lease on its sheet: rentals without and with VAT, the option, the plan. */
import { formatCivilDate } from '#platform/civil-date';
import { addCents } from '#platform/money';
import { amount, amountOrDash, euro, rate, rateToTwoDecimals } from './print-formats.ts';
import type { JsonValue } from './printable-text.ts';
import type { QuoteDocument } from './quote-document.ts';
import { plain, strong, type Line } from './quote-lines.ts';
import type { QuoteTexts } from './templates/quote-texts.it.ts';

export type PrintedLease = NonNullable<QuoteDocument['lease']>;

export function leaseHero(lease: PrintedLease, texts: QuoteTexts): JsonValue {
  const words = texts.lease;
  const { withVat } = lease;
  if (withVat !== null) {
    return {
      label: words.hero(lease.rentalCount),
      amount: euro(lease.monthlyGrossCents),
      facts: [
        { label: texts.hero.nominalRate, value: rate(lease.nominalRatePpm) },
        { label: texts.hero.taeg, value: rate(withVat.taegPpm) },
        { label: words.credit, value: euro(withVat.creditCents) },
        { label: words.optionGross, value: euro(withVat.purchaseOptionCents) },
      ],
    };
  }
  return {
    label: words.hero(lease.rentalCount),
    amount: euro(lease.monthlyGrossCents),
    facts: [
      { label: words.rentalNet, value: euro(lease.rentalCents) },
      { label: words.leaseRate, value: rateToTwoDecimals(lease.leaseRatePpm) },
      { label: words.option, value: euro(lease.purchaseOptionCents) },
      { label: words.netDue, value: euro(lease.netDueCents) },
    ],
  };
}

/** A consumer's lease: every amount with VAT, the rates a borrower compares. */
function consumerLines(lease: PrintedLease, withVat: NonNullable<PrintedLease['withVat']>, texts: QuoteTexts): Line[] {
  const words = texts.lease;
  return [
    plain(words.priceGross, euro(withVat.priceCents)),
    plain(words.firstRentalGross, euro(withVat.firstRentalCents)),
    plain(words.credit, euro(withVat.creditCents)),
    plain(words.rentalsGross(lease.rentalCount, lease.mode), euro(withVat.rentalCents)),
    plain(words.monthlyGross, euro(lease.monthlyGrossCents)),
    plain(words.optionGross, euro(withVat.purchaseOptionCents)),
    plain(words.beside, euro(withVat.besideCents)),
    plain(texts.financing.nominalRate, rate(lease.nominalRatePpm)),
    plain(texts.hero.taeg, rate(withVat.taegPpm)),
    strong(words.grossDue, euro(withVat.dueCents)),
  ];
}

export function leaseLines(lease: PrintedLease, texts: QuoteTexts): Line[] {
  if (lease.withVat !== null) return consumerLines(lease, lease.withVat, texts);
  const words = texts.lease;
  return [
    plain(words.netAsset, euro(lease.netAssetCents)),
    plain(words.firstRental, euro(lease.firstRentalCents)),
    plain(words.rentals(lease.rentalCount, lease.mode), euro(lease.rentalCents)),
    plain(words.monthlyGross, euro(lease.monthlyGrossCents)),
    plain(words.optionNet, euro(lease.purchaseOptionCents)),
    plain(texts.financing.nominalRate, rate(lease.nominalRatePpm)),
    plain(words.leaseRate, rateToTwoDecimals(lease.leaseRatePpm)),
    ...(lease.apartCents === 0 ? [] : [plain(words.apart, euro(lease.apartCents))]),
    plain(words.netDue, euro(lease.netDueCents)),
    plain(words.vat(rate(lease.vatRatePpm)), euro(lease.vatCents)),
    strong(words.grossDue, euro(lease.grossDueCents)),
  ];
}

export function leasePlan(lease: PrintedLease, texts: QuoteTexts): JsonValue {
  const words = texts.lease;
  const rows = lease.plan;
  const total = (pick: (row: PrintedLease['plan'][number]) => number) => amount(addCents(...rows.map(pick)));
  const word = { 'first-rental': words.firstRentalWord, rental: null, 'purchase-option': words.optionWord } as const;
  return {
    title: words.plan,
    caption: texts.plan.caption(rows.length),
    composition: null,
    columns: words.columns,
    rows: rows.map((row) => ({
      word: word[row.kind],
      cells: [String(row.number), formatCivilDate(row.dueOn), amount(row.rentalCents), amountOrDash(row.feesCents), amount(addCents(row.rentalCents, row.feesCents)), amount(row.vatCents), amount(row.grossCents)],
    })),
    total: [texts.plan.total, '', total((row) => row.rentalCents), total((row) => row.feesCents), total((row) => addCents(row.rentalCents, row.feesCents)), total((row) => row.vatCents), total((row) => row.grossCents)],
  };
}
