import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of pricing. */
export const usePricingTexts = createTexts(it, () => import('./texts.en.ts'));
export type PricingTexts = typeof it;
