import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the page behind a shared link. */
export const useSharingTexts = createTexts(it, () => import('./texts.en.ts'));
