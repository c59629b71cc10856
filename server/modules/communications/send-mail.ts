/** The port for mail: writes it into the outbox in the caller's transaction; a job carries it to the mail server. */
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { enqueue } from '#platform/jobs';
import { assert } from '#platform/errors';
import { sql } from '#platform/sql';
import { mailAddress } from './api.ts';

export interface NewMail {
  /** Whose mail it is: a node of the organisation. */
  readonly nodeId: number;
  /** `quoting.quote-mail`: the event that tells its end carries it. */
  readonly cause: string;
  readonly to: string;
  /** Name beside the house's address: the dealer. */
  readonly senderName: string;
  /** Where an answer goes; not valid or absent: to the house's address. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array }[];
}

export const deliverMailJob = 'communications:deliver-mail';

/** Header fields are one line: a break would begin another header. */
function oneLine(text: string): string {
  assert(!/[\r\n\0]/.test(text), 'a header of a mail is one line');
  return text;
}

/** Queues a mail and answers its id and its message id, which stays the same however often it is tried. */
export async function sendMail(ctx: Context, mail: NewMail): Promise<{ readonly id: string; readonly messageId: string }> {
  const id = uuidv7({ msecs: ctx.now.getTime() });
  const messageId = `<${id}@mail.volano.invalid>`;
  assert(mailAddress.safeParse(mail.to).success, 'a mail goes to one plain address');
  const replyTo = mail.replyTo !== null && mailAddress.safeParse(mail.replyTo).success ? mail.replyTo : null;
  await ctx.tx.run(sql`
    insert into communications.mails (tenant_id, id, node_id, cause, to_address, sender_name, reply_to, subject, body_text, body_html, message_id,
      next_attempt_at, queued_by, queued_at)
    values (${ctx.tenant.id}, ${id}, ${mail.nodeId}, ${mail.cause}, ${mail.to}, ${oneLine(mail.senderName)}, ${replyTo}, ${oneLine(mail.subject)}, ${mail.text},
      ${mail.html}, ${messageId}, ${ctx.now}, ${ctx.actor.displayName}, ${ctx.now})`);
  for (const [index, { fileName, mediaType, content }] of mail.attachments.entries()) {
    const bytes = Buffer.from(content);
    await ctx.tx.run(sql`
      insert into communications.mail_attachments (tenant_id, mail_id, place, node_id, file_name, media_type, sha256, content)
      values (${ctx.tenant.id}, ${id}, ${index + 1}, ${mail.nodeId}, ${fileName}, ${mediaType}, ${createHash('sha256').update(bytes).digest()}, ${bytes})`);
  }
  await enqueue(ctx, deliverMailJob, { tenantId: ctx.tenant.id, mailId: id }, { key: `mail:${id}` });
  await audit(ctx, { action: 'communications.mail.queue', objectKind: 'mail', objectId: id, details: { cause: mail.cause, attachments: mail.attachments.length } });
  return { id, messageId };
}
