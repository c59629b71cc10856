/** The answers as the contracts of the calculator have them. */
import type { z } from 'zod';
import type { defaultInterestCalculation, leaseCalculation, planCalculation, settlementCalculation, taegCalculation, usuryThresholdCalculation } from '#calculator/api';

export type PlanAnswer = z.output<(typeof planCalculation)['result']>;
export type PlanRow = PlanAnswer['rows'][number];
export type TaegAnswer = z.output<(typeof taegCalculation)['result']>;
export type SettlementAnswer = z.output<(typeof settlementCalculation)['result']>;
export type LateAnswer = z.output<(typeof defaultInterestCalculation)['result']>;
export type LeaseAnswer = z.output<(typeof leaseCalculation)['result']>;
export type UsuryAnswer = z.output<(typeof usuryThresholdCalculation)['result']>;
