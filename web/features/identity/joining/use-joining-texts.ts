import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

export const useJoiningTexts = createTexts(it, () => import('./texts.en.ts'));
