import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

export const useOperationsTexts = createTexts(it, () => import('./texts.en.ts'));
