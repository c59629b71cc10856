/**
 * What somebody waits for at every key of the vehicle field: the search over catalogue and stock, end to end over HTTP, beside the
 * barest route of the same server in the same run. Goal: 50 ms at the 95th percentile; the ratio to the bare route is what is
 * compared between machines.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';

interface Setting {
  readonly address: string;
  readonly people: Readonly<Record<string, Record<string, string>>>;
  readonly versions: number;
  readonly cars: number;
}

const child = fork(join(import.meta.dirname, 'type-ahead-server.part.ts'), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const setting = await new Promise<Setting>((resolve, reject) => {
  child.once('message', (message) => resolve(message as Setting));
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
});

/** What people type, key by key. */
const typed = ['panda hybrid', 'yaris cross 1.5', 'golf gpl', 'citroen c3', 'bmw serie 1', 'turbo 208', 'gk123', '00012345', 'sandero 17', 'xc40 plug-in'].flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 4);

async function time(path: string, headers: Record<string, string>): Promise<number> {
  const started = performance.now();
  const answer = await fetch(setting.address + path, { headers });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - started;
}

async function measure(paths: readonly string[], headers: Record<string, string>): Promise<{ p50: number; p95: number }> {
  for (const path of paths) await time(path, headers);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) for (const path of paths) times.push(await time(path, headers));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

console.log(`${setting.versions} versions, ${setting.cars} cars at 251 sites; one client, ${typed.length} texts typed key by key, ${rounds} rounds after a warm one`);
console.log('who             p50 ms   p95 ms   bare p95   ratio   goal');
for (const [who, headers] of Object.entries(setting.people)) {
  const bare = await measure(typed.map(() => '/api/health/live'), headers);
  const own = await measure(typed.map((text) => `/api/vehicles/search?limit=12&text=${encodeURIComponent(text)}`), headers);
  console.log(`${who.padEnd(15)} ${own.p50.toFixed(1).padStart(6)} ${own.p95.toFixed(1).padStart(8)} ${bare.p95.toFixed(1).padStart(10)} ${(own.p95 / bare.p95).toFixed(1).padStart(7)}   p95 ≤ 50 ms`);
}
child.disconnect();
