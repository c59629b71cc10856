import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of connected applications. */
export const useGatewayTexts = createTexts(it, () => import('./texts.en.ts'));
export type GatewayTexts = typeof it;
