import { createTexts } from '../../../ui/index.ts';
import { it } from './entrance-texts.it.ts';

/** Words of the pages before the desk, which everybody loads first. */
export const useEntranceTexts = createTexts(it, () => import('./entrance-texts.en.ts'));
