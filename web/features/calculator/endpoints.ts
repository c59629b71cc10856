/** The routes of the calculator, which calculate what the page has calculated already. */
import type { calculationRoute } from '#calculator/api';
import { endpoint, type Endpoint } from '../../request/index.ts';
import type { KindKey } from './kinds/kinds.ts';

/** Body and answer are compared whole, so that one type serves all. */
export type CalculationContract = ReturnType<typeof calculationRoute<unknown, unknown>>;

const route = (path: `/api/calc/${string}`): Endpoint<CalculationContract> => endpoint<CalculationContract>('POST', path, 'read-only');

export const calculateOnServer: Readonly<Record<KindKey, Endpoint<CalculationContract>>> = {
  plan: route('/api/calc/plan'),
  taeg: route('/api/calc/taeg'),
  settlement: route('/api/calc/settlement'),
  defaultInterest: route('/api/calc/defaultInterest'),
  lease: route('/api/calc/lease'),
  usury: route('/api/calc/usuryThreshold'),
};
