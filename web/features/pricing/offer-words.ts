/** An offer's scope, validity and rates in words. Pure. */
import type { OfferListItem } from '#pricing/api';
import type { Format, StatusKey } from '../../ui/index.ts';
import type { PricingTexts } from './use-pricing-texts.ts';

/** "auto nuove, km zero · marca Fiat · alimentazione elettrica · Autoesempio Valdifinta" */
export function scopeWords(offer: OfferListItem, texts: PricingTexts, fuels: Readonly<Record<string, string>>): string {
  const words = texts.scopeWords;
  return [
    offer.kinds === null ? words.anyCar : words.cars(offer.kinds.map((kind) => words.kinds[kind] ?? kind)),
    offer.makes === null ? null : words.makes(offer.makes),
    offer.fuels === null ? null : words.fuels(offer.fuels.map((fuel) => fuels[fuel] ?? fuel)),
    offer.nodeName,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

export function validityWords({ validFrom, validTo }: OfferListItem, texts: PricingTexts, format: Format): string {
  return validTo === null ? texts.from(format.date(validFrom)) : texts.fromTo(format.date(validFrom), format.date(validTo));
}

function span(values: readonly number[], print: (value: number) => string, texts: PricingTexts): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return '–';
  return low === high ? print(low) : texts.range(print(low), print(high));
}

/** "6,95" or "5,95–6,95", without the sign. */
export const ratesWords = ({ terms }: OfferListItem, texts: PricingTexts, format: Format): string => span(terms.map((term) => term.nominalRatePpm), format.percent, texts);

/** "24–48" */
export const termsWords = ({ terms }: OfferListItem, texts: PricingTexts): string => span(terms.map((term) => term.months), String, texts);

/** Key of the table of tones for each status. */
export const statusKeys: Readonly<Record<OfferListItem['status'], StatusKey>> = { inForce: 'active', future: 'waitingForOthers', ended: 'inactive' };
