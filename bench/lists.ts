/**
 * A page of the list of quotes among 5,000,000 and among 500, in the same network of 2,000 dealers: each order, the common
 * filters and searches and some of them together, as a dealer, an area and the headquarters see them. The floor is the small
 * world. A page is the whole use case with its transaction and its row-level security; 50 rows. Goal: ratio ≤ 1.5.
 * `--rows=200000` makes a shorter run.
 */
import { createDatabase, type Database } from '#platform/db';
import { migrate } from '#platform/migrate';
import pg from 'pg';
import { startTestCluster } from '../server/testing/cluster.ts';
import { databaseUrl } from '../server/testing/database-url.ts';
import { moduleNames } from '../server/module-order.ts';
import { fillLists } from './lists-world.part.ts';
import { measureLists, scopesOf } from './lists-measure.part.ts';

const rows = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 5_000_000);
const cluster = await startTestCluster({ own: true });

async function world(name: string, count: number): Promise<{ database: Database; company: number }> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = databaseUrl(cluster.url, name);
  await migrate(url, moduleNames);
  const database = createDatabase(url);
  const started = performance.now();
  const { company } = await fillLists(database, count);
  console.log(`${count.toLocaleString('en')} quotes written in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return { database, company };
}

try {
  const small = await world('lists_small', 500);
  const large = await world('lists_large', rows);
  console.log('list                     scope          500 ms   large ms    more   ratio   goal    rows');
  for (const scope of scopesOf(small.company)) {
    for (const line of await measureLists(small.database, large.database, scope)) {
      const ratio = line.large / line.small;
      console.log(`${line.name.padEnd(24)} ${scope.name.padEnd(12)} ${line.small.toFixed(2).padStart(8)} ${line.large.toFixed(2).padStart(10)} ${(line.large - line.small).toFixed(2).padStart(7)} ${ratio.toFixed(2).padStart(7)}   ≤ 1.5   ${line.rows}`);
    }
  }
  await small.database.close();
  await large.database.close();
} finally {
  await cluster.stop();
}
