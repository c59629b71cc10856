import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of saved views. */
export const useViewTexts = createTexts(it, () => import('./texts.en.ts'));
