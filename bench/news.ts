/**
 * The information network among 10,000 sellers and 400 managers of one district (four areas, 400 dealers) in a network of
 * five: whom a circular reaches, who has read it by area, one reader's list. A question is the use case with its row-level security, as
 * the head of the district asks it; the floor is the plainest count of the same people by area that the owner of the tables
 * could write, without audience, receipts or rights. Medians of warm rounds, one client.
 */
import type { Context, Tx } from '#platform/context';
import { createDatabase, type Database } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import type { AudienceLine } from '#news/api';
import { moduleNames } from '../server/module-order.ts';
import { figuresOf, linesFrom } from '../server/modules/news/audience.ts';
import { pageNews } from '../server/modules/news/news-list.ts';
import { pageReceipts, receiptsByArea } from '../server/modules/news/receipts-by-area.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { silentLog } from '../server/testing/world.ts';
import { areas, buildNetwork, dealers, nodeOf, sellersOfDealer, today } from './lists-world.part.ts';

const rounds = 31;
const districts = 5;
const { district } = nodeOf;
/** People at each seller's node of the district: teams that share a place. */
const teamOf = 5;
const itemId = '019abcde-0000-7000-8000-000000000001';
const lines: readonly AudienceLine[] = [
  { effect: 'include', nodeId: district, profile: 'seller', personalityId: null },
  { effect: 'include', nodeId: district, profile: 'dealerManager', personalityId: null },
  { effect: 'exclude', nodeId: nodeOf.area + 3, profile: 'dealerManager', personalityId: null },
];

/** People at their nodes, one circular for all of them read by seven in ten, and some hundred others. */
async function fill(tx: Tx): Promise<void> {
  await buildNetwork(tx);
  const people = (dealers * sellersOfDealer * teamOf) / districts;
  const add = (kind: string, profile: string, first: number, count: number, each = 1): Promise<unknown> =>
    tx.run(sql`
      with a as (
        insert into identity.accounts (id, login_name, display_name)
        select md5(${kind} || i)::uuid, ${kind} || i || '@net.example', ('{Anna,Luca,Marta,Paolo,Chiara}'::text[])[1 + i % 5] || ' Cognome' || i from generate_series(0, ${count - 1}) i returning id, login_name
      )
      insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
      select 1, md5('p' || ${kind} || i)::uuid, md5(${kind} || i)::uuid, ${profile}, 'staff', ${first} + i / ${each}, ${profile}, '2020-01-01' from generate_series(0, ${count - 1}) i, (select count(*) from a) done`);
  await add('seller', 'seller', nodeOf.seller, people, teamOf);
  await add('manager', 'dealerManager', nodeOf.dealer, dealers);
  await add('head', 'districtManager', district, 1);
  await tx.run(sql`insert into news.items (tenant_id, id, kind, node_id, created_at) select 1, case when i = 0 then ${itemId}::uuid else md5('n' || i)::uuid end, 'circular', 1, now() from generate_series(0, 300) i`);
  await tx.run(sql`
    insert into news.versions (tenant_id, item_id, version, node_id, state, title_it, body_it, valid_from, must_confirm, changed_at)
    select 1, i.id, 1, i.node_id, 'draft', 'Circolare', 'Testo della circolare', '2026-11-01', false, now() from news.items i`);
  await tx.run(sql`
    insert into news.audience_lines (tenant_id, item_id, version, place, effect, node_id, profile_key)
    select 1, i.id, 1, l.place, l.effect, case when i.id = ${itemId} then l.node_id else 101 + (abs(hashtext(i.id::text)) % ${areas}) end, l.profile_key
    from news.items i cross join unnest(${lines.map((line) => line.effect)}::text[], ${lines.map((line) => line.nodeId)}::integer[], ${lines.map((line) => line.profile)}::text[])
      with ordinality l (effect, node_id, profile_key, place) where i.id = ${itemId} or l.place = 1`);
  await tx.run(sql`update news.versions set state = 'published', published_at = now() - interval '2 days'`);
  await tx.run(sql`
    insert into news.receipts (tenant_id, item_id, version, personality_id, account_id, first_seen_at)
    select 1, v.item_id, 1, p.id, p.account_id, now() from news.versions v join identity.personalities p on p.profile_key <> 'districtManager' and p.node_id <> all(array(select n.id from identity.nodes n where n.kind = 'dealer' and n.id > 1400))
    where (v.item_id = ${itemId} and hashtext(p.id::text) % 10 > -4) or (v.item_id <> ${itemId} and hashtext(p.id::text || v.item_id) % 100 = 0)`);
}

