import { z } from 'zod';
import type { PartialSettlement } from '#engine/servicing';
import { compensationTerms, contractFields, costsTerms, earlyFields, servicesTerms, signedContractOf } from './contract-fields.ts';
import { outstandingTerms, partsResult } from './debt-fields.ts';
import { derivationFields } from './derivation-fields.ts';
import { cents, date, pctText } from './fields.ts';
import { pctOfPpm } from './rates.ts';

/** What full and partial early repayment ask and answer alike. */
export const repaymentFields = { ...contractFields, ...earlyFields, ...derivationFields.input };

export const repaymentResult = {
  effectiveOn: date.describe('the day everything is reckoned to'),
  text: z.string().describe('text of the law that applies'),
  arrearsCents: partsResult.describe('rows fallen due and unpaid, the row of the day included'),
  accruedInterestCents: cents,
  costsStillDueCents: cents,
  costs: z.array(z.object({ kind: z.string(), cents, criterion: z.enum(['linear', 'amortised-cost', 'none']), reducedCents: cents })),
  costReductionCents: cents,
  compensation: z.object({ cents, ratePct: pctText, reason: z.string() }),
};

const asked = z.strictObject(repaymentFields);

/** The question as the engine asks it; what stands in it beside the common fields is left as it is. */
export function repaymentTerms<Own extends object>(input: z.output<typeof asked> & Own) {
  const { plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn, costs, services, compensation, unpaidRows, explain, ...own } = input;
  const found = signedContractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn }, own.on);
  if (!found.ok) return found;
  const terms = {
    ...own,
    contract: found.contract,
    signedOn: found.signedOn,
    costs: costsTerms(costs),
    services: servicesTerms(services),
    compensation: compensationTerms(compensation),
    unpaidRows: unpaidRows && outstandingTerms(unpaidRows),
    explain: explain !== undefined,
  };
  return { ok: true as const, terms };
}

/** The common figures as they are answered. */
export function repaymentAnswer({ effectiveOn, text, arrearsCents, accruedInterestCents, costsStillDueCents, costs, costReductionCents, compensation }: Pick<PartialSettlement, keyof typeof repaymentResult>) {
  const { cents: amount, ratePpm, reason } = compensation;
  return {
    effectiveOn,
    text,
    arrearsCents,
    accruedInterestCents,
    costsStillDueCents,
    costs: costs.map((item) => ({ ...item })),
    costReductionCents,
    compensation: { cents: amount, ratePct: pctOfPpm(ratePpm), reason },
  };
}
