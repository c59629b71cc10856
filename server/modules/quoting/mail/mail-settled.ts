/** What the mail server said of a quote's mail comes back to the quote: on its timeline, and as proof of a form's delivery. */
import { findMail, mailSettledKind } from '#communications';
import { audit } from '#platform/audit';
import { publish, type Consumer } from '#platform/outbox';
import { findQuoteMail } from './mail-store.ts';
import { recordDelivery } from '../precontract-forms/precontract-deliveries.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { quoteMailedKind } from '../shares/share-events.ts';

/** Cause of a quote's mails in the outbox of communications. */
export const quoteMailCause = 'quoting.quote-mail';

/** Each event once, with its effects in one transaction. */
export const noteSettledMails: Consumer = {
  name: 'quoting.note-settled-mails',
  kinds: [mailSettledKind],
  handle: async (ctx, event) => {
    if (event.payload['cause'] !== quoteMailCause) return;
    const mailId = String(event.payload['mailId']);
    const [own, mail] = [await findQuoteMail(ctx, mailId), await findMail(ctx, mailId)];
    if (own === undefined || mail === undefined) return;
    const { quote_id: quoteId, node_id: nodeId, revision, precontract } = own;
    await tellQuoteEvent(ctx, { quoteId, nodeId, kind: 'mailed', actorName: '', details: { mailId, to: own.to_address, subject: mail.subject, state: mail.state, answer: mail.answer } });
    if (mail.state === 'sent' && precontract !== null) {
      const { form, proposal, language, documentId, sha256 } = precontract;
      await recordDelivery(ctx, {
        quoteId, revision, proposal, nodeId, form, language, documentId, documentSha256: sha256, channel: 'email', recipient: own.to_address,
        proof: { messageId: mail.message_id, serverAnswer: mail.answer, acceptedAt: mail.settled_at?.toISOString() ?? null },
      });
      await tellQuoteEvent(ctx, { quoteId, nodeId, kind: 'secciDelivered', actorName: '', details: { form, revision: own.revision, proposal, channel: 'email', recipient: own.to_address } });
      await audit(ctx, { action: 'quoting.precontract.deliver', objectKind: 'quote', objectId: quoteId, details: { channel: 'email', form, revision, proposal, sha256, mailId } });
    }
    await publish(ctx, { kind: quoteMailedKind, nodeId, payload: { quoteId } });
  },
};
