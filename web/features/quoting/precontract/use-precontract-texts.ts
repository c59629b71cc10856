import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the pre-contract information. */
export const usePrecontractTexts = createTexts(it, () => import('./texts.en.ts'));
