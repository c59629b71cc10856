/**
 * 50,000 versions from a CSV and an XLSX through the whole import (reading, mapping, checks, stage, writing) beside the floor: COPY of
 * the very same CSV into a plain table. Then the same file again, which changes nothing. Memory of this process is told as it grows.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { createDatabase } from '#platform/db';
import { migrate } from '#platform/migrate';
import { writeSheet, type OutputCell, type OutputColumn } from '#platform/sheets/write-sheet';
import { importFile } from '#flows';
import { importKinds } from '../server/main.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { createWorld, silentLog, worldNow } from '../server/testing/world.ts';

const rows = Number(process.env['BENCH_ROWS'] ?? 50_000);
const heads = ['Codice', 'Marca', 'Modello', 'Versione', 'Alimentazione', 'Potenza kW', 'CO2 g/km', 'Posti', 'Prezzo di listino', 'In vendita dal'];
const columns: readonly OutputColumn[] = heads.map((header, at) => ({ header, type: at === 8 ? 'amount' : at === 9 ? 'date' : at >= 5 ? 'integer' : 'text' }));
function* versions(): Generator<OutputCell[], void> {
  for (let n = 0; n < rows; n += 1) {
    yield [`bench-${n}`, `Marca ${n % 54}`, `Modello ${n % 600}`, `1.${n % 9} Allestimento ${n}`, ['benzina', 'diesel', 'elettrica'][n % 3] ?? '', 50 + (n % 200), n % 180, 5, 1_500_000 + n * 10, '2026-01-01'];
  }
}

const folder = await mkdtemp(join(tmpdir(), 'volano-bench-'));
const cluster = await startTestCluster({});
const database = createDatabase(cluster.url);
try {
  await migrate(cluster.url, moduleNames);
  const world = await createWorld(database);
  const files = { csv: join(folder, 'v.csv'), xlsx: join(folder, 'v.xlsx') };
  for (const format of ['csv', 'xlsx'] as const) await pipeline(writeSheet(versions(), columns, format), createWriteStream(files[format]));

  const client = await database.pool.connect();
  await client.query(`create table public.bench_floor (${heads.map((_, at) => `c${at} text`).join(', ')})`);
  const copyStarted = performance.now();
  await pipeline(createReadStream(files.csv), client.query(copyFrom(`copy public.bench_floor from stdin (format csv, delimiter ';', header)`)));
  const floor = (performance.now() - copyStarted) / 1000;
  client.release();

  let peak = process.memoryUsage.rss();
  const before = peak;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const host = { database, log: silentLog, now: worldNow, requestId: 'bench' };
  console.log(`${rows} rows, ${heads.length} columns, one client, no warm-up, embedded PostgreSQL; COPY of the CSV into a plain table: ${floor.toFixed(2)} s; RSS before ${(before / 1_048_576).toFixed(0)} MB`);
  console.log('file             MB   seconds   rows/s   times COPY   RSS peak MB   added/changed/same   goal');
  for (const [name, format] of [['CSV', 'csv'], ['CSV again', 'csv'], ['XLSX again', 'xlsx']] as const) {
    const started = performance.now();
    const { listed, faults } = await importFile(host, importKinds, { tenantId: world.tenantId, kind: 'vehicles.versions', path: files[format], mode: 'all', missing: 'keep', language: 'en', report: () => undefined });
    const seconds = (performance.now() - started) / 1000;
    if (listed.state !== 'done') throw new Error(`${listed.state}: ${faults.join('\n')}`);
    const size = (await stat(files[format])).size / 1_048_576;
    console.log(
      `${name.padEnd(12)} ${size.toFixed(1).padStart(6)} ${seconds.toFixed(1).padStart(9)} ${(rows / seconds).toFixed(0).padStart(8)} ${(seconds / floor).toFixed(1).padStart(12)} ${(peak / 1_048_576).toFixed(0).padStart(13)}   ${`${listed.added}/${listed.changed}/${listed.same}`.padEnd(20)} 60 s`,
    );
  }
  clearInterval(watch);
} finally {
  await database.close();
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
