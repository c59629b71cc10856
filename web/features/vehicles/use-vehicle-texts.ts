import { createTexts } from '../../ui/index.ts';
import { it } from './texts.it.ts';

/** Words of vehicles. */
export const useVehicleTexts = createTexts(it, () => import('./texts.en.ts'));
export type VehicleTexts = typeof it;
