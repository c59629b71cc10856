/** The road to the mail server. What it answers is told apart by one question: can somebody have received the mail? */
import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { StoredAttachment, StoredMail } from './mails.ts';

export interface MailSettings {
  /** `smtp://user:password@host:587`; undefined: this installation sends no mail. */
  readonly smtpUrl: string | undefined;
  /** Address of the house in From. */
  readonly from: string;
}

export type MailOutcome =
  | { readonly kind: 'accepted'; readonly answer: string }
  /** Nobody received it and trying again makes sense. */
  | { readonly kind: 'again'; readonly answer: string }
  /** Refused for good. */
  | { readonly kind: 'refused'; readonly answer: string }
  /** The connection broke after the text had begun to leave: it may have been accepted. */
  | { readonly kind: 'unknown'; readonly answer: string };

export type CarryMail = (mail: StoredMail, attachments: readonly StoredAttachment[]) => Promise<MailOutcome>;

interface SmtpFailure extends Error {
  /** The server's own answer; absent when the connection broke. */
  readonly responseCode?: number;
  readonly response?: string;
}

/** An answer of the server is certain; a broken connection is only while the text had not begun to leave. */
function outcomeOf(error: SmtpFailure, leaving: boolean): MailOutcome {
  const answer = error.response ?? error.message;
  if (error.responseCode !== undefined) return { kind: error.responseCode >= 500 ? 'refused' : 'again', answer };
  return { kind: leaving ? 'unknown' : 'again', answer };
}

/** One connection for each mail: they are few, and a broken connection then concerns one mail alone. */
export function smtpCarrier(smtpUrl: string, from: string): CarryMail {
  return async (mail, attachments) => {
    const transport = createTransport(smtpUrl, { from });
    let leaving = false;
    // The library names every broken connection alike; it opens the text only when the server has let it in.
    transport.use('stream', (message, next) => {
      message.message.transform(() => {
        leaving = true;
        return new PassThrough();
      });
      next();
    });
    try {
      const info = await transport.sendMail({
        from: { name: mail.sender_name, address: from },
        to: { name: '', address: mail.to_address },
        ...(mail.reply_to === null ? {} : { replyTo: { name: '', address: mail.reply_to } }),
        subject: mail.subject,
        text: mail.body_text,
        html: mail.body_html,
        messageId: mail.message_id,
        date: mail.queued_at,
        // Neither files nor addresses of the net are ever read for an attachment.
        disableFileAccess: true,
        disableUrlAccess: true,
        attachments: attachments.map(({ file_name: filename, media_type: contentType, content }) => ({ filename, contentType, content: content ?? Buffer.alloc(0) })),
      });
      return { kind: 'accepted', answer: info.response };
    } catch (error) {
      return outcomeOf(error instanceof Error ? error : new Error(String(error)), leaving);
    } finally {
      transport.close();
    }
  };
}
