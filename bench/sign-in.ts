/**
 * A storm of sign-ins: 3,000 a minute, each of another account, over HTTP with argon2id at the program's own cost, two hashes at
 * a time. They arrive evenly, whether earlier ones were answered or not. Beside them somebody reads two pages twenty times a
 * second; the same without the storm shows what he loses. Floor: a bare Fastify that only computes the same hash.
 * Goals: p95 ≤ 400 ms, memory ≤ 600 MB, p95 of other pages within 20 % (told in milliseconds too: both are small).
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { setTimeout as pause } from 'node:timers/promises';

interface Setting {
  ownAddress: string;
  bareAddress: string;
  readerHeaders: Record<string, string>;
}

const perMinute = 3000;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 20);
const password = 'una frase lunga per la prova';
const pagesPerSecond = 20;
const pages = ['/api/identity/me', '/api/quoting/quotes?limit=50'];

const child = fork(join(import.meta.dirname, 'sign-in-server.part.ts'), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const heard = <T>(): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`the servers ended with ${code}`)));
  });
const memory = async (): Promise<number> => {
  const answer = heard<{ megabytes: number }>();
  child.send('memory');
  return (await answer).megabytes;
};
const setting = await heard<Setting>();

let account = 0;
const bodyOf = () => JSON.stringify({ loginName: `storm${(account += 1) % 6000}@bench.example`, password });

/** Sends `work` so many times a second for the time of a round, waiting for none; answers the milliseconds of each. */
async function arriving(perSecond: number, work: (index: number) => Promise<Response>): Promise<number[]> {
  const began = performance.now();
  const asked: Promise<number>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = began + (index * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    // From the moment it should have been sent: a late sender hides no waiting.
    asked.push(work(index).then(async (answer) => {
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      return performance.now() - due;
    }));
  }
  return Promise.all(asked);
}

const at = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
const storm = (address: string) => arriving(perMinute / 60, () => fetch(`${address}/api/identity/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf() }));
const reading = () => arriving(pagesPerSecond, (index) => fetch(`${setting.ownAddress}${pages[index % pages.length] ?? ''}`, { headers: setting.readerHeaders }));

async function throughput(address: string): Promise<number> {
  const started = performance.now();
  const result = await autocannon({
    url: address, connections: 8, duration: Math.min(seconds, 8),
    requests: [{ method: 'POST', path: '/api/identity/sign-in', headers: { 'content-type': 'application/json' }, body: '', setupRequest: (request: object) => ({ ...request, body: bodyOf() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${address}: ${result.non2xx} refused, ${result.errors} failed`);
  return result['2xx'] / ((performance.now() - started) / 1000);
}

console.log(`${perMinute} sign-ins a minute for ${seconds} s, ${pagesPerSecond} pages a second beside them; client, program and PostgreSQL on the same cores`);
await throughput(setting.ownAddress);
await throughput(setting.bareAddress);
const calm = await reading();
const [own, beside] = await Promise.all([storm(setting.ownAddress), reading()]);
const used = await memory();
const [floor, besideFloor] = await Promise.all([storm(setting.bareAddress), reading()]);
const line = (what: string, value: string, goal: string) => console.log(`${what.padEnd(46)} ${value.padStart(24)}   ${goal}`);
line('what', 'figure', 'goal');
line('sign-in p50 / p95, ms', `${at(own, 0.5).toFixed(1)} / ${at(own, 0.95).toFixed(1)}`, 'p95 ≤ 400');
line('hash alone p50 / p95, ms', `${at(floor, 0.5).toFixed(1)} / ${at(floor, 0.95).toFixed(1)}`, 'floor');
line('ratio of p95', (at(own, 0.95) / at(floor, 0.95)).toFixed(2), '≤ 3');
line('pages p50 / p95 without the storm, ms', `${at(calm, 0.5).toFixed(1)} / ${at(calm, 0.95).toFixed(1)}`, 'floor');
line('pages p50 / p95 in the storm, ms', `${at(beside, 0.5).toFixed(1)} / ${at(beside, 0.95).toFixed(1)}`, 'p95 within 20 %');
line('pages p50 / p95 beside the hash alone, ms', `${at(besideFloor, 0.5).toFixed(1)} / ${at(besideFloor, 0.95).toFixed(1)}`, 'what the processor is taken for');
line('memory of the server, MB', used.toFixed(0), '≤ 600');
const [most, mostBare] = [await throughput(setting.ownAddress), await throughput(setting.bareAddress)];
line('most sign-ins a minute, 8 at a time', (most * 60).toFixed(0), `≥ ${perMinute}`);
line('hash alone, a minute', (mostBare * 60).toFixed(0), 'floor');
line('ratio', (most / mostBare).toFixed(2), '≥ 0.5');
child.disconnect();
