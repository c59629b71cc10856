/** Numbers of the consumer's rights in the law of the day of signing, from the engine's dated rows: the form says what servicing will compute. Pure. */
import { lawRulesFrom, ruleInForce } from '#engine/servicing';
import { addDays } from '#platform/civil-date';
import type { PrecontractFacts } from './precontract-facts.ts';

interface LawOfSigning {
  /** Calendar days of the right of withdrawal. */
  readonly withdrawalDays: number;
  /** Months added to them when the information never came; null under a text that knows no such end. */
  readonly uninformedMonths: number | null;
  /** True where costs paid straight to a third party, whatever the duration, are not reduced by an early repayment. */
  readonly fixedThirdPartyCostsStay: boolean;
  readonly compensation: {
    /** Ceiling in ppm of what is repaid early, while more than `longLifeMonths` are left. */
    readonly longLifePpm: number;
    /** Ceiling in ppm otherwise. */
    readonly shortLifePpm: number;
    readonly longLifeMonths: number;
    /** Residual debt up to which none is due when all of it is repaid. */
    readonly freeDebtCents: number;
  };
}

/** The rows in force on `signingOn`, with the new text in force from `newRegimeFrom`. Throws for a day before the first of them (1 June 2011). */
export function lawOfSigning({ signingOn, newRegimeFrom }: Pick<PrecontractFacts, 'signingOn' | 'newRegimeFrom'>): LawOfSigning {
  const rules = lawRulesFrom(newRegimeFrom, addDays(newRegimeFrom, -1));
  const found = (key: string) => ruleInForce(rules, key, signingOn)?.value;
  const needed = (key: string): number => {
    const value = found(key);
    if (typeof value !== 'number') throw new Error(`no rule ${key} on ${signingOn}`);
    return value;
  };
  const uninformed = found('withdrawal.uninformed_months');
  return {
    withdrawalDays: needed('withdrawal.days'),
    uninformedMonths: typeof uninformed === 'number' ? uninformed : null,
    fixedThirdPartyCostsStay: found('settlement.reduced_costs') === 'all-but-taxes-and-fixed-third-party',
    compensation: {
      longLifePpm: needed('settlement.compensation.above_one_year'),
      shortLifePpm: needed('settlement.compensation.up_to_one_year'),
      longLifeMonths: needed('settlement.compensation.long_life'),
      freeDebtCents: needed('settlement.compensation.free_full_debt'),
    },
  };
}
