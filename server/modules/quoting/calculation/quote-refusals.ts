/**
 * Why a quote cannot be priced or saved; the same names and words in the browser and on the server. A file of its own,
 * so that the browser takes the words without the schemas of the contracts.
 */
export const quoteRefusals = {
  offer_not_in_force: { it: 'L’offerta non è più in vigore: scegline un’altra tra quelle di oggi.', en: 'The offer is no longer in force: choose one of today’s.' },
  offer_not_for_vehicle: { it: 'L’offerta non vale per questo veicolo: scegline un’altra.', en: 'The offer does not apply to this vehicle: choose another.' },
  vehicle_not_available: { it: 'Il veicolo non è più disponibile in giacenza: scegline un altro.', en: 'The vehicle is no longer available in stock: choose another.' },
  term_not_offered: { it: 'La durata di {termMonths} mesi non è prevista dall’offerta.', en: 'The offer has no term of {termMonths} months.' },
  discount_above_price: { it: 'Lo sconto supera il prezzo di {priceCents}.', en: 'The discount is above the price of {priceCents}.' },
  nothing_to_finance: { it: 'Permuta e anticipo coprono già il prezzo: non resta nulla da finanziare.', en: 'Trade-in and deposit cover the price: nothing is left to finance.' },
  deposit_below_minimum: { it: 'Anticipo e permuta devono arrivare almeno a {minimumCents}.', en: 'Deposit and trade-in must come to {minimumCents} at least.' },
  amount_below_minimum: { it: 'L’importo finanziato minimo dell’offerta è {minimumCents}: riduci l’anticipo.', en: 'The offer finances {minimumCents} at least: lower the deposit.' },
  amount_above_maximum: { it: 'L’importo finanziato massimo dell’offerta è {maximumCents}: aumenta l’anticipo.', en: 'The offer finances {maximumCents} at most: raise the deposit.' },
  balloon_missing: { it: 'Indica la maxirata finale, tra {minimumCents} e {maximumCents}.', en: 'Give the balloon, between {minimumCents} and {maximumCents}.' },
  balloon_out_of_range: { it: 'La maxirata deve stare tra {minimumCents} e {maximumCents}.', en: 'The balloon must lie between {minimumCents} and {maximumCents}.' },
  balloon_not_offered: { it: 'Questa offerta non prevede una maxirata.', en: 'This offer has no balloon.' },
  km_not_offered: { it: 'La percorrenza annua indicata non è prevista dall’offerta.', en: 'The offer has no such yearly mileage.' },
  service_not_offered: { it: 'Il servizio {service} non è previsto dall’offerta.', en: 'The offer does not include the service {service}.' },
  instalment_not_reachable: { it: 'Con questa durata la rata non può essere {targetCents}: la più vicina è {nearestCents}.', en: 'With this term the instalment cannot be {targetCents}: the nearest is {nearestCents}.' },
  not_computable: { it: 'Con questi dati il piano non si può calcolare: controlla {field}.', en: 'No plan can be computed from these values: check {field}.' },
} as const;
