/** Offers that apply, in order, each with its reasons and the rule that puts it before the next. */
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { applicableOffersRoute } from '#pricing/api';
import { useFormat, useLanguage } from '../../ui/index.ts';
import { ratesWords, termsWords } from './offer-words.ts';
import { aheadWords, becauseWords } from './reason-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';
import classes from './why-page.module.css';

type Found = z.output<(typeof applicableOffersRoute)['response']>;

export function AppliesList({ items, because }: Pick<Found, 'items' | 'because'>) {
  const texts = usePricingTexts();
  const format = useFormat();
  const language = useLanguage();
  return (
    <ol className={classes.list}>
      {items.map((offer, at) => {
        const why = because[at];
        return (
          <li key={offer.offerId} className={classes.offer}>
            <div className={classes.head}>
              <Link to="/offers" search={{ offer: offer.offerId }} className={classes.name}>{offer.name}</Link>
              <span className={classes.code}>{offer.code} · {offer.product.name[language]}</span>
              <span className={classes.rate}>{texts.rates} {ratesWords(offer, texts, format)} · {termsWords(offer, texts)} {texts.months.toLowerCase()}</span>
            </div>
            {why !== undefined && <p>{texts.why.first(becauseWords(why.reasons, texts))}</p>}
            {why !== undefined && why.aheadOfNext !== null && <p className={classes.rule}>{texts.why.ahead(aheadWords(why.aheadOfNext, texts, format))}</p>}
          </li>
        );
      })}
    </ol>
  );
}
