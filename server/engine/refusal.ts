/** Every reason for which the engine declines. Texts for people belong to the caller. */
export type RefusalCode =
  | 'missing'
  | 'not_an_integer'
  | 'not_a_number'
  | 'amount_negative'
  | 'amount_not_positive'
  | 'amount_too_large'
  | 'term_out_of_range'
  | 'rate_out_of_range'
  | 'number_out_of_range'
  | 'date_not_valid'
  | 'date_out_of_range'
  | 'choice_not_known'
  | 'choice_not_consistent'
  | 'too_many_items'
  | 'charge_not_consistent'
  | 'balloon_too_large'
  | 'instalment_not_positive'
  | 'deposit_too_large'
  | 'target_not_reachable'
  | 'rule_missing'
  | 'not_solvable'
  | 'rate_not_unique';

/** `path` names the offending field ('charges.0.cents'); `nearest`, when present, is the closest value that works. */
export interface Refusal {
  readonly ok: false;
  readonly refusal: RefusalCode;
  readonly path: string;
  readonly nearest?: number;
}

/** A refusal with its field and, when there is one, the nearest value that would be accepted. */
export function refuse(refusal: RefusalCode, path: string, nearest?: number): Refusal {
  return nearest === undefined ? { ok: false, refusal, path } : { ok: false, refusal, path, nearest };
}
