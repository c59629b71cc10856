import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

export const useNewsTexts = createTexts(it, () => import('./texts.en.ts'));
