/** Circulars of an imaginary house: some read, some not, one that had to be confirmed before selling. */
import { demoAccounts } from '#identity';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import type { AudienceLine, DraftWords, NewsKind } from './api.ts';
import { linesOf, recipients } from './audience.ts';
import { demoItems } from './demo-items.ts';
import { createDraft } from './edit-draft.ts';
import { publishDraft } from './publish-version.ts';

const author = 'chiara.fontana@org01.example';

/** Receipts as the weeks since would have left them; the people of the sign-in list have read as `theirs` says. */
async function readByMany(ctx: Context, itemId: string, of: { readonly seenPct: number; readonly confirmedPct: number; readonly theirs: 'confirmed' | 'unread' | 'byLot' }): Promise<void> {
  const named = demoAccounts.map(({ loginName }) => loginName);
  await ctx.tx.run(sql`
    insert into news.receipts (tenant_id, item_id, version, personality_id, account_id, first_seen_at, confirmed_at)
    select ${ctx.tenant.id}, ${itemId}, 1, q.personality_id, q.account_id, q.at, case when q.lot < ${of.confirmedPct} then q.at + interval '4 minutes' end
    from (
      select r.personality_id, r.account_id, ${ctx.now}::timestamptz + make_interval(hours => 1 + abs(hashtext(r.personality_id::text || ${itemId}) % 200)) as at,
        case when a.login_name = any(${named}::text[]) and ${of.theirs !== 'byLot'} then ${of.theirs === 'confirmed' ? -1 : 1000} else abs(hashtext(${itemId} || r.personality_id::text) % 100) end as lot
      from (${recipients(ctx, linesOf(ctx, itemId, 1))}) r join identity.accounts a on a.id = r.account_id
    ) q where q.lot < greatest(${of.seenPct}::integer, ${of.confirmedPct}::integer)`);
}

export async function fillDemoNews(door: DemoDoor, world: DemoWorld): Promise<void> {
  const entered = await door.enter(1);
  const personalityId = world.personalities.get(author) ?? null;
  const node = (code: string): number => {
    const id = world.nodes.get(code);
    assert(id !== undefined, `the demo world has a node ${code}`);
    return id;
  };
  const published: { itemId: string; ctx: Context; reading: (typeof demoItems)[number]['reading'] }[] = [];
  for (const item of demoItems) {
    const now = new Date(door.now.getTime() - item.daysAgo * 86_400_000);
    const today = addDays(entered.today, -item.daysAgo);
    const ctx: Context = { ...entered, now, today, actor: { ...entered.actor, personalityId } };
    const audience: AudienceLine[] = item.to.map(([effect, place, profile]) => ({ effect, nodeId: node(place), profile, personalityId: null }));
    const words: DraftWords & { kind: NewsKind } = {
      kind: item.kind, titleIt: item.titleIt, bodyIt: item.bodyIt, titleEn: item.titleEn ?? null, bodyEn: item.bodyEn ?? null, validFrom: today,
      validTo: item.validDays === undefined ? null : addDays(today, item.validDays), mustConfirm: item.mustConfirm ?? false, gates: item.gates ?? [],
      confirmBy: item.confirmInDays === undefined ? null : addDays(today, item.confirmInDays), remindDays: item.confirmInDays === undefined ? [] : [-3, 0], audience,
    };
    const draft = await createDraft(ctx, words);
    assert(draft.ok, `the circular ${item.titleIt} can be written`);
    const done = await publishDraft(ctx, draft.value.id, { revision: draft.value.revision, publishAt: null });
    assert(done.ok, `the circular ${item.titleIt} can be published`);
    published.push({ itemId: draft.value.id, ctx, reading: item.reading });
  }
  // Receipts are each reader's own act, so the walls let the program itself write none: the owner lays them down.
  await door.tx.run(sql`set local role none`);
  for (const { itemId, ctx, reading } of published) await readByMany(ctx, itemId, reading);
}
