import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of a saved quote's page. */
export const useDetailTexts = createTexts(it, () => import('./texts.en.ts'));
