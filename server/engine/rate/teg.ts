import { isBag, oneOf } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { legalRate } from './legal-taeg.ts';
import type { TaegQuestion } from './legal-taeg.ts';
import { placeFlows } from './rate-flows.ts';
import type { RateFlow } from './rate-flows.ts';

/**
 * What a cost is, and whether it enters the TEG. The law counts commissions, remunerations of any kind and expenses, and
 * leaves out taxes (L. 108/1996 art. 2 c. 1, c.p. art. 644). The other exclusions follow the Bank of Italy's instructions
 * for the survey of average rates (July 2016, part C4) and are to be checked against their text.
 */
export const tegTreatment = {
  fee: 'in',
  'collection-fee': 'in',
  'statement-fee': 'in',
  'intermediary-fee': 'in',
  insurance: 'in',
  tax: 'out',
  notary: 'out',
  'optional-service': 'out',
  'default-charge': 'out',
  'cash-sale-cost': 'out',
} as const;

export type CostNature = keyof typeof tegTreatment;

export interface TegQuestion extends TaegQuestion {
  /** Costs on top of `payments`, each with its nature; those that stay out of the TEG are left aside. */
  readonly costs?: readonly { readonly nature: CostNature; readonly flow: RateFlow }[] | undefined;
}

export type TegAnswer =
  | { readonly ok: true; readonly tegPct: string; readonly exactPct: string; readonly annualRate: number; /** Sum of the costs left aside, in the unit of the flows. */ readonly leftAside: number }
  | Refusal;

const natureKnown = oneOf(...Object.keys(tegTreatment));
const mostCosts = 5000;

/**
 * TEG of a credit repaid by instalments: the equation of the TAEG on drawdowns, payments and the costs that count for the
 * usury law, taxes apart. For open credit lines the instructions use another formula, which is not this.
 */
export function teg(question: TegQuestion): TegAnswer {
  const fields: unknown = question;
  if (!isBag(fields)) return refuse('missing', 'drawdowns');
  const costs = fields['costs'] ?? [];
  if (!Array.isArray(costs)) return refuse('missing', 'costs');
  if (costs.length > mostCosts) return refuse('too_many_items', 'costs', mostCosts);
  const counted: unknown[] = [];
  let leftAside = 0;
  for (let index = 0; index < costs.length; index++) {
    const cost: unknown = costs[index];
    if (!isBag(cost)) return refuse('missing', `costs.${index}`);
    const fault = natureKnown(cost['nature'], `costs.${index}.nature`);
    if (fault !== null) return fault;
    const placed = placeFlows([cost['flow']], `costs.${index}.flow`);
    if (!placed.ok) return { ...placed, path: placed.path.replace('.flow.0', '.flow') };
    if (tegTreatment[cost['nature'] as CostNature] === 'in') counted.push(cost['flow']);
    else leftAside += placed.flows[0]?.amount ?? 0;
  }
  const payments = fields['payments'];
  const answer = legalRate({ ...fields, payments: Array.isArray(payments) ? [...payments, ...counted] : payments });
  if (!answer.ok) return answer;
  return { ok: true, tegPct: answer.ratePct, exactPct: answer.exactPct, annualRate: answer.annualRate, leftAside };
}
