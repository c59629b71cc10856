/** Contracts of an offer's life: written, superseded from a day, ended, withdrawn before it begins; checked against the usury threshold before that. */
import { z } from 'zod';
import { amountCents, civilDate, defineRoute, plainText, ratePpm, uuid } from '#platform/contract';
import { customerTypes, salesChannels } from './conditions/codes.ts';

const months = z.number().int().min(1).max(120);
const someOf = <T extends z.ZodType>(item: T, most: number) => z.array(item).min(1).max(most).nullable();
const nodeId = z.number().int().min(1).max(2_147_483_647);
const versionNumber = z.number().int().min(1).max(1_000_000);

const rates = {
  terms: z.array(z.strictObject({ months, nominalRatePpm: ratePpm })).min(1).max(24),
  validFrom: civilDate,
  /** Last day in force; null while open-ended. */
  validTo: civilDate.nullable(),
};

/** What is written of an offer beside its code and product. Null asks for nothing. */
const written = {
  name: plainText(60, 1),
  ...rates,
  nodeId,
  kinds: someOf(z.enum(['new', 'used', 'kmZero', 'companyCar']), 4),
  makes: someOf(plainText(60, 1), 60),
  carlineIds: someOf(uuid, 60),
  versionIds: someOf(uuid, 200),
  fuels: someOf(z.string().max(40).regex(/^\w+$/), 20),
  channels: someOf(z.enum(salesChannels), salesChannels.length),
  customerTypes: someOf(z.enum(customerTypes), customerTypes.length),
  minAgeMonths: z.number().int().min(0).max(600).nullable(),
  maxAgeMonths: z.number().int().min(0).max(600).nullable(),
  minMileageKm: z.number().int().min(0).max(2_000_000).nullable(),
  maxMileageKm: z.number().int().min(0).max(2_000_000).nullable(),
  minDepositPpm: ratePpm,
  commissionPpm: ratePpm,
};

export const newOfferSchema = z.strictObject({ code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/), productId: uuid, ...written });
export type NewOfferInput = z.output<typeof newOfferSchema>;

/** The whole next version; `version` is the latest one its author has read. */
export const nextOfferSchema = z.strictObject({ version: versionNumber, ...written });
export type NextOfferInput = z.output<typeof nextOfferSchema>;

/** The amount and term that come closest to the threshold of a quarter. */
export const usuryCaseSchema = z.object({ quarter: z.string(), months: z.number().int(), amountCents, tegPpm: z.number().int(), thresholdPpm: z.number() });

const usuryRefusals = {
  above_usury_threshold: {
    it: 'Sopra la soglia di usura: a {months} mesi, su {amountCents}, il TEG arriva al {tegPpm} e la soglia del trimestre {quarter} è {thresholdPpm}. Abbassa il tasso di questa durata o toglila.',
    en: 'Above the usury threshold: over {months} months, on {amountCents}, the TEG reaches {tegPpm} and the threshold of quarter {quarter} is {thresholdPpm}. Lower the rate of this term or leave it out.',
  },
  usury_quarter_missing: {
    it: 'Le soglie di usura del trimestre {quarter} non sono ancora in archivio: l’offerta non può cominciare in quel trimestre.',
    en: 'The usury thresholds of quarter {quarter} are not on file yet: the offer cannot begin in that quarter.',
  },
  rate_not_computable: { it: 'A {months} mesi il costo non è calcolabile: controlla durata e tasso.', en: 'Over {months} months the cost cannot be computed: check term and rate.' },
  product_unknown: { it: 'Il prodotto indicato non esiste: scegline uno dell’elenco.', en: 'The product does not exist: choose one of the list.' },
  term_twice: { it: 'La durata di {months} mesi è scritta due volte: tienine una.', en: 'The term of {months} months is written twice: keep one.' },
  ends_before_it_starts: { it: 'L’ultimo giorno viene prima del primo ({validFrom}): correggi le date.', en: 'The last day comes before the first ({validFrom}): correct the dates.' },
} as const;

const scopeRefusals = {
  place_not_yours: { it: 'Il nodo indicato non è sotto il tuo: scegli la rete tra quelle proposte.', en: 'The place is not below yours: choose one of those proposed.' },
  make_unknown: { it: 'La marca {make} non è nel catalogo: scegline una dell’elenco.', en: 'Make {make} is not in the catalogue: choose one of the list.' },
  carline_unknown: { it: 'Un modello indicato non è nel catalogo: scegli tra quelli proposti.', en: 'A carline is not in the catalogue: choose one of those proposed.' },
  version_unknown: { it: 'Una versione indicata non è nel catalogo: scegli tra quelle proposte.', en: 'A version is not in the catalogue: choose one of those proposed.' },
  ages_upside_down: { it: 'L’età minima supera la massima: correggi gli anni del veicolo.', en: 'The least age is above the greatest: correct the ages.' },
  mileages_upside_down: { it: 'I chilometri minimi superano i massimi: correggili.', en: 'The least mileage is above the greatest: correct them.' },
  lease_customers_missing: { it: 'Per i privati un leasing è credito ai consumatori, per le imprese no: scegli i tipi di cliente.', en: 'To consumers a lease is consumer credit, to businesses it is not: choose the types of customer.' },
  starts_in_the_past: { it: 'Il primo giorno è già passato: scegli da oggi ({today}) in poi.', en: 'The first day is past: choose today ({today}) or later.' },
} as const;

