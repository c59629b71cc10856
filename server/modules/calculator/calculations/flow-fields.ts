import { z } from 'zod';
import { count, datedCents, isDatedCents, isFiniteNumber, listOf } from './fields.ts';

/** Flows of a rate: on days in cents, or by years in any one unit. */
export const mostFlows = 5000;
export const flow = z.union([z.tuple([z.number(), z.number()]), datedCents]);

const isFlow = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 2 && isFiniteNumber(value[0]) && isFiniteNumber(value[1]) : isDatedCents(value);

export const flowList = listOf(flow, mostFlows, isFlow);
export const frequency = z.enum(['year', 'month', 'week']);
export const decimals = count.default(2).describe('of per cent, 0 to 12');
