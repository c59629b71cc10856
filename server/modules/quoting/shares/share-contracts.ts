/** Contracts of sharing: the seller's links, and what whoever holds a link may see and ask. */
import { z } from 'zod';
import { aboveDelegatedLimit } from '#identity/api';
import { customerType, offerConditionsSchema } from '#pricing/api';
import { amountCents, civilDate, defineRoute, instant, plainText, uuid } from '#platform/contract';
import { quoteRefusals } from '../calculation/quote-refusals.ts';
import { figuresSchema, quotedVehicleSchema, quoteInputSchema, shownFiguresSchema } from '../calculation/quote-shapes.ts';
import { customerPatterns } from './contact-contracts.ts';

export { inkOn } from '../calculation/ink-on.ts';
export { chosenInput, type SharedChoice } from '../calculation/shared-choice.ts';

const proposalNumber = z.number().int().min(1).max(20);
const revisionNumber = z.number().int().min(1).max(100_000);
const language = z.enum(['it', 'en']);

export const shareRefusals = {
  above_delegated_limit: aboveDelegatedLimit,
  quote_expired: { it: 'Il preventivo è scaduto il {day}: rivedilo prima di condividerlo.', en: 'The quote expired on {day}: revise it before sharing.' },
  expiry_not_possible: { it: 'La scadenza del collegamento va da oggi al {day}, quando scade il preventivo.', en: 'The link may expire from today to {day}, when the quote does.' },
  proposal_missing: { it: 'Il preventivo non ha la proposta {proposal}.', en: 'The quote has no proposal {proposal}.' },
  fleet_whole: { it: 'Una flotta si condivide intera: non scegliere le proposte.', en: 'A fleet is shared whole: choose no proposals.' },
  follows_whole: { it: 'Un collegamento che segue le versioni le mostra intere: non scegliere le proposte.', en: 'A link that follows the versions shows them whole: choose no proposals.' },
  quote_revised: { it: 'Il preventivo è ora alla versione {revision}: aprila e condividi quella.', en: 'The quote is at version {revision} now: open that one and share it.' },
  too_many_shares: { it: 'Ci sono già {maximum} collegamenti aperti: chiudine uno.', en: 'There are {maximum} open links already: end one.' },
} as const;

export const shareQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes/:id/shares',
  summary: 'Makes a link for the customer’s phone. Its address is answered once and kept nowhere: the database holds a digest.',
  access: 'quoting.quote.write',
  gatedBy: 'selling',
  params: z.object({ id: uuid }),
  body: z.strictObject({
    expiresOn: civilDate,
    proposals: z.array(proposalNumber).min(1).max(3).optional(),
    /** The revision the seller has before him; refused when it is no longer the newest. */
    revision: revisionNumber.optional(),
    /** Shows later revisions as they come; else the link stays with the revision it was made of. */
    follows: z.boolean().default(false),
  }),
  response: z.object({ id: uuid, url: z.string(), qrSvg: z.string(), dealerName: z.string(), expiresOn: civilDate }),
  refusals: shareRefusals,
});

export const listSharesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/shares',
  summary: 'The links of a quote, newest first, with their openings.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  response: z.object({
    items: z.array(
      z.object({
        id: uuid,
        createdAt: instant,
        createdBy: z.string(),
        expiresOn: civilDate,
        /** What it shows now. */
        revision: z.number().int(),
        follows: z.boolean(),
        /** False for a link that stays with a revision that was superseded. */
        isNewest: z.boolean(),
        proposals: z.array(z.number().int()).nullable(),
        state: z.enum(['open', 'ended', 'expired']),
        openings: z.number().int(),
        firstOpenedAt: instant.nullable(),
        lastOpenedAt: instant.nullable(),
      }),
    ),
  }),
});

export const endShareRoute = defineRoute({
  method: 'DELETE',
  path: '/api/quoting/quotes/:id/shares/:shareId',
  summary: 'Ends a link: from the next request it does not hold.',
  access: 'quoting.quote.write',
  params: z.object({ id: uuid, shareId: uuid }),
  response: z.object({ endedAt: instant }),
});

/** Any text: one that cannot be a token is answered like one that is none. */
const token = z.object({ token: z.string().max(200) });
/** Enough for a family around one phone, far too little to guess among 2^128. */
const ratePerMinute = 60;

const sharedProposalSchema = z.object({
  number: z.number().int(),
  quantity: z.number().int(),
  /** Without the car's place in stock and what identifies the car given in. */
  input: quoteInputSchema,
  vehicle: quotedVehicleSchema,
  /** Without commission. */
  conditions: offerConditionsSchema,
  figures: figuresSchema,
  photo: z.boolean(),
});
export type SharedProposal = z.infer<typeof sharedProposalSchema>;

