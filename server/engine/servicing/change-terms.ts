import { toDayNumber } from '#platform/civil-date';
import { growthOver } from '../plan/growth.ts';
import type { Growth } from '../plan/growth.ts';
import { date, integerWithin, isBag, oneOf, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { standingOn } from './accrued-interest.ts';
import type { Standing } from './accrued-interest.ts';
import { ratePpm } from './check-default-interest.ts';
import { elapsedFraction } from './elapsed-fraction.ts';
import { restOfPlan } from './rest-of-plan.ts';
import type { Keep, RestResult } from './rest-of-plan.ts';
import { contractCheck, dayFault, lastRowOf } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

interface Change {
  readonly contract: ServicedContract;
  readonly on: string;
}

/** First fault of the fields that every change shares. */
export function changeFault(input: unknown): Refusal | null {
  if (!isBag(input)) return refuse('missing', '');
  return contractCheck(input['contract'], 'contract') ?? date(input['on'], 'on') ?? dayFault(input['contract'] as ServicedContract, input['on']);
}

const keeps = oneOf('term', 'instalment');

/**
 * The row under way at two rates: old for its days to the change, new for those after, as one growth. The two rates are
 * weighed in the fraction, so the growth's own rate is 1 ppm; null when the day is a due day and the row bears one rate.
 */
function mixedGrowth({ contract, on }: Change, standing: Standing, newPpm: number): Growth | null {
  const { terms, rows } = contract;
  const begin = toDayNumber(rows[standing.next - 1]?.dueDate ?? terms.start);
  const day = toDayNumber(on);
  const end = toDayNumber(rows[standing.next]?.dueDate ?? on);
  if (day === begin || day >= end) return null;
  const stretch = { begin, end, first: standing.next === 0 };
  const last = lastRowOf(contract).dueDate;
  const before = elapsedFraction(terms, last, stretch, begin, day);
  const after = elapsedFraction(terms, last, stretch, day, end);
  const numerator = terms.nominalRatePpm * before.numerator * after.denominator + newPpm * after.numerator * before.denominator;
  const denominator = before.denominator * after.denominator;
  return before.denominator === after.denominator
    ? growthOver(1, [{ numerator: terms.nominalRatePpm * before.numerator + newPpm * after.numerator, denominator: before.denominator }])
    : growthOver(1, [{ numerator, denominator }]);
}

/**
 * A new nominal rate from a day on, by the same term (the level is solved again) or the same instalment. On a due day
 * the next row bears the new rate whole; inside a row its days before the change keep the old rate. Fixed-rate consumer
 * contracts may only come down (TUB 118): that judgement is the caller's.
 * Refuses a plan with drawdowns to come, with capitalisation, and the last due date (no row is left).
 */
export function changeRate(given: Change & { readonly ratePpm: number; readonly keep: Keep }): RestResult {
  const input = withoutMinusZero(given);
  const fault = changeFault(input) ?? ratePpm(input.ratePpm, 'ratePpm') ?? keeps(input.keep, 'keep');
  if (fault !== null) return fault;
  const { contract, on, keep } = input;
  const standing = standingOn(contract, on);
  const growth = mixedGrowth(input, standing, input.ratePpm);
  const earned = standing.accruedInterestCents;
  return restOfPlan({
    contract,
    on,
    next: standing.next,
    capitalCents: standing.capitalCents,
    ratePpm: input.ratePpm,
    keep,
    carriedCents: growth === null ? earned : 0,
    underWay: growth === null ? undefined : { growth, earnedCents: earned },
  });
}

/**
 * The rest of a plan reckoned anew after capital came in outside the law of early repayment (a goodwill credit, the price
 * of a returned accessory): interest earned to the day is asked on top of the next row.
 */
export function reAmortise(given: Change & { readonly repaidCents: number; readonly keep: Keep }): RestResult {
  const input = withoutMinusZero(given);
  const fault = changeFault(input) ?? keeps(input.keep, 'keep');
  if (fault !== null) return fault;
  const { contract, on, keep } = input;
  const standing = standingOn(contract, on);
  const within = integerWithin(0, standing.capitalCents - 1, 'amount_too_large')(input.repaidCents, 'repaidCents');
  if (within !== null) return within;
  return restOfPlan({
    contract,
    on,
    next: standing.next,
    capitalCents: standing.capitalCents - input.repaidCents,
    ratePpm: contract.terms.nominalRatePpm,
    keep,
    carriedCents: standing.accruedInterestCents,
  });
}
