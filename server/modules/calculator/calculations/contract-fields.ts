import { z } from 'zod';
import { buildPlan } from '#engine/plans';
import type { CostItem, LinkedService, ServicedContract, Compensation, ReducedCost, ServiceRefund } from '#engine/servicing';
import { renamed, type Declined } from './calculation.ts';
import { cents, count, date, listOf, pct, pctText } from './fields.ts';
import { planInput, planTerms, type PlanInput } from './plan-fields.ts';
import { optionalPpm, pctOfPpm, type Pct } from './rates.ts';

/** What the calculations after signing have in common: the plan of the contract, its costs and services. */
const life = { from: date.optional().describe('life of it; that of the contract unless said'), to: date.optional() };
const criterion = z.enum(['linear', 'amortised-cost']).optional();

const cost = z.strictObject({
  kind: z.string().min(1).max(60),
  cents,
  nature: z.enum(['cost', 'tax', 'third-party-fixed']).optional().describe('cost unless said'),
  criterion: criterion.describe('as the contract says; silent: that of the law in force when it was signed'),
  timing: z.enum(['up-front', 'recurring']).optional(),
  state: z.enum(['financed', 'paid', 'unpaid']),
  ...life,
});
const service = z.strictObject({
  code: z.string().min(1).max(60),
  cents,
  state: z.enum(['financed', 'paid']),
  refundablePct: pct.optional().describe('share given back in proportion to the life left; 100 unless said'),
  criterion,
  ...life,
});

export const contractFields = {
  plan: planInput.describe('the contract, as in `plan`'),
  signedOn: date.optional().describe('decides which text of the law applies; the start of the plan unless said'),
  costs: listOf(cost, 200).optional().describe('costs of the credit other than interest and fees of the rows'),
  services: listOf(service, 50).optional().describe('insurance, maintenance, warranty sold with the credit'),
};

export const partsResult = z.object({ penalty: cents, fee: cents, interest: cents, principal: cents });
export const costsResult = z.array(z.object({ kind: z.string(), cents, criterion: z.enum(['linear', 'amortised-cost', 'none']), reducedCents: cents }));
export const compensationResult = z.object({ cents, ratePct: pctText, reason: z.string() });
export const refundsResult = z.array(z.object({ code: z.string(), cents, criterion: z.enum(['linear', 'amortised-cost']), refundCents: cents }));

export const earlyFields = {
  on: date.describe('day of the repayment, from the start to the last due date'),
  interestTo: z.enum(['day', 'period-end']).optional().describe('day unless said'),
  compensation: z
    .strictObject({ agreedPct: pct.optional().describe('share of the capital repaid that the contract asks'), insurance: z.boolean().optional(), overdraft: z.boolean().optional(), rateNotFixed: z.boolean().optional() })
    .optional(),
  linearBy: z.enum(['days', 'rows']).optional().describe('days unless said'),
  paidThrough: count.optional().describe('number of the last paid row; all that fell due before the day unless said'),
  consumer: z.boolean().optional().describe('false: outside consumer credit, costs and compensation by contract alone'),
};

interface CompensationInput {
  readonly agreedPct?: Pct | undefined;
  readonly insurance?: boolean | undefined;
  readonly overdraft?: boolean | undefined;
  readonly rateNotFixed?: boolean | undefined;
}

export const compensationTerms = (given: CompensationInput | undefined) => {
  if (given === undefined) return undefined;
  const { agreedPct, ...rest } = given;
  return { ...rest, agreedPpm: optionalPpm(agreedPct) };
};

export const servicesTerms = (services: readonly z.output<typeof service>[] | undefined): LinkedService[] | undefined =>
  services?.map(({ refundablePct, ...rest }) => ({ ...rest, refundablePpm: optionalPpm(refundablePct) }));
export const costsTerms = (costs: readonly z.output<typeof cost>[] | undefined): readonly CostItem[] | undefined => costs;

/** The contract that a plan makes; a fault of the plan is named inside it. */
export function contractOf(plan: PlanInput): { readonly ok: true; readonly contract: ServicedContract } | Declined {
  const terms = planTerms(plan);
  const built = buildPlan(terms);
  if (!built.ok) return { ...built, path: `plan.${built.path}` };
  return { ok: true, contract: { terms, rows: built.plan.rows, instalmentCents: built.plan.instalmentCents } };
}

export const contractDeclined = (declined: Declined): Declined => renamed(declined, { 'contract.terms': 'plan', contract: 'plan' });

export const compensationAnswer = ({ cents: amount, ratePpm, reason }: Compensation) => ({ cents: amount, ratePct: pctOfPpm(ratePpm), reason });
export const costsAnswer = (costs: readonly ReducedCost[]) => costs.map((item) => ({ ...item }));
export const refundsAnswer = (refunds: readonly ServiceRefund[]) => refunds.map((item) => ({ ...item }));
