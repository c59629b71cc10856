/**
 * What row-level security costs: pages and counts of the list of quotes among 1,000,000 in a network of 2,000 dealers, as a
 * dealer, an area, a district and the headquarters see them; the very same statements are sent
 * with the wall (role of the application) and without it (owner, who is not bound). Both in turn on one warm database; a
 * page is 50 rows. Goal: ratio of medians ≤ 1.3, or within a tenth of a millisecond. `--rows=200000` makes a shorter run.
 */
import type { Context, Tx } from '#platform/context';
import { createDatabase, type Database } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { countQuotes, listQuotes, type QuoteListQuery } from '../server/modules/quoting/lists/quote-list.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { silentLog } from '../server/testing/world.ts';
import { fillLists, nodeOf, today } from './lists-world.part.ts';

const rows = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 1_000_000);
const rounds = 41;
const limit = 50;

const pages: readonly (readonly [name: string, query: Omit<QuoteListQuery, 'limit'>])[] = [
  ['newest', {}],
  ['open', { status: 'open' }],
  ['expired, newest', { status: 'expired', sort: 'newest' }],
  ['open, by amount', { status: 'open', sort: 'amount' }],
  ['text: yaris', { text: 'yaris' }],
  ['text: a name', { text: 'rossi cliente19912' }],
  ['open, text: rossi', { status: 'open', text: 'rossi' }],
];
const counts: readonly (readonly [name: string, query: Omit<QuoteListQuery, 'limit'>])[] = [
  ['count: all', {}],
  ['count: open', { status: 'open' }],
  ['count: leases', { plan: 'lease' }],
  ['count: open, rossi', { status: 'open', text: 'rossi' }],
];

/** Runs `ask` as somebody of that scope, behind the wall or as the owner with the same settings; times the use case alone. */
async function timed(database: Database, scope: number, walled: boolean, ask: (ctx: Context) => Promise<unknown>): Promise<number> {
  const work = async (tx: Tx): Promise<number> => {
    const actor = { kind: 'person', accountId: null, personalityId: null, displayName: '', profile: '', privileges: new Set<string>(), scopeNodeId: scope, reachNodeId: scope } as const;
    const ctx: Context = { tx, tenant: { id: 1, code: 'NET', name: 'Rete' }, actor, now: new Date(`${today}T10:00:00Z`), today, requestId: 'bench', language: 'it', log: silentLog };
    const started = performance.now();
    await ask(ctx);
    return performance.now() - started;
  };
  if (walled) return database.transaction({ tenantId: 1, scopeNodeId: scope, reachNodeId: scope, accountId: null, personalityId: null }, work);
  return database.asOwner(async (tx) => {
    await tx.run(sql`select set_config('volano.tenant_id', '1', true), set_config('volano.scope_node_id', ${String(scope)}, true), set_config('volano.reach_node_id', ${String(scope)}, true),
      set_config('volano.account_id', '', true), set_config('volano.personality_id', '', true)`);
    return work(tx);
  });
}

const at = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

const cluster = await startTestCluster({ own: true });
try {
  await migrate(cluster.url, moduleNames);
  const database = createDatabase(cluster.url, { maxConnections: 2 });
  const started = performance.now();
  const { company } = await fillLists(database, rows);
  console.log(`${rows.toLocaleString('en')} quotes of 2,000 dealers written in ${((performance.now() - started) / 1000).toFixed(0)} s; ${rounds} rounds in turn after 3 to warm up, one question at a time`);
  console.log('list                 scope          bare ms  walled ms  bare p95  walled p95   ratio   goal');
  for (const [scope, nodeId] of [['dealer', nodeOf.dealer], ['area', nodeOf.area], ['district', nodeOf.district], ['headquarters', company]] as const) {
    for (const [name, query] of [...pages, ...counts]) {
      const ask = (ctx: Context): Promise<unknown> => (name.startsWith('count') ? countQuotes(ctx, query) : listQuotes(ctx, { ...query, limit }));
      const times = { bare: [] as number[], walled: [] as number[] };
      for (let round = -3; round < rounds; round += 1) {
        for (const which of round % 2 === 0 ? (['bare', 'walled'] as const) : (['walled', 'bare'] as const)) {
          const ms = await timed(database, nodeId, which === 'walled', ask);
          if (round >= 0) times[which].push(ms);
        }
      }
      const [bare, walled] = [at(times.bare, 0.5), at(times.walled, 0.5)];
      const numbers = [bare, walled, at(times.bare, 0.95), at(times.walled, 0.95)].map((ms) => ms.toFixed(2).padStart(10)).join(' ');
      console.log(`${name.padEnd(20)} ${scope.padEnd(12)} ${numbers} ${(walled / bare).toFixed(2).padStart(9)}   ${walled / bare <= 1.3 || walled - bare <= 0.1 ? '≤ 1.3' : '≤ 1.3 MISSED'}`);
    }
  }
  await database.close();
} finally {
  await cluster.stop();
}
