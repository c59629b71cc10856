/** From the facts of a quote to what stands on its pages: every figure formatted, every word chosen, nothing drawn yet. */
import { formatCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import { addCents } from '#platform/money';
import { issuerHead, present } from './issuer-head.ts';
import { amount, amountOrDash, euro, euroOff, rate, rateToTwoDecimals } from './print-formats.ts';
import type { JsonValue } from './printable-text.ts';
import type { QuoteDocument } from './quote-document.ts';
import { quoteTextsEn } from './templates/quote-texts.en.ts';
import { quoteTextsIt, type QuoteTexts } from './templates/quote-texts.it.ts';

type Financing = NonNullable<QuoteDocument['financing']>;
type Line = { label: string; value: string; strong: boolean };

/** The data `templates/quote.typ` draws. */
export function quoteView(quote: QuoteDocument, options: { logo: boolean }): JsonValue {
  const texts = quote.language === 'it' ? quoteTextsIt : quoteTextsEn;
  const { dealer, seller, vehicle, financing } = quote;
  const date = partsOfDayNumber(toDayNumber(quote.issuedOn));
  const documentTitle = `${texts.title} ${quote.number}`;
  return {
    language: quote.language,
    documentTitle,
    date,
    ...issuerHead(dealer, quote.language, options),
    title: texts.title,
    number: `${texts.number} ${quote.number}`,
    meta: [
      { label: texts.issuedOn, lines: [formatCivilDate(quote.issuedOn)] },
      ...(quote.validUntil === null ? [] : [{ label: texts.validUntil, lines: [formatCivilDate(quote.validUntil)] }]),
      ...(quote.customerName === null ? [] : [{ label: texts.preparedFor, lines: [quote.customerName] }]),
      ...(seller === null ? [] : [{ label: texts.seller, lines: [seller.name, seller.phone, seller.email].filter((text) => text !== null) }]),
    ],
    hero: hero(quote, texts),
    vehicle: { kind: texts.kind[vehicle.kind], name: `${vehicle.make} ${vehicle.carline}`, version: vehicle.version, facts: vehicle.facts },
    blocks: [
      { title: texts.price.title, detail: null, lines: priceLines(quote, texts) },
      ...(financing === null ? [] : [{ title: texts.financing.title, detail: present([financing.productName, financing.offerName, financing.lenderName]), lines: financingLines(financing, texts) }]),
    ],
    services: {
      title: texts.services.title,
      rows: quote.services.map((service) => ({
        name: service.name,
        detail: present([service.provider, service.financed ? texts.services.financed : texts.services.apart, service.mandatory ? texts.services.mandatory : texts.services.optional]),
        value: euro(service.amountCents),
      })),
    },
    notes: quote.notes,
    nature: {
      title: texts.nature.title,
      text: [
        ...texts.nature.sentences(quote.validUntil === null ? null : formatCivilDate(quote.validUntil)).filter((sentence) => sentence !== null),
        ...(financing === null ? [] : texts.nature.credit(financing.lenderName)),
      ].join(' '),
    },
    plan: financing === null ? null : plan(financing, texts),
    footer: { left: present([documentTitle, dealer.name]), page: texts.page },
  };
}

const restCents = ({ price }: QuoteDocument) => addCents(price.salePriceCents, -price.tradeInCents, -price.depositCents);

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

const plain = (label: string, value: string): Line => ({ label, value, strong: false });
const strong = (label: string, value: string): Line => ({ label, value, strong: true });

function priceLines(quote: QuoteDocument, texts: QuoteTexts): Line[] {
  const { price } = quote;
  const words = texts.price;
  return [
    plain(words.list, euro(price.listPriceCents)),
    ...price.extras.map((extra) => plain(extra.label, euro(extra.amountCents))),
    plain(words.discount, euroOff(price.discountCents)),
    strong(words.sale, euro(price.salePriceCents)),
    plain(price.tradeInLabel === null ? words.tradeIn : `${words.tradeIn}: ${price.tradeInLabel}`, euroOff(price.tradeInCents)),
    plain(words.deposit, euroOff(price.depositCents)),
    strong(quote.financing === null ? words.rest : words.toFinance, euro(restCents(quote))),
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
      balloon: row.balloon,
      cells: [String(row.number), formatCivilDate(row.dueOn), amount(row.instalmentCents), amountOrDash(row.principalCents), amountOrDash(row.interestCents), amountOrDash(row.feesCents), amount(row.balanceCents)],
    })),
    balloonWord: words.balloon,
    total: [words.total, '', total((row) => row.instalmentCents), total((row) => row.principalCents), total((row) => row.interestCents), total((row) => row.feesCents), ''],
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
