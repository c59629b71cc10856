/** An offer's scope, validity and rates in words. Pure. */
import type { OfferListItem } from '#pricing/api';
import type { Format, StatusKey } from '../../ui/index.ts';
import type { PricingTexts } from './use-pricing-texts.ts';

type Words = Readonly<Record<string, string>>;
const inWords = (codes: readonly string[], words: Words): string[] => codes.map((code) => words[code] ?? code);

/** One part of the scope: what it is about, and what the offer asks for there. */
export interface ScopePart {
  readonly key: keyof PricingTexts['scopeLabels'];
  readonly words: string;
}

const limits = (from: number | null, to: number | null, format: Format, say: (from: string | null, to: string | null) => string): string | null =>
  from === null && to === null ? null : say(from === null ? null : format.integer(from), to === null ? null : format.integer(to));

/** What the offer asks for, part by part; what it does not ask for is left out, cars and network always stand. */
export function scopeParts(offer: OfferListItem, texts: PricingTexts, fuels: Words, format: Format): ScopePart[] {
  const words = texts.scopeWords;
  const cars = [offer.kinds === null ? words.anyCar : words.cars(inWords(offer.kinds, words.kinds)), offer.makes === null ? null : words.makes(offer.makes)];
  const models = [offer.carlines === null ? null : words.carlines(offer.carlines), offer.vehicleVersions === null ? null : words.versions(offer.vehicleVersions)];
  const joined = (parts: readonly (string | null)[]): string | null => parts.filter((part) => part !== null).join(' · ') || null;
  const parts: readonly (readonly [ScopePart['key'], string | null])[] = [
    ['cars', joined(cars)],
    ['models', joined(models)],
    ['fuel', offer.fuels === null ? null : words.fuels(inWords(offer.fuels, fuels))],
    ['age', limits(offer.minAgeMonths, offer.maxAgeMonths, format, words.age)],
    ['mileage', limits(offer.minMileageKm, offer.maxMileageKm, format, words.mileage)],
    ['customers', offer.customerTypes === null ? null : words.forCustomers(inWords(offer.customerTypes, words.customers))],
    ['channels', offer.channels === null ? null : words.soldBy(inWords(offer.channels, words.channels))],
    ['place', offer.nodeName],
  ];
  return parts.flatMap(([key, said]) => (said === null ? [] : [{ key, words: said }]));
}

/** "auto nuove, km zero · marca Fiat · alimentazione elettrica · per partite IVA, società · Autoesempio Valdifinta" */
export function scopeWords(offer: OfferListItem, texts: PricingTexts, fuels: Words, format: Format): string {
  return scopeParts(offer, texts, fuels, format).map(({ words }) => words).join(' · ');
}

/** "dal 22/09/2026 al 31/12/2026", and when the next version takes over. */
export function validityWords({ validFrom, validTo, nextVersionFrom, withdrawn }: OfferListItem, texts: PricingTexts, format: Format): string {
  if (withdrawn !== null) return texts.withdrawnBefore(format.date(validFrom));
  const span = validTo === null ? texts.from(format.date(validFrom)) : texts.fromTo(format.date(validFrom), format.date(validTo));
  return nextVersionFrom === null ? span : `${span} · ${texts.nextFrom(format.date(nextVersionFrom))}`;
}

function span(values: readonly number[], print: (value: number) => string, texts: PricingTexts): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return '–';
  return low === high ? print(low) : texts.range(print(low), print(high));
}

/** "6,95" or "5,95–6,95", without the sign. */
export const ratesWords = ({ terms }: Pick<OfferListItem, 'terms'>, texts: PricingTexts, format: Format): string => span(terms.map((term) => term.nominalRatePpm), format.percent, texts);

/** "24–48" */
export const termsWords = ({ terms }: Pick<OfferListItem, 'terms'>, texts: PricingTexts): string => span(terms.map((term) => term.months), String, texts);

/** Key of the table of tones for each status. */
export const statusKeys: Readonly<Record<OfferListItem['status'], StatusKey>> = { inForce: 'active', future: 'waitingForOthers', ended: 'inactive', withdrawn: 'inactive' };
