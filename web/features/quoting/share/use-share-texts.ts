import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of sharing and mail. */
export const useShareTexts = createTexts(it, () => import('./texts.en.ts'));
