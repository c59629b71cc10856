import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the calculator. */
export const useCalculatorTexts = createTexts(it, () => import('./texts.en.ts'));
export type CalculatorTexts = typeof it;