interface Who {
  readonly scope: number;
  readonly person: string | null;
}

async function asked(database: Database, who: Who, work: (ctx: Context) => Promise<unknown>): Promise<number> {
  const { scope, person } = who;
  return database.transaction({ tenantId: 1, scopeNodeId: scope, reachNodeId: scope, accountId: null, personalityId: person }, async (tx) => {
    const actor = { kind: 'person', accountId: null, personalityId: person, displayName: '', profile: '', privileges: new Set<string>(), scopeNodeId: scope, reachNodeId: scope } as const;
    const ctx: Context = { tx, tenant: { id: 1, code: 'NET', name: 'Rete' }, actor, now: new Date(`${today}T10:00:00Z`), today, requestId: 'bench', language: 'it', log: silentLog };
    const started = performance.now();
    await work(ctx);
    return performance.now() - started;
  });
}

async function median(round: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < rounds + 3; at += 1) times.push(await round());
  return times.slice(3).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

const cluster = await startTestCluster({ own: true });
try {
  await migrate(cluster.url, moduleNames);
  const database = createDatabase(cluster.url, { maxConnections: 2 });
  const started = performance.now();
  await database.asOwner(fill);
  await database.pool.query('vacuum analyze');
  console.log(`12,000 people, 301 items written in ${((performance.now() - started) / 1000).toFixed(0)} s; ${rounds} warm rounds each`);
  const head: Who = { scope: district, person: null };
  const of = { itemId, version: 1 };
  const plain = await median(() =>
    database.asOwner(async (tx) => {
      const from = performance.now();
      await tx.rows(sql`
        select c.ancestor_id, count(*) from identity.personalities p join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id and c.ancestor_id between ${nodeOf.area} and ${nodeOf.area + areas - 1}
        where p.tenant_id = 1 group by c.ancestor_id`);
      return performance.now() - from;
    }),
  );
  const questions: readonly (readonly [name: string, goal: string, who: Who, work: (ctx: Context) => Promise<unknown>])[] = [
    ['whom a new circular reaches (count, profiles, sample)', '≤ 1 s', head, (ctx) => figuresOf(ctx, linesFrom(lines))],
    ['unread by area, the whole district', '≤ 50 ms', head, (ctx) => receiptsByArea(ctx, { ...of, nodeId: undefined })],
    ['unread by area, one of its areas', '≤ 50 ms', head, (ctx) => receiptsByArea(ctx, { ...of, nodeId: nodeOf.area + 1 })],
    ['first 50 who have not read, by name', '', head, (ctx) => pageReceipts(ctx, { ...of, nodeId: undefined, show: 'missing', offset: 0, limit: 50 })],
    ['one reader’s list among 301 items', '', { scope: nodeOf.seller + 42, person: null }, (ctx) => pageNews(ctx, { view: 'current', offset: 0, limit: 50 })],
  ];
  console.log(`floor: plain count of the people by area, as owner: ${plain.toFixed(1)} ms`);
  console.log('question                                                    ms    of floor   goal');
  for (const [name, goal, who, work] of questions) {
    const person = who.person ?? (who.scope === district ? null : (await database.pool.query<{ id: string }>('select id from identity.personalities where node_id = $1', [who.scope])).rows[0]?.id ?? null);
    const ms = await median(() => asked(database, { ...who, person }, work));
    console.log(`${name.padEnd(54)} ${ms.toFixed(1).padStart(8)} ${(ms / plain).toFixed(2).padStart(9)}×   ${goal}`);
  }
  await database.close();
} finally {
  await cluster.stop();
}
