import { createTexts } from './texts.ts';
import { it } from './texts.it.ts';

/** Words of the blocks. */
export const useUiTexts = createTexts(it, () => import('./texts.en.ts'));
