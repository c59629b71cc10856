/** The first page of a quote with several proposals: alternatives side by side, or the lines of a fleet with their totals. */
import { addCents } from '#platform/money';
import { soleLeast } from '#platform/sole-least';
import { amount, euro, rate, rateToTwoDecimals } from './print-formats.ts';
import type { JsonValue } from './printable-text.ts';
import type { QuoteDocument } from './quote-document.ts';
import type { QuoteSet } from './quote-set.ts';
import type { QuoteTexts } from './templates/quote-texts.it.ts';

const monthlyCents = ({ financing, lease }: QuoteDocument): number => lease?.monthlyGrossCents ?? financing?.monthlyPaymentCents ?? financing?.instalmentCents ?? 0;
const totalDueCents = ({ financing, lease, price }: QuoteDocument): number => lease?.grossDueCents ?? financing?.totalDueCents ?? price.salePriceCents;
/** Of a lease only a consumer is told the TAEG. */
const taegPpm = ({ financing, lease }: QuoteDocument): number | null => lease?.withVat?.taegPpm ?? financing?.taegPpm ?? null;
/** All that leaves the customer's account: a lease's total holds its first rental, a loan's does not hold the deposit. */
const totalOutCents = (quote: QuoteDocument): number => (quote.lease === null ? addCents(totalDueCents(quote), quote.price.depositCents) : totalDueCents(quote));
const carOf = ({ vehicle }: QuoteDocument): string => `${vehicle.make} ${vehicle.carline}`;

interface Line {
  readonly label: string;
  readonly value: (quote: QuoteDocument) => string;
  /** The least of the line is marked; null where more or less is no merit. */
  readonly least?: (quote: QuoteDocument) => number | null;
}

/** Words of a leasing stand only where there is one; a consumer's is told with VAT. */
function coverWords(quotes: readonly QuoteDocument[], { cover }: QuoteTexts): Omit<QuoteTexts['cover'], 'loans' | 'finalGross'> {
  if (quotes.every(({ lease }) => lease === null)) return { ...cover, ...cover.loans };
  return quotes.some(({ lease }) => lease?.withVat) ? { ...cover, final: cover.finalGross } : cover;
}

/** What the sheet says below its figures; the sheets of the proposals follow only where the whole quote is printed. */
const noteOf = (note: string, follow: string, part: QuoteSet['part']): string => (part === 'all' ? `${note} ${follow}` : note);

function linesOf(quotes: readonly QuoteDocument[], texts: QuoteTexts): Line[] {
  const words = coverWords(quotes, texts);
  const tradeIn: Line = { label: words.tradeIn, value: ({ price }) => euro(addCents(price.tradeInCents, -price.payoffCents)) };
  const orDash = <T>(value: T | null | undefined, write: (value: T) => string) => (value === null || value === undefined ? '–' : write(value));
  return [
    { label: texts.price.sale, value: (quote) => euro(quote.price.salePriceCents), least: (quote) => quote.price.salePriceCents },
    ...(quotes.some(({ price }) => price.tradeInCents > 0) ? [tradeIn] : []),
    { label: words.deposit, value: (quote) => euro(quote.price.depositCents), least: (quote) => quote.price.depositCents },
    { label: words.product, value: ({ financing, lease }) => lease?.productName ?? financing?.productName ?? '–' },
    { label: texts.financing.term, value: ({ financing, lease }) => orDash(lease?.rentalCount ?? financing?.termMonths, texts.financing.months) },
    { label: words.monthly, value: (quote) => euro(monthlyCents(quote)), least: monthlyCents },
    { label: words.final, value: ({ financing, lease }) => orDash(lease?.withVat?.purchaseOptionCents ?? lease?.purchaseOptionCents ?? financing?.balloonCents, euro) },
    { label: texts.financing.nominalRate, value: ({ financing, lease }) => orDash(lease?.nominalRatePpm ?? financing?.nominalRatePpm, rate), least: ({ financing, lease }) => lease?.nominalRatePpm ?? financing?.nominalRatePpm ?? null },
    { label: texts.financing.taeg, value: (quote) => orDash(taegPpm(quote), rateToTwoDecimals), least: taegPpm },
    { label: texts.services.title, value: ({ services }) => (services.length === 0 ? '–' : services.map(({ name }) => name).join(', ')) },
    { label: words.totalDue, value: (quote) => euro(totalDueCents(quote)) },
    { label: words.totalOut, value: (quote) => euro(totalOutCents(quote)), least: totalOutCents },
  ];
}

function comparison(quotes: readonly QuoteDocument[], texts: QuoteTexts, part: QuoteSet['part']): JsonValue {
  const { monthly } = coverWords(quotes, texts);
  return {
    kind: 'comparison',
    title: texts.cover.comparison,
    columns: quotes.map((quote, index) => ({ number: texts.cover.proposal(index + 1), name: carOf(quote), version: quote.vehicle.version, kind: texts.kind[quote.vehicle.kind], label: monthly, amount: euro(monthlyCents(quote)) })),
    rows: linesOf(quotes, texts).map(({ label, value, least }) => {
      const values = quotes.map(value);
      const best = least === undefined ? null : soleLeast(quotes.map(least));
      return { label, cells: values.map((text, index) => ({ text, best: index === best })), same: new Set(values).size === 1 };
    }),
    note: noteOf(texts.cover.bestNote, texts.cover.proposalsFollow, part),
  };
}

function fleet(quotes: readonly QuoteDocument[], texts: QuoteTexts, part: QuoteSet['part']): JsonValue {
  const sum = (of: (quote: QuoteDocument) => number) => addCents(...quotes.map((quote) => quote.quantity * of(quote)));
  const columns: ((quote: QuoteDocument) => number)[] = [({ price }) => price.salePriceCents, ({ price }) => price.depositCents, monthlyCents, totalDueCents];
  return {
    kind: 'fleet',
    title: texts.cover.fleet,
    columns: texts.cover.fleetColumns,
    rows: quotes.map((quote, index) => ({ number: String(index + 1), name: carOf(quote), version: quote.vehicle.version, quantity: String(quote.quantity), cells: columns.map((of) => amount(quote.quantity * of(quote))), each: quote.quantity === 1 ? null : columns.map((of) => amount(of(quote))) })),
    total: { label: texts.plan.total, quantity: String(addCents(...quotes.map(({ quantity }) => quantity))), cells: columns.map((of) => amount(sum(of))) },
    note: noteOf(quotes.some(({ quantity }) => quantity > 1) ? texts.cover.fleetNoteEach : texts.cover.fleetNote, texts.cover.linesFollow, part),
  };
}

export function coverView(kind: QuoteSet['kind'], quotes: readonly QuoteDocument[], texts: QuoteTexts, part: QuoteSet['part']): JsonValue {
  return kind === 'fleet' ? fleet(quotes, texts, part) : comparison(quotes, texts, part);
}
