import { issueCodes, type IssueCode } from '#platform/describe-issue';
import type { CalculationRefusal } from './refusal-words.ts';
import type { RateFault } from './rates.ts';

/** Every name under which a line or an input is refused, and what it means: one vocabulary for schema, engine and line. */

const lineCodes = {
  line_too_long: 'the line is longer than 1,000,000 bytes',
  line_not_utf8: 'the line is not UTF-8 text',
  line_not_json: 'the line is not JSON',
  line_not_an_object: 'the line is JSON but no object',
  id_not_valid: '`id` is neither text nor a number that can be repeated exactly',
  unknown_calculation: 'there is no `do` of this name',
  internal: 'a defect of the program',
} as const;

const rateCodes: Readonly<Record<RateFault, string>> = {
  not_a_rate: 'a rate is decimal text with a point, or a number',
  too_many_decimals: 'the rate has more than four decimals that are not zero',
};

const engineCodes: Readonly<Record<Exclude<CalculationRefusal, IssueCode>, string>> = {
  amount_negative: 'an amount below zero',
  amount_not_positive: 'an amount that must be above zero',
  amount_too_large: 'an amount beyond the limit of the field',
  term_out_of_range: 'a number of rows that is not possible',
  rate_out_of_range: 'a rate outside the limits of the field',
  date_not_valid: 'not a day that exists from 1900-01-01 to 2199-12-31',
  date_out_of_range: 'a day outside its limits or out of order',
  choice_not_consistent: 'the field does not go together with others that are given',
  charge_not_consistent: 'a charge without amount or share, or whose moment, base and date do not go together',
  balloon_too_large: 'a balloon larger than the plan can carry',
  instalment_not_positive: 'with these values an instalment is not above zero',
  deposit_too_large: 'a deposit larger than what is left to pay',
  target_not_reachable: 'no value of the unknown gives the figure asked; `possible` tells those beside it',
  rule_missing: 'no rule or published figure is known for the day',
  not_solvable: 'no answer exists for these values',
  rate_not_unique: 'more than one rate fits the flows',
};

export const codes = { ...lineCodes, ...issueCodes, ...rateCodes, ...engineCodes } as const;
export type Code = keyof typeof codes;
