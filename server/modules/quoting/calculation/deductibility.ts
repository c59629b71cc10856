/** What of a car's cost and VAT a business may deduct. Pure; for people to be told, not a tax return. */
import { divideRoundedBig, percentOf } from '#platform/money';
import { refuse, type Result } from '#platform/result';
import { carUses, costRules, vatRules, type CarUse, type CostRule, type VatRule } from './deductibility.data.ts';

export { carUses, type CarUse };

export interface DeductibilityQuestion {
  readonly use: CarUse;
  /** Day on which the cost is incurred. */
  readonly onDay: string;
  /** Price of the car without VAT: what the ceiling of the law looks at. */
  readonly carNetCents: number;
  /** Costs to be deducted without VAT: the price, or the rentals of a lease. */
  readonly costNetCents: number;
  /** VAT on those costs. */
  readonly vatCents: number;
}

export interface Deductibility {
  readonly costPpm: number;
  readonly vatPpm: number;
  /** Null without limit. */
  readonly ceilingCents: number | null;
  /** VAT that can be deducted, half-up to the cent. */
  readonly deductibleVatCents: number;
  /** VAT that cannot is part of the cost. */
  readonly costWithOwnVatCents: number;
  /** Part of the cost that counts under the ceiling, in proportion, half-up. */
  readonly countedCostCents: number;
  readonly deductibleCostCents: number;
  readonly costSource: string;
  readonly vatSource: string;
}

function ruleOn<R extends CostRule | VatRule>(rules: readonly R[], use: CarUse, onDay: string): R | undefined {
  return rules.findLast((rule) => rule.use === use && rule.validFrom <= onDay);
}

/**
 * Deductible cost and VAT by use (deductibility.data.ts has rows and sources). VAT first: what of it cannot be deducted
 * adds to the cost. Then the ceiling: of a car that costs more, with its own VAT, only the share ceiling ÷ cost counts; of
 * a lease the rentals count in the same proportion. Then the share of the use. Refuses `rule_missing` before the first row.
 */
export function deductibility(question: DeductibilityQuestion): Result<Deductibility, 'rule_missing'> {
  const { use, onDay, carNetCents, costNetCents, vatCents } = question;
  const cost = ruleOn(costRules, use, onDay);
  const vat = ruleOn(vatRules, use, onDay);
  if (cost === undefined || vat === undefined) return refuse('rule_missing', 'onDay');
  const deductibleVatCents = percentOf(vatCents, vat.vatPpm, 'half-up');
  const ownVatCents = vatCents - deductibleVatCents;
  const costWithOwnVatCents = costNetCents + ownVatCents;
  // The car bears the same rate as its cost: its own VAT that cannot be deducted is in proportion.
  const carCents = costNetCents === 0 ? carNetCents : carNetCents + share(ownVatCents, carNetCents, costNetCents);
  const counted = cost.ceilingCents === null || carCents <= cost.ceilingCents ? costWithOwnVatCents : share(costWithOwnVatCents, cost.ceilingCents, carCents);
  return {
    ok: true,
    value: {
      costPpm: cost.costPpm,
      vatPpm: vat.vatPpm,
      ceilingCents: cost.ceilingCents,
      deductibleVatCents,
      costWithOwnVatCents,
      countedCostCents: counted,
      deductibleCostCents: percentOf(counted, cost.costPpm, 'half-up'),
      costSource: cost.source,
      vatSource: vat.source,
    },
  };
}

/** cents × part ÷ whole, half-up. */
function share(cents: number, part: number, whole: number): number {
  return Number(divideRoundedBig(BigInt(cents) * BigInt(part), BigInt(whole), 'half-up'));
}
