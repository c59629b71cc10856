/** From the facts of a quote to what stands on its pages: every figure formatted, every word chosen, nothing drawn yet. */
import { formatCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import { addCents } from '#platform/money';
import { coverView } from './cover-view.ts';
import { issuerHead, present } from './issuer-head.ts';
import { leaseHero, leaseLines, leasePlan } from './lease-view.ts';
import { amount, amountOrDash, euro, euroOff, rate, rateToTwoDecimals } from './print-formats.ts';
import type { JsonValue } from './printable-text.ts';
import type { QuoteDocument } from './quote-document.ts';
import { plain, strong, type Line } from './quote-lines.ts';
import type { QuoteSet } from './quote-set.ts';
import { quoteTextsEn } from './templates/quote-texts.en.ts';
import { quoteTextsIt, type QuoteTexts } from './templates/quote-texts.it.ts';

type Financing = NonNullable<QuoteDocument['financing']>;

/** The data `templates/quote.typ` draws: a cover when there are several proposals, then a sheet for each with its plan. */
export function quoteView({ kind, part, quotes }: QuoteSet, options: { logo: boolean }): JsonValue {
  const [quote] = quotes;
  if (quote === undefined) throw new Error('a quote without proposals');
  const texts = quote.language === 'it' ? quoteTextsIt : quoteTextsEn;
  const { dealer, seller } = quote;
  const documentTitle = `${texts.title} ${quote.number}`;
  return {
    language: quote.language,
    documentTitle,
    date: partsOfDayNumber(toDayNumber(quote.issuedOn)),
    ...issuerHead(dealer, quote.language, options),
    number: present([`${texts.number} ${quote.number}`, quote.revision > 1 ? texts.revision(quote.revision) : null]),
    meta: [
      { label: texts.issuedOn, lines: [formatCivilDate(quote.issuedOn)] },
      ...(quote.validUntil === null ? [] : [{ label: texts.validUntil, lines: [formatCivilDate(quote.validUntil)] }]),
      ...(quote.customerName === null ? [] : [{ label: texts.preparedFor, lines: [quote.customerName] }]),
      ...(seller === null ? [] : [{ label: texts.seller, lines: [seller.name, seller.phone, seller.email].filter((text) => text !== null) }]),
    ],
    // One line of several cars has a sum too.
    cover: quotes.length > 1 || part === 'cover' || quotes.some(({ quantity }) => quantity > 1) ? coverView(kind, quotes, texts, part) : null,
    nature: nature(quote, texts),
    sheets: part === 'cover' ? [] : quotes.map((each, index) => sheetView(each, texts, { kind, place: index + 1, of: quotes.length })),
    footer: { left: present([documentTitle, dealer.name]), page: texts.page },
  };
}

interface Place {
  readonly kind: QuoteSet['kind'];
  readonly place: number;
  readonly of: number;
}

function titleOf(quote: QuoteDocument, texts: QuoteTexts, { kind, place, of }: Place): string {
  if (kind === 'fleet') return texts.fleetLine(place, of, quote.quantity);
  return of === 1 ? texts.title : texts.alternative(place, of);
}

function nature(quote: QuoteDocument, texts: QuoteTexts): { title: string; text: string } {
  const lender = quote.financing?.lenderName ?? quote.lease?.lenderName;
  return {
    title: texts.nature.title,
    text: [
      ...texts.nature.sentences(quote.validUntil === null ? null : formatCivilDate(quote.validUntil)).filter((sentence) => sentence !== null),
      ...(lender === undefined ? [] : quote.lease === null || quote.lease.withVat !== null ? texts.nature.credit(lender) : texts.nature.lease(lender)),
    ].join(' '),
  };
}

/** An offer that bears the name of its product is named once. */
function productLine({ productName, offerName, lenderName }: NonNullable<QuoteDocument['financing'] | QuoteDocument['lease']>): string {
  return present([productName, offerName === productName ? null : offerName, lenderName]);
}

function financingBlock(quote: QuoteDocument, texts: QuoteTexts): JsonValue[] {
  const { financing, lease } = quote;
  if (lease !== null) return [{ title: texts.lease.title, detail: productLine(lease), lines: leaseLines(lease, texts) }];
  if (financing === null) return [];
  return [{ title: texts.financing.title, detail: productLine(financing), lines: financingLines(financing, texts) }];
}

/** One proposal on a sheet of its own. */
function sheetView(quote: QuoteDocument, texts: QuoteTexts, place: Place): JsonValue {
  const { vehicle, financing, lease } = quote;
  return {
    title: titleOf(quote, texts, place),
    hero: lease === null ? hero(quote, texts) : leaseHero(lease, texts),
    vehicle: { kind: texts.kind[vehicle.kind], name: `${vehicle.make} ${vehicle.carline}`, version: vehicle.version, facts: vehicle.facts },
    blocks: [{ title: texts.price.title, detail: null, lines: priceLines(quote, texts) }, ...financingBlock(quote, texts)],
    services: {
      title: texts.services.title,
      rows: quote.services.map((service) => ({
        name: service.name,
        // A line of print ends with the dot rather than begin with it.
        detail: present([service.packageName, service.provider, service.financed ? texts.services.financed : texts.services.apart, service.mandatory ? texts.services.mandatory : texts.services.optional]).replaceAll(' · ', '\u00a0· '),
        value: euro(service.amountCents),
      })),
    },
    notes: [...quote.notes, ...(lease?.deductibility ?? [])],
    nature: nature(quote, texts),
    plan: lease === null ? (financing === null ? null : plan(financing, texts)) : leasePlan(lease, texts),
  };
}

const restCents = ({ price }: QuoteDocument) => addCents(price.salePriceCents, -price.tradeInCents, price.payoffCents, -price.depositCents);

function hero(quote: QuoteDocument, texts: QuoteTexts): JsonValue {
  const { financing } = quote;
  const words = texts.hero;
  if (financing === null) {
    return { label: words.cash, amount: euro(restCents(quote)), facts: [{ label: words.salePrice, value: euro(quote.price.salePriceCents) }] };
  }
  const balloon = financing.balloonCents;
  return {
    label: words.instalment(financing.instalmentCount, financing.termMonths, financing.monthlyPaymentCents !== null),
    amount: euro(financing.monthlyPaymentCents ?? financing.instalmentCents),
    facts: [
      { label: words.nominalRate, value: rate(financing.nominalRatePpm) },
      { label: words.taeg, value: rateToTwoDecimals(financing.taegPpm) },
      balloon === null
        ? { label: words.amountFinanced, value: euro(financing.amountFinancedCents) }
        : { label: financing.balloonGuaranteed ? words.guaranteed : words.balloon, value: euro(balloon) },
      { label: words.totalDue, value: euro(financing.totalDueCents) },
    ],
  };
}


function priceLines(quote: QuoteDocument, texts: QuoteTexts): Line[] {
  const { price } = quote;
  const words = texts.price;
  return [
    plain(words.list, euro(price.listPriceCents)),
    ...price.extras.map((extra) => plain(extra.label, euro(extra.amountCents))),
    ...(price.discountCents === 0 ? [] : [plain(words.discount, euroOff(price.discountCents))]),
    strong(words.sale, euro(price.salePriceCents)),
    ...(price.tradeInCents === 0 && price.tradeInLabel === null ? [] : [plain(price.tradeInLabel === null ? words.tradeIn : `${words.tradeIn}: ${price.tradeInLabel}`, euroOff(price.tradeInCents))]),
    ...(price.payoffCents === 0 ? [] : [plain(words.payoff, euro(price.payoffCents))]),
    plain(quote.lease === null ? words.deposit : texts.lease.firstRentalGross, euroOff(price.depositCents)),
    strong(quote.financing === null && quote.lease === null ? words.rest : words.toFinance, euro(restCents(quote))),
  ];
}

function financingLines(financing: Financing, texts: QuoteTexts): Line[] {
  const words = texts.financing;
  const { balloonCents, substituteTaxCents } = financing;
  return [
    plain(words.totalCredit, euro(financing.totalCreditCents)),
    plain(words.amountFinanced, euro(financing.amountFinancedCents)),
    plain(words.term, words.months(financing.termMonths)),
    ...(financing.monthlyPaymentCents === null ? [] : [plain(words.monthlyPayment, euro(financing.monthlyPaymentCents))]),
    plain(words.instalments(financing.instalmentCount, financing.monthlyPaymentCents !== null), euro(financing.instalmentCents)),
    ...(balloonCents === null ? [] : [plain(financing.balloonGuaranteed ? words.guaranteed : words.balloon, euro(balloonCents))]),
    plain(words.nominalRate, rate(financing.nominalRatePpm)),
    plain(words.taeg, rateToTwoDecimals(financing.taegPpm)),
    plain(words.interest, euro(financing.interestCents)),
    ...financing.fees.map((fee) => plain(fee.label, euro(fee.amountCents))),
    ...(substituteTaxCents === 0 ? [] : [plain(words.substituteTax, euro(substituteTaxCents))]),
    strong(words.totalDue, euro(financing.totalDueCents)),
  ];
}

/** What leaves the account with a row: the instalment of the headline and of the screen. */
const paidCents = (row: Financing['plan'][number]): number => addCents(row.instalmentCents, row.feesCents);

function plan(financing: Financing, texts: QuoteTexts): JsonValue {
  const words = texts.plan;
  const rows = financing.plan;
  const total = (pick: (row: Financing['plan'][number]) => number) => amount(addCents(...rows.map(pick)));
  return {
    title: words.title,
    caption: words.caption(rows.length),
    composition: composition(financing, texts),
    columns: words.columns,
    rows: rows.map((row) => ({
      word: row.balloon ? words.balloon : null,
      cells: [String(row.number), formatCivilDate(row.dueOn), amountOrDash(row.principalCents), amountOrDash(row.interestCents), amountOrDash(row.feesCents), amount(paidCents(row)), amount(row.balanceCents)],
    })),
    total: [words.total, '', total((row) => row.principalCents), total((row) => row.interestCents), total((row) => row.feesCents), total(paidCents), ''],
  };
}

/** Shares of the total due, in cents as weights for the bar; fees and taxes are what is neither principal nor interest. */
function composition(financing: Financing, texts: QuoteTexts): JsonValue {
  const words = texts.plan;
  const rest = addCents(financing.totalDueCents, -financing.amountFinancedCents, -financing.interestCents);
  const parts = [
    { label: words.principal, cents: financing.amountFinancedCents },
    { label: words.interest, cents: financing.interestCents },
    { label: words.feesAndTax, cents: rest },
  ].filter((part) => part.cents !== 0);
  if (parts.some((part) => part.cents < 0)) return null;
  return { title: words.composition, parts: parts.map((part) => ({ label: part.label, value: euro(part.cents), weight: part.cents })) };
}
