import { z } from 'zod';
import { withdrawal } from '#engine/servicing';
import { yearOf } from '#platform/civil-date';
import { italianHolidays } from '#platform/holidays';
import { defineCalculation } from './calculation.ts';
import { contractFields, costsTerms, servicesTerms, signedContractDeclined, signedContractOf } from './contract-fields.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { cents, count, date } from './fields.ts';

/** National holidays from the year of the contract to the longest term, where the table of holidays reaches. */
function holidaysAfter(signedOn: string): string[] {
  const signed = yearOf(signedOn);
  const years = [signed, signed + 1, signed + 2].filter((year) => year >= 1950 && year <= 2199);
  return years.flatMap((year) => italianHolidays(year).map((holiday) => holiday.date));
}

export const withdrawalCalculation = defineCalculation({
  do: 'withdrawal',
  summary: 'Withdrawal of the consumer within 14 days (TUB art. 125-ter): last day of the notice, last day to repay, what is owed.',
  input: z.strictObject({
    ...contractFields,
    noticeOn: date.describe('day on which the notice was sent'),
    on: date.describe('day on which the capital comes back'),
    informedOn: date.nullable().optional().describe('day on which the consumer had all information; with the contract unless said; null: never'),
    rightExplained: z.boolean().optional(),
    linkedReturnUntil: date.optional().describe('last day of a longer full-refund return of the linked good'),
    paidThrough: count.optional().describe('number of the last paid row; none unless said'),
    ...derivationFields.input,
  }),
  result: z.object({
    dueCents: cents,
    until: date.nullable().describe('last day of the notice; null: no end'),
    repayBy: date,
    article: z.string(),
    capitalCents: cents,
    interestCents: cents.describe('to the day of repayment, less interest already paid'),
    publicSumsCents: cents.describe('taxes not asked yet that cannot be recovered'),
    costsReturnedCents: cents,
    feesReturnedCents: cents,
    servicesEnded: z.array(z.object({ code: z.string(), refundCents: cents })),
    ...derivationFields.result,
  }),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 60, start: '2026-12-01' }, noticeOn: '2026-12-10', on: '2026-12-20', costs: [{ kind: 'arrangementFee', cents: 30_000, state: 'paid' }] },
  run: ({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn, costs, services, explain, ...rest }) => {
    const found = signedContractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn }, rest.on);
    if (!found.ok) return found;
    const answer = withdrawal({
      ...rest,
      holidays: holidaysAfter(found.signedOn),
      contract: found.contract,
      signedOn: found.signedOn,
      costs: costsTerms(costs),
      services: servicesTerms(services),
      explain: explain !== undefined,
    });
    if (!answer.ok) return signedContractDeclined(answer, signedOn);
    const { ok: _, proof, servicesEnded, ...figures } = answer;
    return { ok: true, result: { ...figures, servicesEnded: [...servicesEnded], ...derivationOf(proof, explain) } };
  },
});
