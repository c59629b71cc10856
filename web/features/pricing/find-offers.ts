import { call } from '../../request/index.ts';
import type { PaletteRecord } from '../../shells/feature.ts';
import { currentLanguage, formatFor } from '../../ui/index.ts';
import { listOffers } from './endpoints.ts';
import { ratesWords, termsWords } from './offer-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';

/** Offers for the command palette: by name, code, product or make. Each opens its card beside the list that holds it. */
export async function findOffers(text: string, signal: AbortSignal): Promise<readonly PaletteRecord[]> {
  const { items } = await call(listOffers, { query: { text, limit: 6 } }, { signal });
  const texts = usePricingTexts.read();
  const language = currentLanguage();
  const format = formatFor(language);
  return items.map((offer) => ({
    key: offer.offerId,
    title: offer.name,
    detail: [offer.product.name[language], `${ratesWords(offer, texts, format)} %`, `${termsWords(offer, texts)} ${texts.terms.toLowerCase()}`, texts.statuses[offer.status]].join(' · '),
    path: `/offers?text=${encodeURIComponent(offer.code)}&offer=${offer.offerId}`,
  }));
}
