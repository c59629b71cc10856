import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { rootDir } from '#platform/root';

const folder = join(rootDir, '.cache', `calc-test-${process.pid}`);

/** Bundles the command from its sources as bin/build.mjs does, in a fraction of a second; answers how to clear it away. */
export async function bundleCalc(): Promise<() => void> {
  await build({
    entryPoints: { calc: join(rootDir, 'server/cli/calc-main.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'silent',
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.mjs'), `import { main } from './calc.mjs';\nprocess.exitCode = await main(process.argv.slice(2));\n`);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** `volano calc` as a process of its own; `bundleCalc` comes first. */
export function startCalc(words: readonly string[] = []): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(folder, 'run.mjs'), 'calc', ...words], { env: { PATH: process.env['PATH'] }, stdio: 'pipe' });
}

/** Largest memory the process has held so far (where the system tells it, else what it holds now), in megabytes. */
export function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1])
    : Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)]).stdout.toString());
  return kilobytes / 1024;
}

export interface LoadReport {
  readonly answered: number;
  readonly refused: number;
  readonly exitCode: number;
  /** Megabytes after a tenth of the lines and after all. */
  readonly memory: readonly [early: number, late: number];
}

/** Sends `count` lines, waits for every answer, checks that they come in order. */
export async function loadCalc(count: number, lineOf: (index: number) => string): Promise<LoadReport> {
  const child = startCalc();
  const ended = once(child, 'close');
  let answered = 0;
  let refused = 0;
  let rest = '';
  const waiting: { count: number; done: () => void }[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith(`{"id":${answered},`)) throw new Error(`answer ${answered} is ${line.slice(0, 80)}`);
      if (line.includes('"ok":false')) refused += 1;
      answered += 1;
    }
    for (const wait of waiting) if (answered >= wait.count) wait.done();
  });
  const until = (needed: number) => new Promise<void>((done) => (answered >= needed ? done() : waiting.push({ count: needed, done })));
  const send = async (from: number, to: number) => {
    for (let next = from; next < to; next += 500) {
      const lines = Array.from({ length: Math.min(500, to - next) }, (_, index) => `${lineOf(next + index)}\n`);
      if (!child.stdin.write(lines.join(''))) await once(child.stdin, 'drain');
    }
    await until(to);
    return memoryOf(child.pid ?? 0);
  };
  const tenth = Math.ceil(count / 10);
  const early = await send(0, tenth);
  const late = await send(tenth, count);
  child.stdin.end();
  const [exitCode] = (await ended) as [number];
  return { answered, refused, exitCode, memory: [early, late] };
}

/** A line of a mixed load: plans, intervals, rates, and a refusal in every tenth. */
export function mixedLine(index: number): string {
  const start = '2026-11-22';
  const kinds = [
    ['plan', { principalCents: 1_000_000 + index, nominalRatePct: '6.95', rows: 12, start }],
    ['interval', { start, end: '2031-02-28' }],
    ['taeg', { drawdowns: [[0, 1000]], payments: [[1, 600], [2, 500 + (index % 100)]] }],
    ['interval', { start, end: index % 20 === 3 ? '9999-01-01' : '2029-11-30' }],
    ['usuryThreshold', { tegmPct: '11.30' }],
  ] as const;
  const [name, input] = kinds[index % kinds.length] ?? kinds[0];
  return JSON.stringify({ id: index, do: name, input });
}
