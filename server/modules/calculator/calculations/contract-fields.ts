import { z } from 'zod';
import { buildPlan } from '#engine/plans';
import type { CostItem, LinkedService, ServicedContract } from '#engine/servicing';
import { renamed, type Declined } from './calculation.ts';
import { outstandingRows } from './debt-fields.ts';
import { cents, count, date, listOf, pct } from './fields.ts';
import { planInput, planInputOf, planTerms, type PlanInput } from './plan-fields.ts';
import { planRow } from './plan-row.ts';
import { optionalPpm } from './rates.ts';

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

const deferred = z.strictObject({ number: count.describe('of the row that asks it'), cents });

/** A contract as it stands. A change answers the same fields, so that its answer is the contract of the next question. */
export const standingFields = {
  plan: planInput.describe('the contract, as in `plan`'),
  rows: listOf(z.strictObject(planRow.shape), 700).optional().describe('its rows as a change left them; those of `plan` unless said, and then nothing below down to `deferredInterest`'),
  instalmentCents: cents.optional().describe('with `rows`: the instalment to keep'),
  carriedInterestCents: cents.optional().describe('with `rows`: interest of before the change that the next row asks'),
  deferredInterest: listOf(deferred, 700).optional().describe('with `rows`: interest of a holiday inside later rows'),
};

/** What a change answers. */
export const standingResult = {
  plan: planInput.describe('terms of the rows below, as in `plan`; with them the contract of the next question'),
  instalmentCents: cents.optional(),
  rows: z.array(planRow),
  carriedInterestCents: cents.optional().describe('interest of before the change, asked in the first row'),
  deferredInterest: z.array(z.object({ number: count, cents })).optional().describe('interest of a holiday inside the rows'),
};

export const contractFields = {
  ...standingFields,
  signedOn: date.optional().describe('decides which text of the law applies; the start of the plan unless said, needed with `rows`'),
  costs: listOf(cost, 200).optional().describe('costs of the credit other than interest and fees of the rows'),
  services: listOf(service, 50).optional().describe('insurance, maintenance, warranty sold with the credit'),
};

export const costsLeftResult = z.array(cost).describe('as they go on after the repayment: the costs of the next question');

export const compensationInput = z.strictObject({
  agreedPct: pct.optional().describe('share of the capital repaid that the contract asks'),
  insurance: z.boolean().optional(),
  overdraft: z.boolean().optional(),
  rateNotFixed: z.boolean().optional(),
});

export const earlyFields = {
  on: date.describe('day of the repayment, from the start to the last due date'),
  interestTo: z.enum(['day', 'period-end']).optional().describe('day unless said'),
  compensation: compensationInput.optional(),
  linearBy: z.enum(['days', 'rows']).optional().describe('days unless said'),
  paidThrough: count.optional().describe('number of the last paid row; all that fell due before the day unless said'),
  unpaidRows: outstandingRows.optional().describe('what is owed of rows fallen due, when some are paid in part: in place of `paidThrough`'),
  consumer: z.boolean().optional().describe('false: outside consumer credit, costs and compensation by contract alone'),
};

export const compensationTerms = (given: z.output<typeof compensationInput> | undefined) => {
  if (given === undefined) return undefined;
  const { agreedPct, ...rest } = given;
  return { ...rest, agreedPpm: optionalPpm(agreedPct) };
};

export const servicesTerms = (services: readonly z.output<typeof service>[] | undefined): LinkedService[] | undefined =>
  services?.map(({ refundablePct, ...rest }) => ({ ...rest, refundablePpm: optionalPpm(refundablePct) }));
export const costsTerms = (costs: readonly z.output<typeof cost>[] | undefined): readonly CostItem[] | undefined => costs;

const standingInput = z.strictObject(standingFields);
type StandingInput = z.output<typeof standingInput>;

/** The contract that a plan makes, or as it stands after a change; a fault of the plan is named inside it. */
export function contractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest }: StandingInput): { readonly ok: true; readonly contract: ServicedContract } | Declined {
  const terms = planTerms(plan);
  if (rows !== undefined) {
    const contract = { terms, rows, instalmentCents, carriedInterestCents, deferredInterest };
    return rowsFault(plan, rows.filter((row) => row.number > 0).length) ?? { ok: true, contract };
  }
  const alone = Object.entries({ instalmentCents, carriedInterestCents, deferredInterest }).find(([, value]) => value !== undefined);
  if (alone !== undefined) return { ok: false, refusal: 'choice_not_consistent', path: alone[0] };
  const built = buildPlan(terms);
  if (!built.ok) return { ...built, path: `plan.${built.path}` };
  return { ok: true, contract: { terms, rows: built.plan.rows, instalmentCents: built.plan.instalmentCents } };
}

/** Rows given back must be as many as their plan says, and its grace must leave one that repays. */
function rowsFault({ rows, balloonAfterLastRow, gracePrincipalRows }: PlanInput, given: number): Declined | null {
  if (given !== rows && !(balloonAfterLastRow === true && given === rows + 1)) return { ok: false, refusal: 'choice_not_consistent', path: 'rows' };
  return (gracePrincipalRows ?? 0) < rows ? null : { ok: false, refusal: 'term_out_of_range', path: 'plan.gracePrincipalRows', nearest: rows - 1 };
}

/** The contract of a question under the law, with the day it was signed, which cannot come after the day asked about. */
export function signedContractOf({ signedOn, ...standing }: StandingInput & { readonly signedOn?: string | undefined }, day: string): { readonly ok: true; readonly contract: ServicedContract; readonly signedOn: string } | Declined {
  // The plan of a changed contract begins on the day of the change.
  if (signedOn === undefined && standing.rows !== undefined) return { ok: false, refusal: 'missing', path: 'signedOn' };
  if (signedOn !== undefined && signedOn > day) return { ok: false, refusal: 'date_out_of_range', path: 'signedOn' };
  const found = contractOf(standing);
  return found.ok ? { ...found, signedOn: signedOn ?? standing.plan.start } : found;
}

/** A changed contract as it is answered. */
export function standingAnswer({ terms, rows, instalmentCents, carriedInterestCents, deferredInterest }: ServicedContract) {
  return {
    plan: planInputOf(terms),
    rows: [...rows],
    ...(instalmentCents === undefined ? {} : { instalmentCents }),
    ...(carriedInterestCents === undefined ? {} : { carriedInterestCents }),
    ...(deferredInterest === undefined ? {} : { deferredInterest: [...deferredInterest] }),
  };
}

export const contractNames = {
  'contract.terms': 'plan',
  'contract.rows': 'rows',
  'contract.instalmentCents': 'instalmentCents',
  'contract.carriedInterestCents': 'carriedInterestCents',
  'contract.deferredInterest': 'deferredInterest',
  contract: 'plan',
} as const;

export const contractDeclined = (declined: Declined): Declined => renamed(declined, contractNames);

/** A refusal of a question under the law: no rule of the day means that the contract was signed too early, or on a day given wrongly. */
export function signedContractDeclined(declined: Declined, signedOn: string | undefined): Declined {
  const rule = /^rules\.(.+)$/.exec(declined.path)?.[1];
  return rule === undefined ? contractDeclined(declined) : { ...declined, path: signedOn === undefined ? 'plan.start' : 'signedOn', reason: rule };
}
