/**
 * Rows a second of the exported list of quotes as CSV and XLSX, read to the end as somebody of the headquarters, beside the
 * floor: the database's own COPY of the same rows and columns to the same reader. 200,000 rows; memory is told after each.
 */
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import { createDatabase, type Frame } from '#platform/db';
import { migrate } from '#platform/migrate';
import { startTestCluster } from '../server/testing/cluster.ts';
import { silentLog } from '../server/testing/world.ts';
import { moduleNames } from '../server/module-order.ts';
import { exportQuotes } from '../server/modules/quoting/lists/export-quotes.ts';
import { fillLists, today } from './lists-world.part.ts';

const rows = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 200_000);
const cluster = await startTestCluster({ own: true });
const columns = 'number, revision, created_at, expires_on, follow_up_on, dealer_code, seller_name, reference, customer_type, vehicle_label, kind, proposals, quantity, offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm';
const sink = () => new Writable({ write: (_chunk, _encoding, next) => next() });

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return rows / ((performance.now() - started) / 1000);
}

try {
  await migrate(cluster.url, moduleNames);
  const database = createDatabase(cluster.url);
  const { company } = await fillLists(database, rows);
  const copy = () =>
    timed(async () => {
      const client = await database.pool.connect();
      await pipeline(client.query(copyTo(`copy (select ${columns} from quoting.quotes order by tenant_id, created_at desc, id desc) to stdout (format csv)`)), sink());
      client.release();
    });
  const frame: Frame = { tenantId: 1, scopeNodeId: company, reachNodeId: company, accountId: null, personalityId: null };
  const actor = { kind: 'person', accountId: null, personalityId: null, displayName: '', profile: '', privileges: new Set(['quoting.quote.read']), scopeNodeId: company, reachNodeId: company } as const;
  const own = (format: 'csv' | 'xlsx') =>
    timed(() =>
      database.transaction(frame, async (tx) => {
        const ctx = { tx, tenant: { id: 1, code: 'NET', name: 'Rete' }, actor, now: new Date(`${today}T10:00:00Z`), today, requestId: 'bench', language: 'it', log: silentLog } as const;
        await pipeline((await exportQuotes(ctx, {}, {}, { format, language: 'it' })).body, sink());
      }),
    );
  console.log(`${rows.toLocaleString('en')} rows, 21 columns; median of three in turn`);
  console.log('format   copy/s   volano/s   ratio   memory MB');
  for (const format of ['csv', 'xlsx'] as const) {
    const turns: { copy: number; own: number }[] = [];
    for (let turn = 0; turn < 3; turn += 1) turns.push({ copy: await copy(), own: await own(format) });
    const median = turns.toSorted((a, b) => a.own / a.copy - b.own / b.copy)[1];
    if (median === undefined) throw new Error('no turns');
    console.log(`${format.padEnd(6)} ${median.copy.toFixed(0).padStart(8)} ${median.own.toFixed(0).padStart(10)} ${(median.own / median.copy).toFixed(2).padStart(7)} ${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(11)}`);
  }
  await database.close();
} finally {
  await cluster.stop();
}
