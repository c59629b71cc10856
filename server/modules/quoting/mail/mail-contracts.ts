/** Contracts of sending a quote by e-mail. */
import { z } from 'zod';
import { headerText, mailAddress, mailState } from '#communications/api';
import { civilDate, defineRoute, plainText, uuid } from '#platform/contract';
import { precontractFormKind } from '../precontract-forms/precontract-contracts.ts';
import { shareRefusals } from '../shares/share-contracts.ts';

export const mailQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes/:id/mail',
  summary: 'Sends the newest revision by e-mail with its print, on wish with a link and the pre-contract form. The same `key` sends once.',
  access: 'quoting.quote.write',
  gatedBy: 'selling',
  params: z.object({ id: uuid }),
  body: z.strictObject({
    /** Names this sending: repeat it when the same sending is tried again. */
    key: uuid,
    to: mailAddress,
    /** Number and car when absent. */
    subject: headerText(150).optional(),
    message: plainText(4000),
    language: z.enum(['it', 'en']).default('it'),
    /** The revision the seller has before him; refused when it is no longer the newest. */
    revision: z.number().int().min(1).max(100_000).optional(),
    document: z.boolean().default(true),
    link: z.strictObject({ expiresOn: civilDate, follows: z.boolean().default(false) }).optional(),
    /** Attaches the pre-contract form of this proposal; its delivery is recorded when the mail server has accepted it. */
    precontract: z.strictObject({ proposal: z.number().int().min(1).max(20), signingOn: civilDate.optional() }).optional(),
  }),
  response: z.object({ mailId: uuid, state: mailState, precontract: precontractFormKind.nullable() }),
  refusals: {
    above_delegated_limit: shareRefusals.above_delegated_limit,
    quote_expired: shareRefusals.quote_expired,
    expiry_not_possible: shareRefusals.expiry_not_possible,
    too_many_shares: shareRefusals.too_many_shares,
    quote_revised: { it: 'Il preventivo è ora alla versione {revision}: aprila e invia quella.', en: 'The quote is at version {revision} now: open that one and send it.' },
    nothing_to_send: { it: 'Scegli che cosa inviare: il preventivo, il collegamento o il modulo.', en: 'Choose what to send: the quote, the link or the form.' },
    form_not_possible: { it: 'Il modulo precontrattuale non si può allegare: aprilo nel preventivo per vedere perché.', en: 'The pre-contract form cannot be attached: open it in the quote to see why.' },
  },
  ratePerMinute: 30,
});
