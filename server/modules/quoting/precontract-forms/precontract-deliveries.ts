/** SQL of the log of deliveries: which paper was given to whom, by whom, when, and what proves it. */
import { signatureOf } from '#identity';
import { v7 as uuidv7 } from 'uuid';
import type { Context, Language } from '#platform/context';
import { sql } from '#platform/sql';
import type { PrecontractForm } from '../precontract/precontract-rules.ts';

export interface PrecontractDelivery {
  readonly quoteId: string;
  readonly revision: number;
  readonly proposal: number;
  readonly nodeId: number;
  readonly form: PrecontractForm;
  readonly language: Language;
  readonly documentId: string;
  /** Lower-case hexadecimal. */
  readonly documentSha256: string;
  readonly channel: 'handed' | 'email' | 'link';
  readonly recipient: string;
  readonly proof: Readonly<Record<string, string | number | boolean | null>>;
}

/** Adds an entry to the log and answers its id. */
export async function recordDelivery(ctx: Context, delivery: PrecontractDelivery): Promise<string> {
  const id = uuidv7({ msecs: ctx.now.getTime() });
  await ctx.tx.run(sql`
    insert into quoting.precontract_deliveries (tenant_id, id, quote_id, revision, proposal, node_id, form, language, document_id, document_sha256, channel, recipient,
      given_by, given_at, proof)
    values (${ctx.tenant.id}, ${id}, ${delivery.quoteId}, ${delivery.revision}, ${delivery.proposal}, ${delivery.nodeId}, ${delivery.form}, ${delivery.language},
      ${delivery.documentId}, ${Buffer.from(delivery.documentSha256, 'hex')}, ${delivery.channel}, ${delivery.recipient}, ${signatureOf(ctx.actor)}, ${ctx.now},
      ${JSON.stringify(delivery.proof)})`);
  return id;
}

interface DeliveryRow {
  readonly id: string;
  readonly revision: number;
  readonly proposal: number;
  readonly form: PrecontractForm;
  readonly language: Language;
  readonly channel: 'handed' | 'email' | 'link';
  readonly recipient: string;
  readonly given_by: string;
  readonly given_at: Date;
  readonly document_sha256: Buffer;
}

/** What was delivered of a quote, the newest first. The caller has read the quote and so proved its scope. */
export async function listDeliveries(ctx: Context, quoteId: string) {
  const rows = await ctx.tx.rows<DeliveryRow>(sql`
    select d.id, d.revision, d.proposal, d.form, d.language, d.channel, d.recipient, d.given_by, d.given_at, d.document_sha256
    from quoting.precontract_deliveries d
    where d.tenant_id = ${ctx.tenant.id} and d.quote_id = ${quoteId} order by d.given_at desc, d.id desc limit 200`);
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    proposal: row.proposal,
    form: row.form,
    language: row.language,
    channel: row.channel,
    recipient: row.recipient,
    givenBy: row.given_by,
    givenAt: row.given_at,
    sha256: row.document_sha256.toString('hex'),
  }));
}
