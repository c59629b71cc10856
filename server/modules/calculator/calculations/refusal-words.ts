import type { RefusalCode } from '#engine';

export type CalculationRefusal = RefusalCode;

/** Why nothing can be calculated, with the remedy. `{field}` is the caller's field, `{nearest}` the nearest value that works, in the field's unit. */
export const refusalWords: Readonly<Record<CalculationRefusal, { readonly it: string; readonly en: string }>> = {
  missing: { it: '{field}: manca: indica un valore.', en: '{field}: is missing: give a value.' },
  not_an_integer: { it: '{field}: deve essere un numero intero.', en: '{field}: must be a whole number.' },
  not_a_number: { it: '{field}: deve essere un numero.', en: '{field}: must be a number.' },
  amount_negative: { it: '{field}: l’importo non può essere negativo[: il più vicino è {nearest}].', en: '{field}: the amount cannot be negative[: the nearest is {nearest}].' },
  amount_not_positive: { it: '{field}: l’importo deve essere maggiore di zero[: il più vicino è {nearest}].', en: '{field}: the amount must be above zero[: the nearest is {nearest}].' },
  amount_too_large: { it: '{field}: l’importo è troppo grande[: il più vicino è {nearest}].', en: '{field}: the amount is too large[: the nearest is {nearest}].' },
  term_out_of_range: { it: '{field}: il numero di rate non è possibile[: il più vicino è {nearest}].', en: '{field}: so many rows are not possible[: the nearest is {nearest}].' },
  rate_out_of_range: { it: '{field}: il tasso è fuori dai limiti[: il più vicino è {nearest}].', en: '{field}: the rate is out of range[: the nearest is {nearest}].' },
  number_out_of_range: { it: '{field}: il numero è fuori dai limiti[: il più vicino è {nearest}].', en: '{field}: the number is out of range[: the nearest is {nearest}].' },
  date_not_valid: { it: '{field}: non è un giorno valido: scrivi un giorno esistente tra 1900-01-01 e 2199-12-31.', en: '{field}: is not a valid day: write one that exists, from 1900-01-01 to 2199-12-31.' },
  date_out_of_range: { it: '{field}: il giorno è fuori dai limiti o fuori ordine: correggilo.', en: '{field}: the day is out of range or out of order: correct it.' },
  choice_not_known: { it: '{field}: la scelta non esiste: usane una di quelle previste.', en: '{field}: there is no such choice: use one of those documented.' },
  choice_not_consistent: { it: '{field}: non si può indicare insieme alle altre scelte: toglilo o cambiale.', en: '{field}: does not go together with the other choices: remove it or change them.' },
  too_many_items: { it: '{field}: troppi elementi[: al massimo {nearest}].', en: '{field}: too many items[: at most {nearest}].' },
  charge_not_consistent: { it: '{field}: la voce di costo non è coerente: indica importo o percentuale, e momento, base e data che le spettano.', en: '{field}: the charge is not consistent: give an amount or a percentage, and the moment, base and date that belong to it.' },
  balloon_too_large: { it: '{field}: la maxirata è troppo grande[: la più vicina è {nearest}].', en: '{field}: the balloon is too large[: the nearest is {nearest}].' },
  instalment_not_positive: { it: '{field}: con questi dati la rata non è maggiore di zero[: il valore più vicino è {nearest}].', en: '{field}: with these values the instalment is not above zero[: the nearest value is {nearest}].' },
  deposit_too_large: { it: '{field}: l’anticipo è troppo grande[: il più vicino è {nearest}].', en: '{field}: the deposit is too large[: the nearest is {nearest}].' },
  target_not_reachable: { it: '{field}: il valore chiesto non si può raggiungere[: il più vicino è {nearest}].', en: '{field}: what is asked cannot be reached[: the nearest is {nearest}].' },
  rule_missing: { it: '{field}: manca la regola o il dato per questo giorno: caricalo o cambia il giorno.', en: '{field}: the rule or figure for this day is missing: load it or change the day.' },
  not_solvable: { it: '{field}: con questi dati non c’è soluzione: controlla gli importi e i giorni.', en: '{field}: there is no solution with these values: check amounts and days.' },
  rate_not_unique: { it: '{field}: più di un tasso soddisfa questi flussi: controlla i segni e i giorni.', en: '{field}: more than one rate fits these flows: check signs and days.' },
};
