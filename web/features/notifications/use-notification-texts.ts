import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

export const useNotificationTexts = createTexts(it, () => import('./texts.en.ts'));
