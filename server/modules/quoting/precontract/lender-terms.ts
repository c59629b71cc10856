/**
 * What the lender tells about itself and about every credit alike: versioned data of a tenant, in force from a day. The
 * pre-contract form takes the version of the day on which it is issued.
 */
import { z } from 'zod';
import { civilDate, ratePpm } from '#platform/contract';

const words = z.object({ it: z.string().min(1).max(1500), en: z.string().min(1).max(1500) });

export const lenderTermsSchema = z.strictObject({
  /** Name in the register of art. 106 TUB or of banks, its number and the address of the head office. */
  legalName: z.string().max(200),
  addressLine: z.string().max(200),
  registerEntry: words,
  phone: z.string().max(60),
  email: z.string().max(120),
  website: z.string().max(120),
  supervisor: words,
  complaints: words,
  /** Bodies that settle disputes out of court, and how they are reached. */
  redress: words,
  /** Where a consumer in difficulty finds free advice (TUB 125-terdecies). */
  debtAdvice: words,
  creditBureaus: z.array(z.string().max(200)).min(1).max(6),
  /** Points above the rate of the contract on what is paid late; art. 1815 c.c. bounds it with the usury threshold. */
  lateSurchargePpm: ratePpm,
  /** Charges when a payment fails, each with the cost that it repays (TUB 125-decies c. 2). */
  defaultCharges: z.array(z.object({ name: words, cents: z.number().int().min(0).max(100_000) })).max(8),
  /** Whether the lender asks the compensation that TUB 125-sexies allows. */
  asksCompensation: z.boolean(),
  drawdown: words,
  securities: words,
  allocation: words,
  costChanges: words,
  applicableLaw: words,
  language: words,
  validityDays: z.number().int().min(1).max(120),
});
export type LenderTerms = z.infer<typeof lenderTermsSchema>;

export const datedLenderTermsSchema = z.object({ validFrom: civilDate, terms: lenderTermsSchema });
