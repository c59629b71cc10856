import { createTexts } from '../../../ui/index.ts';
import { it } from './why-texts.it.ts';

export const useWhyTexts = createTexts(it, () => import('./why-texts.en.ts'));
