/** What can be calculated on the page, each with its fields and the calculation behind it. */
import {
  defaultInterestCalculation, leaseCalculation, planCalculation, settlementCalculation, taegCalculation, usuryThresholdCalculation, type Calculation,
} from '#calculator/api';
import type { Field, GroupKey, Values } from '../form/field.ts';
import type { Body } from '../form/read-body.ts';
import { leaseFields, withVat } from './lease-fields.ts';
import { defaultInterestFields, settlementFields, taegFields, usuryFields } from './other-fields.ts';
import { planFields, withFirstDrawdown } from './plan-fields.ts';

export const kindKeys = ['plan', 'taeg', 'settlement', 'defaultInterest', 'lease', 'usury'] as const;
export type KindKey = (typeof kindKeys)[number];

export interface Kind {
  readonly key: KindKey;
  readonly calculation: Calculation;
  readonly fields: readonly Field[];
  /** Groups under "Altre condizioni"; the others stand open. */
  readonly folded: readonly GroupKey[];
  /** The body as the calculation wants it. */
  readonly complete: (body: Body, values: Values) => Body;
}

const asIs = (body: Body): Body => body;
const rare: readonly GroupKey[] = ['days', 'shape', 'rounding'];

export const kinds: Readonly<Record<KindKey, Kind>> = {
  plan: { key: 'plan', calculation: planCalculation as Calculation, fields: planFields, folded: rare, complete: withFirstDrawdown },
  taeg: { key: 'taeg', calculation: taegCalculation as Calculation, fields: taegFields, folded: [], complete: asIs },
  settlement: {
    key: 'settlement',
    calculation: settlementCalculation as Calculation,
    fields: settlementFields,
    folded: ['charges', ...rare],
    complete: (body) => ({ ...body, plan: withFirstDrawdown((body['plan'] ?? {}) as Body) }),
  },
  defaultInterest: { key: 'defaultInterest', calculation: defaultInterestCalculation as Calculation, fields: defaultInterestFields, folded: ['conditions'], complete: asNumbered },
  lease: { key: 'lease', calculation: leaseCalculation as Calculation, fields: leaseFields, folded: ['days', 'taxes', 'rounding'], complete: withVat },
  usury: { key: 'usury', calculation: usuryThresholdCalculation as Calculation, fields: usuryFields, folded: [], complete: asIs },
};

/** Overdue rows get their number from their place. */
function asNumbered(body: Body): Body {
  const rows = body['rows'];
  const numbered = Array.isArray(rows) ? rows.map((row: { readonly date: string; readonly cents: number }, index) => ({ number: index + 1, dueDate: row.date, cents: row.cents })) : rows;
  return { ...body, rows: numbered };
}
