/**
 * Carries the outbox to the mail server. SMTP has no two-phase commit, so the order is: say in the database that the
 * mail is being handed over, hand it over, say what the server answered. A process that dies in between leaves it in
 * `sending`; later it is called `uncertain` and told to the seller, and is never handed over a second time by itself.
 */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { enqueue, type JobContext, type JobDefinition } from '#platform/jobs';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import type { MailState } from './api.ts';
import { mailSettledKind } from './events.ts';
import { attachmentsOf, claimMail, findMail, openMails, retryMail, settleMail, type StoredMail } from './mails.ts';
import { deliverMailJob } from './send-mail.ts';
import { smtpCarrier, type CarryMail, type MailOutcome, type MailSettings } from './smtp.ts';

/** Minutes to wait after each attempt that reached nobody; after the last the mail has failed. */
const waitMinutes = [1, 5, 15, 60, 240, 720];
/** Longer than nodemailer waits for any answer (ten minutes of silence at most). */
const abandonedAfterMs = 15 * 60_000;

async function settle(ctx: Context, mail: Pick<StoredMail, 'id' | 'node_id' | 'cause'>, from: MailState, state: MailState, answer: string): Promise<void> {
  if (!(await settleMail(ctx, mail.id, from, state, answer))) return;
  await audit(ctx, { action: 'communications.mail.settle', objectKind: 'mail', objectId: mail.id, details: { state } });
  await publish(ctx, { kind: mailSettledKind, nodeId: mail.node_id, payload: { mailId: mail.id, cause: mail.cause } });
}

async function note(ctx: Context, mail: StoredMail, outcome: MailOutcome): Promise<void> {
  if (outcome.kind === 'accepted') return settle(ctx, mail, 'sending', 'sent', outcome.answer);
  if (outcome.kind === 'unknown') return settle(ctx, mail, 'sending', 'uncertain', outcome.answer);
  const wait = waitMinutes[mail.attempts - 1];
  if (outcome.kind === 'refused' || wait === undefined) return settle(ctx, mail, 'sending', 'failed', outcome.answer);
  const at = new Date(ctx.now.getTime() + wait * 60_000);
  await retryMail(ctx, mail.id, at, outcome.answer);
  await enqueue(ctx, deliverMailJob, { tenantId: ctx.tenant.id, mailId: mail.id }, { key: `mail:${mail.id}:${mail.attempts}`, runAt: at });
  return undefined;
}

/** One mail, if its time has come and nobody else has it. */
async function deliverMail(job: JobContext, of: { readonly tenantId: number; readonly mailId: string }, carry: CarryMail | undefined): Promise<void> {
  const claimed = await job.inTenant(of.tenantId, async (ctx) => {
    if (carry === undefined) {
      const mail = await findMail(ctx, of.mailId);
      if (mail !== undefined) await settle(ctx, mail, 'queued', 'notConfigured', '');
      return undefined;
    }
    const mail = await claimMail(ctx, of.mailId);
    return mail === undefined ? undefined : { mail, attachments: await attachmentsOf(ctx, mail.id) };
  });
  if (claimed === undefined || carry === undefined) return;
  const outcome = await carry(claimed.mail, claimed.attachments);
  await job.inTenant(of.tenantId, (ctx) => note(ctx, claimed.mail, outcome));
}

/** Takes up mails whose job was lost, and calls uncertain those whose process died while they were handed over. */
async function resumeMails(job: JobContext, carry: CarryMail | undefined): Promise<void> {
  const tenants = await job.database.asOwner((tx) => tx.rows<{ id: number }>(sql`
    select distinct m.tenant_id as id from communications.mails m where m.state in ('queued', 'sending') and m.next_attempt_at <= ${job.now}`));
  for (const { id: tenantId } of tenants) {
    const open = await job.inTenant(tenantId, (ctx) => openMails(ctx, new Date(ctx.now.getTime() - abandonedAfterMs)));
    for (const { id, state } of open) {
      if (state === 'queued') await deliverMail(job, { tenantId, mailId: id }, carry);
      else {
        await job.inTenant(tenantId, async (ctx) => {
          const mail = await findMail(ctx, id);
          if (mail !== undefined) await settle(ctx, mail, 'sending', 'uncertain', 'the program ended while the mail was handed over');
        });
      }
    }
  }
}

/** The jobs of mail; without a mail server they say so on every mail. */
export function mailJobs({ smtpUrl, from }: MailSettings): readonly JobDefinition[] {
  const carry = smtpUrl === undefined ? undefined : smtpCarrier(smtpUrl, from);
  return [
    { name: deliverMailJob, run: (job, payload) => deliverMail(job, { tenantId: Number(payload['tenantId']), mailId: String(payload['mailId']) }, carry) },
    { name: 'communications:resume-mails', run: (job) => resumeMails(job, carry) },
  ];
}
