/**
 * What the lender tells about itself and about every credit alike: versioned data of a tenant, in force from a day. The
 * pre-contract form takes the version of the day on which it is issued.
 */
import { z } from 'zod';
import type { CivilDate } from '#platform/civil-date';
import { civilDate, ratePpm } from '#platform/contract';
import { precontractRules } from './precontract-rules.ts';

/** First signing day under the new text in the law itself (D.Lgs. 212/2025 art. 6 c. 2). */
export const lawsNewRegimeFrom = precontractRules.newRegimeFrom;

const tooEarly = { code: 'before_the_law', it: 'il testo nuovo non vale prima del 20/11/2026: scegli quel giorno o uno dopo', en: 'the new text does not hold before 20/11/2026: choose that day or a later one' };

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
  /** First signing day under the new text, where the Bank of Italy's provisions move it: later than the law's own, never earlier. */
  newRegimeFrom: civilDate.refine((day) => day >= lawsNewRegimeFrom, { params: tooEarly }).optional(),
});
export type LenderTerms = z.infer<typeof lenderTermsSchema>;

/** First signing day under the new text as the lender holds it; the law's own day for particulars that say nothing of it. */
export function newRegimeFrom(terms: Pick<LenderTerms, 'newRegimeFrom'> | undefined): CivilDate {
  return terms?.newRegimeFrom ?? lawsNewRegimeFrom;
}

export const datedLenderTermsSchema = z.object({ validFrom: civilDate, terms: lenderTermsSchema });
