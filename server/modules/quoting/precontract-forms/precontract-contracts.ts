/** Contracts of the pre-contract information: the form as data and on paper, its delivery, what the lender tells of itself. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, plainText, uuid } from '#platform/contract';
import { datedLenderTermsSchema, lenderTermsSchema } from '../precontract/lender-terms.ts';

export { lawsNewRegimeFrom, lenderTermsSchema, newRegimeFrom, type LenderTerms } from '../precontract/lender-terms.ts';

export const precontractFormKind = z.enum(['iebcc-2010', 'ieb-2026']);
const language = z.enum(['it', 'en']);
const words = z.object({ it: z.string(), en: z.string() });

const which = z.strictObject({
  revision: z.coerce.number().int().min(1).max(100_000).optional(),
  proposal: z.coerce.number().int().min(1).max(20).default(1),
  /** Day on which the contract is to be signed; today unless said otherwise. It decides the form. */
  signingOn: civilDate.optional(),
});

const precontractRefusals = {
  not_a_consumer: {
    it: 'Il modulo spetta al consumatore: questo preventivo è per un’impresa. Consegna il preventivo con le condizioni.',
    en: 'The form is for consumers: this quote is for a business. Hand over the quote with its terms.',
  },
  amount_outside: {
    it: 'L’importo del credito è fuori dai limiti della legge sul credito ai consumatori: il modulo non si applica.',
    en: 'The amount of the credit is outside the limits of the law on consumer credit: the form does not apply.',
  },
  hire_without_option: { it: 'Un noleggio senza opzione di acquisto non è credito ai consumatori: il modulo non si applica.', en: 'A hire without a purchase option is no consumer credit: the form does not apply.' },
  lender_terms_missing: {
    it: 'Mancano i dati del finanziatore in vigore il {day}: inseriscili in Preventivi, Dati del finanziatore.',
    en: 'The lender’s particulars in force on {day} are missing: enter them in Quotes, Lender’s particulars.',
  },
  signing_before_quote: { it: 'Il contratto non può essere firmato prima del giorno del preventivo ({day}).', en: 'The contract cannot be signed before the day of the quote ({day}).' },
  signing_after_expiry: { it: 'Il preventivo scade il {day}: scegli un giorno di firma entro quella data.', en: 'The quote expires on {day}: choose a day of signing by then.' },
  proposal_missing: { it: 'Il preventivo non ha la proposta {proposal}.', en: 'The quote has no proposal {proposal}.' },
} as const;

const formRow = z.object({ code: z.string(), label: words, value: z.array(words).nullable(), why: words.nullable() });

export const getPrecontractRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/precontract',
  summary: 'The pre-contract form of a proposal, every row filled or said not to apply, and what was delivered so far.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  query: which,
  response: z.object({
    form: precontractFormKind,
    title: words,
    legalBasis: words,
    signingOn: civilDate,
    /** First signing day under the new text, in force on that day. */
    newRegimeFrom: civilDate,
    sections: z.array(z.object({ code: z.string(), title: words, rows: z.array(formRow) })),
    /** Explanations the seller gives in words (TUB 124 c. 5), with this proposal's figures. */
    explanations: z.array(words),
    deliveries: z.array(
      z.object({ id: uuid, revision: z.number().int(), proposal: z.number().int(), form: precontractFormKind, language, channel: z.enum(['handed', 'email', 'link']), recipient: z.string(), givenBy: z.string(), givenAt: instant, sha256: z.string() }),
    ),
  }),
  refusals: precontractRefusals,
});

export const printPrecontractRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/precontract/document',
  summary: 'The pre-contract form as declared PDF/A-2b with the payment plan; made once for a proposal, form and language.',
  access: 'quoting.quote.print',
  params: z.object({ id: uuid }),
  query: which.extend({ language: language.default('it') }),
  response: z.unknown(),
  refusals: precontractRefusals,
  produces: 'application/pdf',
  ratePerMinute: 120,
});

export const deliverPrecontractRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes/:id/precontract/deliveries',
  summary: 'Records that the printed form was handed to the customer: by whom, when, which paper (its digest).',
  access: 'quoting.quote.write',
  params: z.object({ id: uuid }),
  body: z.strictObject({ revision: z.number().int().min(1).max(100_000), proposal: z.number().int().min(1).max(20), signingOn: civilDate.optional(), language, recipient: plainText(120, 2) }),
  response: z.object({ id: uuid, form: precontractFormKind, sha256: z.string(), givenAt: instant }),
  refusals: {
    ...precontractRefusals,
    form_not_printed: { it: 'Il modulo non è ancora stato stampato: stampalo, consegnalo e registra la consegna.', en: 'The form has not been printed yet: print it, hand it over and record the delivery.' },
  },
});

export const getLenderTermsRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/lender-terms',
  summary: 'What the lender tells about itself in every pre-contract form: the version in force today and those to come.',
  access: 'quoting.quote.read',
  response: z.object({ today: civilDate, versions: z.array(datedLenderTermsSchema) }),
});

export const setLenderTermsRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/lender-terms',
  summary: 'Writes the next version of the lender’s particulars, in force from a day to come or from today when there is none.',
  access: 'quoting.terms.write',
  body: z.strictObject({ validFrom: civilDate, terms: lenderTermsSchema }),
  response: datedLenderTermsSchema,
  refusals: {
    day_not_to_come: { it: 'Una versione già in vigore non si cambia: scegli un giorno dopo oggi.', en: 'A version in force is not changed: choose a day after today.' },
    day_taken: { it: 'Per quel giorno c’è già una versione: scegli un altro giorno.', en: 'There is a version for that day already: choose another.' },
  },
});