export const sharedQuoteSchema = z.object({
  number: z.string(),
  revision: z.number().int(),
  /** False when the seller has made a newer revision, which this link does not show. */
  isNewest: z.boolean(),
  kind: z.enum(['alternatives', 'fleet']),
  customerType,
  /** Last day of the link. */
  expiresOn: civilDate,
  startDate: civilDate,
  sellerName: z.string(),
  lenderName: z.string(),
  dealer: z.object({ name: z.string(), branchName: z.string().nullable(), addressLines: z.array(z.string()), phone: z.string().nullable(), email: z.string().nullable(), colour: z.string().nullable(), logo: z.boolean() }),
  proposals: z.array(sharedProposalSchema),
  /** Whether the whole quote was shared, so that its print may be had. */
  document: z.boolean(),
  /** Pre-contract forms that were printed. */
  precontract: z.array(z.object({ proposal: z.number().int(), form: z.enum(['iebcc-2010', 'ieb-2026']), language })),
  /** When the customer last asked to go on. */
  askedAt: instant.nullable(),
});
export type SharedQuote = z.infer<typeof sharedQuoteSchema>;

export const sharedQuoteRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/shared/:token',
  summary: 'A shared quote as its customer sees it. Unknown, ended and expired links are told alike.',
  access: 'public',
  params: token,
  response: sharedQuoteSchema,
  ratePerMinute,
});

export const sharedDocumentRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/shared/:token/document',
  summary: 'The printed quote of a link that shares all of it.',
  access: 'public',
  params: token,
  query: z.strictObject({ language: language.default('it') }),
  response: z.unknown(),
  produces: 'application/pdf',
  ratePerMinute: 20,
});

export const sharedPrecontractRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/shared/:token/precontract',
  summary: 'A pre-contract form that was printed; opening it through the link is recorded as its delivery.',
  access: 'public',
  params: token,
  query: z.strictObject({ proposal: z.coerce.number().int().min(1).max(20), form: z.enum(['iebcc-2010', 'ieb-2026']), language: language.default('it') }),
  response: z.unknown(),
  produces: 'application/pdf',
  ratePerMinute: 20,
});

export const sharedPhotoRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/shared/:token/photos/:proposal',
  summary: 'The first photo of a shared proposal’s car.',
  access: 'public',
  params: token.extend({ proposal: z.coerce.number().int().min(1).max(20) }),
  response: z.unknown(),
  produces: 'image/webp',
  ratePerMinute: 240,
});

export const sharedLogoRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/shared/:token/logo',
  summary: 'The mark of the dealer of a shared quote, as it is printed.',
  access: 'public',
  params: token,
  response: z.unknown(),
  produces: 'image/svg+xml',
  ratePerMinute: 240,
});

export const askToGoOnRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/shared/:token/requests',
  summary: 'The customer asks to go on with a proposal, deposit and term. The server prices again; the same wish sent twice is one.',
  access: 'public',
  params: token,
  body: z.strictObject({
    /** The revision on the customer's screen. */
    revision: revisionNumber,
    proposal: proposalNumber,
    depositCents: amountCents,
    termMonths: z.number().int().min(1).max(120),
    shown: shownFiguresSchema,
    phone: plainText(30).pipe(z.string().regex(customerPatterns.phone)),
    email: plainText(120).pipe(z.string().regex(customerPatterns.email)),
  }),
  response: z.object({ askedAt: instant }),
  refusals: {
    ...quoteRefusals,
    quote_revised: { it: 'Il venditore ha aggiornato il preventivo: ricarica la pagina.', en: 'The seller has updated the quote: load the page again.' },
    proposal_missing: shareRefusals.proposal_missing,
    fleet_as_it_is: { it: 'Le condizioni di una flotta si cambiano con il venditore: procedi come proposto o telefona.', en: 'Terms of a fleet are changed with the seller: go on as proposed, or call.' },
    figures_differ: { it: 'Le cifre mostrate non corrispondono: la rata è {instalmentWithFeesCents}. Ricarica la pagina.', en: 'The figures shown do not match: the instalment is {instalmentWithFeesCents}. Load the page again.' },
    contact_missing: { it: 'Lascia un telefono o un’e-mail: il venditore ti ricontatta.', en: 'Leave a telephone number or an e-mail: the seller will call you back.' },
    too_many_requests_made: { it: 'Da questo collegamento sono già partite {maximum} richieste: chiama il venditore.', en: 'This link has sent {maximum} requests already: call the seller.' },
  },
  ratePerMinute: 10,
});
