import { z } from 'zod';
import { count } from './fields.ts';
import { decimals } from './flow-fields.ts';
import { unit } from './plan-fields.ts';

/** A rate of any number of decimals and the period after which interest joins the debt. */
export const conversionFields = {
  ratePct: z.union([z.string().max(40), z.number()]).describe('per cent a year, decimal text or a number'),
  every: count.default(1).describe('of `unit`, 1 to 600: the period after which interest joins the debt'),
  unit: unit.default('month').describe('12 months, 52 weeks or 365 days make a year'),
  decimals,
};
