/** Nightly: what ended thirty days ago goes to the archive, and files that nothing names any more are forgotten. */
import { audit } from '#platform/audit';
import { dropFiles } from '#platform/files/files';
import type { JobDefinition } from '#platform/jobs';
import { sql } from '#platform/sql';
import { attachmentArea } from './attach-file.ts';

export const archiveJob: JobDefinition = {
  name: 'news:archive-ended',
  run: async (job) => {
    const tenants = await job.database.asOwner((tx) => tx.rows<{ id: number }>(sql`select distinct i.tenant_id as id from news.items i`));
    for (const { id: tenantId } of tenants) {
      await job.inTenant(tenantId, async (ctx) => {
        const archived = await ctx.tx.rows<{ item_id: string; version: number }>(sql`
          update news.versions v set state = 'archived', changed_at = ${ctx.now}
          where v.tenant_id = ${tenantId} and ((v.state = 'superseded' and v.ended_at < ${ctx.now}::timestamptz - interval '30 days') or (v.state = 'published' and v.valid_to <= ${ctx.today}::date - 30))
          returning v.item_id, v.version`);
        for (const { item_id: itemId, version } of archived) await audit(ctx, { action: 'news.item.archive', objectKind: 'news-item', objectId: itemId, details: { version } });
        const lost = await ctx.tx.rows<{ digest: string }>(sql`
          select encode(f.digest, 'hex') as digest from platform.files f where f.tenant_id = ${tenantId} and f.area = ${attachmentArea} and f.stored_at < ${ctx.now}::timestamptz - interval '1 day'
            and not exists (select from news.attachments a where a.tenant_id = f.tenant_id and a.digest = encode(f.digest, 'hex'))`);
        await dropFiles(ctx, attachmentArea, lost.map(({ digest }) => digest));
      });
    }
  },
};
