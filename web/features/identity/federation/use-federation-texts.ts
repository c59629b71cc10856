import { createTexts } from '../../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of signing in by the word of another house. */
export const useFederationTexts = createTexts(it, () => import('./texts.en.ts'));
