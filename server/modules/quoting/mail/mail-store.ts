/** SQL of a quote's mails: what they carried. */
import type { Context, Language } from '#platform/context';
import { sql } from '#platform/sql';
import type { PrecontractForm } from '../precontract/precontract-rules.ts';

export interface MailedForm {
  readonly proposal: number;
  readonly form: PrecontractForm;
  readonly language: Language;
  readonly documentId: string;
  readonly sha256: string;
}

export interface QuoteMail {
  readonly mailId: string;
  readonly quoteId: string;
  readonly revision: number;
  readonly nodeId: number;
  readonly to: string;
  readonly subject: string;
  readonly message: string;
  readonly key: string;
  readonly precontract: MailedForm | null;
}

export async function insertQuoteMail(ctx: Context, mail: QuoteMail): Promise<void> {
  await ctx.tx.run(sql`
    insert into quoting.quote_mails (tenant_id, mail_id, quote_id, revision, node_id, to_address, subject, message, request_key, precontract)
    values (${ctx.tenant.id}, ${mail.mailId}, ${mail.quoteId}, ${mail.revision}, ${mail.nodeId}, ${mail.to}, ${mail.subject}, ${mail.message}, ${mail.key},
      ${mail.precontract === null ? null : JSON.stringify(mail.precontract)}::jsonb)`);
}

interface Row {
  readonly mail_id: string;
  readonly quote_id: string;
  readonly revision: number;
  readonly node_id: number;
  readonly to_address: string;
  readonly precontract: MailedForm | null;
}

const columns = sql`m.mail_id, m.quote_id, m.revision, m.node_id, m.to_address, m.precontract`;

export async function findQuoteMail(ctx: Context, mailId: string): Promise<Row | undefined> {
  return ctx.tx.maybeRow<Row>(sql`select ${columns} from quoting.quote_mails m where m.tenant_id = ${ctx.tenant.id} and m.mail_id = ${mailId}`);
}

/** The mail that was queued under this key; waits for a twin that is just being written. */
export async function findByKey(ctx: Context, quoteId: string, key: string): Promise<Row | undefined> {
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`quote-mail:${ctx.tenant.id}:${key}`}, 0))`);
  return ctx.tx.maybeRow<Row>(sql`select ${columns} from quoting.quote_mails m where m.tenant_id = ${ctx.tenant.id} and m.quote_id = ${quoteId} and m.request_key = ${key}`);
}
