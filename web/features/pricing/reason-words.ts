/** Why an offer applies, why it does not, and why it stands before the next, in a seller's words. Pure. */
import type { z } from 'zod';
import type { applicableOffersRoute, ReasonAgainst } from '#pricing/api';
import type { Format } from '../../ui/index.ts';
import type { PricingTexts } from './use-pricing-texts.ts';

type Words = Readonly<Record<string, string>>;
type Because = z.output<(typeof applicableOffersRoute)['response']>['because'][number];

/** "è per questa marca, è per la tua rete" */
export const becauseWords = (reasons: Because['reasons'], texts: PricingTexts): string => reasons.map((reason) => texts.why.because[reason]).join(', ');

/** "il suo tasso più basso è 4,99 % e quello della seguente 6,95 %" */
export function aheadWords({ rule, first, second }: NonNullable<Because['aheadOfNext']>, texts: PricingTexts, format: Format): string {
  if (rule === 'rate') return texts.why.rate(format.rate(Number(first)), format.rate(Number(second)));
  if (rule === 'newest') return texts.why.newest(format.date(String(first)), format.date(String(second)));
  return rule === 'code' ? texts.why.code : texts.why.rules[rule];
}

/** One reason against, with the names and figures it came with. */
export function againstWords({ code, values }: ReasonAgainst, texts: PricingTexts, fuels: Words, format: Format): string {
  const { against } = texts.why;
  const text = (name: string): string => String(values[name] ?? '–');
  const figure = (name: string): string => format.integer(Number(values[name] ?? 0));
  const list = (words: Words = {}): string => {
    const allowed = values['allowed'];
    return (Array.isArray(allowed) ? allowed : [text('allowed')]).map((one) => words[one] ?? one).join(', ');
  };
  switch (code) {
    case 'not_yet_in_force': return against.not_yet_in_force(format.date(text('validFrom')));
    case 'no_longer_in_force': {
      const ended = against.no_longer_in_force(format.date(text('outOfForceFrom')));
      return values['supersededBy'] === undefined ? ended : `${ended}: ${against.superseded(figure('supersededBy'), format.date(text('newerFrom')))}`;
    }
    case 'other_dealers': return against.other_dealers(list());
    case 'channel_excluded': return against.channel_excluded(list(texts.scopeWords.channels));
    case 'customer_excluded': return against.customer_excluded(list(texts.scopeWords.customers));
    case 'kind_excluded': return against.kind_excluded(texts.why.kindOf[text('asked')] ?? text('asked'), list(texts.scopeWords.kinds));
    case 'fuel_excluded': return against.fuel_excluded(fuels[text('asked')] ?? text('asked'), list(fuels));
    case 'make_excluded':
    case 'carline_excluded': return against[code](text('asked'), list());
    case 'version_excluded': return against.version_excluded(list());
    case 'too_new':
    case 'too_few_km': return against[code](figure('asked'), figure('least'));
    case 'too_old':
    case 'too_many_km': return against[code](figure('asked'), figure('most'));
    case 'no_guaranteed_value': return against.no_guaranteed_value;
  }
}
