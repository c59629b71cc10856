import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

export const useRightsTexts = createTexts(it, () => import('./texts.en.ts'));
