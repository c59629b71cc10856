import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

export const useTerritoryTexts = createTexts(it, () => import('./texts.en.ts'));
