import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of quoting. */
export const useQuotingTexts = createTexts(it, () => import('./texts.en.ts'));
export type QuotingTexts = typeof it;