export const checkOfferRoute = defineRoute({
  method: 'POST',
  path: '/api/pricing/offers/check',
  summary: 'Compares the worst case of an offer not yet written with the usury threshold of the quarters it is sold in; writes nothing.',
  access: 'pricing.offer.write',
  body: z.strictObject({ productId: uuid, ...rates }),
  response: z.object({ worst: usuryCaseSchema }),
  refusals: usuryRefusals,
  readOnly: true,
});

export const createOfferRoute = defineRoute({
  method: 'POST',
  path: '/api/pricing/offers',
  summary: 'Writes a new offer, at its first version.',
  access: 'pricing.offer.write',
  body: newOfferSchema,
  response: z.object({ offerId: uuid, version: versionNumber }),
  refusals: {
    ...usuryRefusals,
    ...scopeRefusals,
    code_taken: { it: 'Il codice {code} è già di un’altra offerta: scegline uno nuovo, o sostituisci quella.', en: 'Code {code} belongs to another offer: choose a new one, or supersede that one.' },
  },
});

export const supersedeOfferRoute = defineRoute({
  method: 'POST',
  path: '/api/pricing/offers/:id/versions',
  summary: 'Writes the next version of an offer from a day on; the version before is closed from that day and stays as it was.',
  access: 'pricing.offer.write',
  params: z.object({ id: uuid }),
  body: nextOfferSchema,
  response: z.object({ offerId: uuid, version: versionNumber }),
  refusals: {
    ...usuryRefusals,
    ...scopeRefusals,
    starts_before_the_last: { it: 'La versione attuale comincia il {lastFrom}: la nuova deve cominciare dopo.', en: 'The latest version begins on {lastFrom}: the new one must begin after it.' },
  },
});

export const endOfferRoute = defineRoute({
  method: 'POST',
  path: '/api/pricing/offers/:id/end',
  summary: 'Ends the latest version of an offer: it is sold no more from a day on.',
  access: 'pricing.offer.write',
  params: z.object({ id: uuid }),
  /** `outOfForceFrom`: first day out of force, today at the earliest. */
  body: z.strictObject({ version: versionNumber, outOfForceFrom: civilDate }),
  response: z.object({ offerId: uuid, version: versionNumber }),
  refusals: {
    ends_in_the_past: { it: 'Quel giorno è già passato: scegli da oggi ({today}) in poi.', en: 'That day is past: choose today ({today}) or later.' },
    ends_before_it_starts: { it: 'L’offerta comincia il {validFrom}: può finire solo dopo.', en: 'The offer begins on {validFrom}: it can only end after that.' },
    ends_already: { it: 'L’offerta finisce già prima: dal {outOfForceFrom} non si vende più.', en: 'The offer ends sooner already: from {outOfForceFrom} it is not sold.' },
  },
});

export const withdrawOfferRoute = defineRoute({
  method: 'POST',
  path: '/api/pricing/offers/:id/withdraw',
  summary: 'Withdraws a version of an offer that has not begun, with the reason; the versions before and after it stay as they are.',
  access: 'pricing.offer.write',
  params: z.object({ id: uuid }),
  body: z.strictObject({ version: versionNumber, reason: plainText(300, 3) }),
  response: z.object({ offerId: uuid, version: versionNumber }),
  refusals: {
    begun_already: { it: 'Questa versione vale dal {validFrom}: non si ritira più, si termina.', en: 'This version holds since {validFrom}: it is ended, no longer withdrawn.' },
    withdrawn_already: { it: 'Questa versione è già stata ritirata.', en: 'This version was withdrawn already.' },
  },
});

export const listProductsRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/products',
  summary: 'Financial products an offer can be made of.',
  access: 'pricing.offer.write',
  response: z.object({
    items: z.array(
      z.object({
        productId: uuid, code: z.string(), name: z.object({ it: z.string(), en: z.string() }), plan: z.enum(['level', 'balloon', 'lease']), minFinancedCents: amountCents, maxFinancedCents: amountCents,
      }),
    ),
  }),
});

export const listOfferPlacesRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/places',
  summary: 'Parts of the network an offer can be cut for, from the company down to dealers, by typed words; the actor’s own first.',
  access: 'pricing.offer.write',
  query: z.strictObject({ text: plainText(80).optional() }),
  response: z.object({ items: z.array(z.object({ nodeId, name: z.string(), kind: z.string() })) }),
});
