import { createTexts } from '../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of the gallery. */
export const useGalleryTexts = createTexts(it, () => import('./texts.en.ts'));
