/** SQL of the mail outbox. State moves only forward: queued → sending → sent | failed | uncertain, or back to queued after an attempt that surely reached nobody. */
import { belowNode } from '#identity';
import type { Context } from '#platform/context';
import { nothing, sql } from '#platform/sql';
import type { MailState } from './api.ts';

export interface StoredMail {
  readonly id: string;
  readonly node_id: number;
  readonly cause: string;
  readonly to_address: string;
  readonly sender_name: string;
  readonly reply_to: string | null;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
  readonly message_id: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly answer: string;
  readonly queued_at: Date;
  readonly settled_at: Date | null;
}

export interface StoredAttachment {
  readonly file_name: string;
  readonly media_type: string;
  readonly content: Buffer | null;
}

const columns = sql`m.id, m.node_id, m.cause, m.to_address, m.sender_name, m.reply_to, m.subject, m.body_text, m.body_html, m.message_id, m.state, m.attempts,
  m.answer, m.queued_at, m.settled_at`;

/** A mail within the actor's scope. */
export async function findMail(ctx: Context, id: string): Promise<StoredMail | undefined> {
  return ctx.tx.maybeRow<StoredMail>(sql`
    select ${columns} from communications.mails m
    where m.tenant_id = ${ctx.tenant.id} and m.id = ${id} and ${belowNode(ctx.tenant.id, sql`m.node_id`, ctx.actor.scopeNodeId)}`);
}

export async function attachmentsOf(ctx: Context, mailId: string): Promise<StoredAttachment[]> {
  return ctx.tx.rows<StoredAttachment>(sql`
    select a.file_name, a.media_type, a.content from communications.mail_attachments a where a.tenant_id = ${ctx.tenant.id} and a.mail_id = ${mailId} order by a.place`);
}

/** Takes a queued mail whose time has come; undefined when another process has it or it needs nothing more. */
export async function claimMail(ctx: Context, id: string): Promise<StoredMail | undefined> {
  return ctx.tx.maybeRow<StoredMail>(sql`
    update communications.mails m set state = 'sending', attempts = m.attempts + 1, sending_since = ${ctx.now}
    where m.tenant_id = ${ctx.tenant.id} and m.id = ${id} and m.state = 'queued' and m.next_attempt_at <= ${ctx.now} returning ${columns}`);
}

/** Ends a mail's way; false when it was not in `from`. Text and attachments go: it may hold a link, and the archive keeps the originals. */
export async function settleMail(ctx: Context, id: string, from: MailState, state: MailState, answer: string): Promise<boolean> {
  const moved = await ctx.tx.run(sql`
    update communications.mails m set state = ${state}, answer = ${answer.slice(0, 500)}, settled_at = ${ctx.now}, body_text = '', body_html = ''
    where m.tenant_id = ${ctx.tenant.id} and m.id = ${id} and m.state = ${from}`);
  if (moved === 0) return false;
  await ctx.tx.run(sql`update communications.mail_attachments a set content = null where a.tenant_id = ${ctx.tenant.id} and a.mail_id = ${id}`);
  return true;
}

/** Puts a mail back that surely reached nobody. */
export async function retryMail(ctx: Context, id: string, at: Date, answer: string): Promise<void> {
  await ctx.tx.run(sql`
    update communications.mails m set state = 'queued', next_attempt_at = ${at}, answer = ${answer.slice(0, 500)}, sending_since = null
    where m.tenant_id = ${ctx.tenant.id} and m.id = ${id} and m.state = 'sending'`);
}

/** Open mails of the tenant: those whose time has come, and those left in the hands of a process since before `abandoned`. */
export async function openMails(ctx: Context, abandoned: Date, only?: string): Promise<{ id: string; state: MailState }[]> {
  const one = only === undefined ? nothing : sql`and m.id = ${only}`;
  return ctx.tx.rows<{ id: string; state: MailState }>(sql`
    select m.id, m.state from communications.mails m
    where m.tenant_id = ${ctx.tenant.id} ${one} and ((m.state = 'queued' and m.next_attempt_at <= ${ctx.now}) or (m.state = 'sending' and m.sending_since < ${abandoned}))
    order by m.next_attempt_at limit 200`);
}
