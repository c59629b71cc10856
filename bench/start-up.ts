/**
 * From the command to the first answer, beside the bare embedded database doing the same (initdb and start, or start).
 * Goals: first start ≤ 60 s, later starts ≤ 5 s on two cores; the program is already built.
 */
import { rm } from 'node:fs/promises';
import { startEmbeddedServer } from '#platform/postgres/embedded-server';
import { makeDataFolder, startRealServer } from '../server/testing/real-server.ts';

const rounds = 3;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function untilAnswer(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/health/ready`);
  if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const times = { bareFirst: [] as number[], bareLater: [] as number[], first: [] as number[], later: [] as number[] };

for (let round = 0; round < rounds; round += 1) {
  const bareFolder = await makeDataFolder();
  times.bareFirst.push(await seconds(async () => (await startEmbeddedServer({ dataFolder: bareFolder })).stop()));
  times.bareLater.push(await seconds(async () => (await startEmbeddedServer({ dataFolder: bareFolder })).stop()));
  await rm(bareFolder, { recursive: true, force: true });

  const folder = await makeDataFolder();
  for (const kind of ['first', 'later'] as const) {
    let stop: (() => Promise<void>) | undefined;
    times[kind].push(
      await seconds(async () => {
        const server = await startRealServer({ VOLANO_DATA: folder });
        stop = server.stop;
        await untilAnswer(server.url);
      }),
    );
    await stop?.();
  }
  await rm(folder, { recursive: true, force: true });
}

console.log(`${rounds} rounds, median; bare: the embedded database alone, started and stopped`);
console.log('start     bare s   volano s   ratio   goal');
for (const [name, bare, own, goal] of [
  ['first', times.bareFirst, times.first, '≤ 60 s'],
  ['later', times.bareLater, times.later, '≤ 5 s'],
] as const) {
  console.log(`${name.padEnd(8)} ${median(bare).toFixed(2).padStart(7)} ${median(own).toFixed(2).padStart(10)} ${(median(own) / median(bare)).toFixed(1).padStart(7)}   ${goal}`);
}
