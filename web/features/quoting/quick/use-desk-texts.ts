import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the quote desk. */
export const useDeskTexts = createTexts(it, () => import('./texts.en.ts'));
