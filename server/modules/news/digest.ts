/** The daily mail: to whoever chose it, what is still unread in each of the person's personalities. No mail when nothing is. */
import { sendMail } from '#communications';
import { mailAddress } from '#communications/api';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { JobContext, JobDefinition } from '#platform/jobs';
import { sql } from '#platform/sql';
import { inForce, reaches } from './audience.ts';

export async function findDigestChoice(ctx: Context): Promise<boolean> {
  const row = await ctx.tx.maybeRow<{ daily: boolean }>(sql`select c.daily from news.digest_choices c where c.tenant_id = ${ctx.tenant.id} and c.account_id = ${ctx.actor.accountId}`);
  return row?.daily ?? false;
}

export async function chooseDigest(ctx: Context, daily: boolean): Promise<void> {
  await ctx.tx.run(sql`
    insert into news.digest_choices (tenant_id, account_id, daily) values (${ctx.tenant.id}, ${ctx.actor.accountId}, ${daily})
    on conflict (tenant_id, account_id) do update set daily = excluded.daily`);
  await audit(ctx, { action: 'news.digest.choose', objectKind: 'account', objectId: ctx.actor.accountId ?? '', details: { daily } });
}

interface Reader {
  readonly accountId: string;
  readonly loginName: string;
  readonly nodeId: number;
  readonly language: 'it' | 'en';
  readonly items: readonly { readonly id: string; readonly titleIt: string; readonly titleEn: string | null; readonly mustConfirm: boolean; readonly label: string }[];
}

async function readersOf(ctx: Context): Promise<Reader[]> {
  return ctx.tx.rows<Reader>(sql`
    select d.account_id as "accountId", p.login_name as "loginName", min(p.node_id) as "nodeId", p.language,
      jsonb_agg(jsonb_build_object('id', v.item_id, 'titleIt', v.title_it, 'titleEn', v.title_en, 'mustConfirm', v.must_confirm, 'label', p.label) order by v.must_confirm desc, v.published_at desc) as items
    from news.digest_choices d
    join identity.v_people p on p.tenant_id = d.tenant_id and p.account_id = d.account_id and p.account_status = 'active' and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})
    join news.versions v on v.tenant_id = d.tenant_id and ${inForce(ctx)} and ${reaches}
    where d.tenant_id = ${ctx.tenant.id} and d.daily and (d.last_sent_on is null or d.last_sent_on < ${ctx.today})
      and not exists (
        select from news.receipts r where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and r.personality_id = p.personality_id and r.account_id = p.account_id
          and (r.confirmed_at is not null or not v.must_confirm))
    group by d.account_id, p.login_name, p.language`);
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const words = {
  it: {
    subject: (count: number) => (count === 1 ? 'Una comunicazione da leggere' : `${count} comunicazioni da leggere`),
    toConfirm: ' (da confermare)',
    end: 'Puoi disattivare questo riepilogo nella pagina Comunicazioni.',
  },
  en: {
    subject: (count: number) => (count === 1 ? 'One item to read' : `${count} items to read`),
    toConfirm: ' (to be confirmed)',
    end: 'You can switch this summary off on the page News.',
  },
} as const;

/** Subject and both bodies of a digest in the reader's language; a title stays Italian where there is no other. Titles and links alone: what is confidential stays inside. */
function digestMail({ items, language }: Reader, address: string): { readonly subject: string; readonly text: string; readonly html: string } {
  const say = words[language];
  const subject = say.subject(items.length);
  const lines = items.map((item) => ({ title: `${(language === 'en' ? item.titleEn : null) ?? item.titleIt}${item.mustConfirm ? say.toConfirm : ''}`, label: item.label, link: `${address}/news/${item.id}` }));
  return {
    subject,
    text: [`${subject}:`, '', ...lines.map(({ title, label, link }) => `- ${title} [${label}]\n  ${link}`), '', say.end, `${address}/news`].join('\n'),
    html: `<p>${subject}:</p><ul>${lines.map(({ title, label, link }) => `<li><a href="${escaped(link)}">${escaped(title)}</a> <small>${escaped(label)}</small></li>`).join('')}</ul><p>${say.end}</p>`,
  };
}

/** One mail per person and day, each in a transaction of its own; answers how many were queued. */
export async function sendDigests(job: JobContext, tenantId: number, address: string): Promise<number> {
  let sent = 0;
  for (const reader of await job.inTenant(tenantId, readersOf)) {
    if (!mailAddress.safeParse(reader.loginName).success) continue;
    sent += await job.inTenant(tenantId, async (ctx) => {
      const mine = await ctx.tx.run(sql`
        update news.digest_choices d set last_sent_on = ${ctx.today}
        where d.tenant_id = ${tenantId} and d.account_id = ${reader.accountId} and d.daily and (d.last_sent_on is null or d.last_sent_on < ${ctx.today})`);
      if (mine === 1) await sendMail(ctx, { nodeId: reader.nodeId, cause: 'news.digest', to: reader.loginName, senderName: ctx.tenant.name, replyTo: null, attachments: [], ...digestMail(reader, address) });
      return mine;
    });
  }
  return sent;
}

/** The links lead to the installation's address, which main.ts knows. */
export function digestJob(address: string): JobDefinition {
  return {
    name: 'news:send-digests',
    run: async (job) => {
      const tenants = await job.database.asOwner((tx) => tx.rows<{ id: number }>(sql`select distinct d.tenant_id as id from news.digest_choices d where d.daily`));
      for (const { id } of tenants) await sendDigests(job, id, address);
    },
  };
}
