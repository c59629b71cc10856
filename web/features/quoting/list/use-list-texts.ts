import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the list of quotes. */
export const useListTexts = createTexts(it, () => import('./texts.en.ts'));
