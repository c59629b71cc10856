import { z } from 'zod';
import { cents, count, date } from './fields.ts';

/** One row of a plan, as answered and as given back. */
export const planRow = z.object({
  number: count.describe('0 is a down payment'),
  dueDate: date,
  principalCents: cents,
  interestCents: cents,
  feeCents: cents,
  dueCents: cents.describe('principal + interest + fees'),
  balanceCents: cents.describe('principal owed after the row'),
});

/** Sums of all that is paid. */
export const totalsResult = z.object({
  principalCents: cents,
  interestCents: cents,
  feeCents: cents.describe('charges paid, financed ones apart'),
  financedFeeCents: cents,
  dueCents: cents.describe('principal + interest + fees'),
});
