/**
 * Price and save requests of the program beside a bare Fastify + pg route that sends the same statements and the same
 * answer: what contracts, rights, idempotency, engine and audit cost on top. Goal: 80 % of the bare throughput.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import autocannon from 'autocannon';

interface Request {
  readonly headers?: Record<string, string>;
}

interface Setting {
  ownAddress: string;
  bareAddress: string;
  paths: Record<'price' | 'save', string>;
  bodies: Record<'price' | 'save', string>;
  headers: Record<string, string>;
  statements: Record<'price' | 'save', number>;
}

const connections = 8;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const rounds = 3;

const child = fork(join(import.meta.dirname, 'requests-server.part.ts'), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const setting = await new Promise<Setting>((resolve, reject) => {
  child.once('message', (message) => resolve(message as Setting));
  child.once('exit', (code) => reject(new Error(`the servers ended with ${code}`)));
});

async function throughput(address: string, kind: 'price' | 'save'): Promise<number> {
  const started = performance.now();
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: setting.paths[kind],
        headers: setting.headers,
        body: setting.bodies[kind],
        // Each save is a new one: its own key.
        setupRequest: (request: Request) => (kind === 'save' ? { ...request, headers: { ...setting.headers, 'idempotency-key': randomUUID() } } : request),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${kind} at ${address}: ${result.non2xx} refused, ${result.errors} failed`);
  return result['2xx'] / ((performance.now() - started) / 1000);
}

console.log(`${connections} connections, ${seconds} s a round, ${rounds} rounds in turn, embedded PostgreSQL without fsync; median of the rounds`);
console.log('request   statements   bare/s   volano/s   ratio   goal');
for (const kind of ['price', 'save'] as const) {
  await throughput(setting.ownAddress, kind);
  const ratios: { bare: number; own: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await throughput(setting.bareAddress, kind);
    const own = await throughput(setting.ownAddress, kind);
    ratios.push({ bare, own, ratio: own / bare });
  }
  const median = ratios.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  if (median === undefined) throw new Error('no rounds');
  console.log(`${kind.padEnd(9)} ${String(setting.statements[kind]).padStart(10)} ${median.bare.toFixed(0).padStart(8)} ${median.own.toFixed(0).padStart(10)} ${median.ratio.toFixed(2).padStart(7)}   0.80`);
}
child.disconnect();
