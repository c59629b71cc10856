import { createTexts } from '../../../ui/index.ts';
import { it } from './security-texts.it.ts';

/** Words of second factors, ways back in and the protection of accounts. */
export const useSecurityTexts = createTexts(it, () => import('./security-texts.en.ts'));
