/** Tells those who have not confirmed, on the days before or after the date that the version names. */
import { notify } from '#communications';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { JobContext, JobDefinition } from '#platform/jobs';
import { sql } from '#platform/sql';
import { inForce, linesOf, recipients } from './audience.ts';

const reminderKind = 'news.reminder';
/** People told in one transaction. */
const batch = 500;

interface Due {
  readonly id: string;
  readonly version: number;
  readonly titleIt: string;
  readonly titleEn: string | null;
  readonly confirmBy: string;
  readonly dayOffset: number;
}

/** Reminders whose day has come, the latest of each version: a day the program slept through is made up for once. */
async function dueReminders(ctx: Context): Promise<Due[]> {
  return ctx.tx.rows<Due>(sql`
    select distinct on (v.item_id, v.version) v.item_id as id, v.version, v.title_it as "titleIt", v.title_en as "titleEn", v.confirm_by as "confirmBy", d.day_offset as "dayOffset"
    from news.versions v cross join unnest(v.remind_days) d (day_offset)
    where v.tenant_id = ${ctx.tenant.id} and ${inForce(ctx)} and v.must_confirm and v.confirm_by + d.day_offset <= ${ctx.today}::date
      and v.confirm_by + d.day_offset >= (v.published_at at time zone 'Europe/Rome')::date
      and not exists (select from news.reminders r where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and r.day_offset >= d.day_offset)
    order by v.item_id, v.version, d.day_offset desc`);
}

async function unconfirmed(ctx: Context, due: Due): Promise<{ personalityId: string; accountId: string; nodeId: number }[]> {
  return ctx.tx.rows(sql`
    select q.personality_id as "personalityId", q.account_id as "accountId", q.node_id as "nodeId" from (${recipients(ctx, linesOf(ctx, due.id, due.version))}) q
    where not exists (
      select from news.receipts r where r.tenant_id = ${ctx.tenant.id} and r.item_id = ${due.id} and r.version = ${due.version} and r.personality_id = q.personality_id and r.account_id = q.account_id and r.confirmed_at is not null)
    order by q.personality_id`);
}

/** All reminders of a tenant that are due; answers how many people were told. A second run tells nobody twice. */
export async function sendReminders(job: JobContext, tenantId: number): Promise<number> {
  let told = 0;
  for (const due of await job.inTenant(tenantId, dueReminders)) {
    const people = await job.inTenant(tenantId, (ctx) => unconfirmed(ctx, due));
    const announcement = {
      kind: reminderKind,
      facts: { titleIt: due.titleIt, titleEn: due.titleEn, confirmBy: due.confirmBy },
      link: `/news/${due.id}`,
      source: `news:${due.id}:${due.version}:${due.dayOffset}`,
    };
    for (let from = 0; from < people.length; from += batch) {
      await job.inTenant(tenantId, (ctx) => notify(ctx, { ...announcement, addressees: people.slice(from, from + batch) }));
    }
    await job.inTenant(tenantId, async (ctx) => {
      await ctx.tx.run(sql`
        insert into news.reminders (tenant_id, item_id, version, day_offset, told, sent_at)
        values (${tenantId}, ${due.id}, ${due.version}, ${due.dayOffset}, ${people.length}, ${ctx.now}) on conflict do nothing`);
      await audit(ctx, { action: 'news.item.remind', objectKind: 'news-item', objectId: due.id, details: { version: due.version, dayOffset: due.dayOffset, told: people.length } });
    });
    told += people.length;
  }
  return told;
}

const tenantsWithNews = (job: JobContext) => job.database.asOwner((tx) => tx.rows<{ id: number }>(sql`select distinct v.tenant_id as id from news.versions v where v.state = 'published'`));

export const remindJob: JobDefinition = {
  name: 'news:remind-readers',
  run: async (job) => {
    for (const { id } of await tenantsWithNews(job)) await sendReminders(job, id);
  },
};
