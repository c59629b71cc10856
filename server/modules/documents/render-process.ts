import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assetFolder } from './asset-folder.ts';
import type { RenderJob, RenderReply } from './render-job.ts';

/** How a job ended in a process: answered, taking too long (the process is then killed), or the process died. */
export type RenderOutcome = Extract<RenderReply, { kind: 'rendered' | 'refused' }> | { readonly kind: 'timed-out' } | { readonly kind: 'died'; readonly detail: string };

/** One running render process; takes one job at a time. */
export interface RenderProcess {
  readonly pid: number;
  readonly alive: boolean;
  readonly documents: number;
  readonly rssBytes: number;
  run(job: RenderJob, timeoutMs: number): Promise<RenderOutcome>;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
}

/** From source the worker is TypeScript and needs the loader; in the bundle it is a file of its own beside the server's. */
function workerEntry(): { path: string; execArgv: string[] } {
  if (!import.meta.url.endsWith('.ts')) return { path: fileURLToPath(new URL('./render-worker.mjs', import.meta.url)), execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { path: fileURLToPath(new URL('./render-worker.ts', import.meta.url)), execArgv: ['--import', loader] };
}

/** The worker sees neither the database address nor any other setting of the server. */
function workerEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];
  const inherited = Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  // One document keeps one core busy, not all of them: parallel documents come from parallel processes.
  return { ...inherited, RAYON_NUM_THREADS: '1', FONTCONFIG_FILE: `${assetFolder}/fonts/fonts.conf` };
}

/** Starts a render process. It accepts jobs at once; the first waits for the compiler to load. */
export function startRenderProcess(): RenderProcess {
  const { path, execArgv } = workerEntry();
  const child = fork(path, [], { execArgv, env: workerEnvironment(), serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let alive = true;
  let documents = 0;
  let rssBytes = 0;
  let settle: ((outcome: RenderOutcome) => void) | undefined;
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2000)));

  const gone = new Promise<void>((resolve) => {
    const died = (detail: string) => {
      alive = false;
      settle?.({ kind: 'died', detail });
      resolve();
    };
    child.on('error', (error) => died(error.message));
    child.on('exit', (code, signal) => died(`${signal ?? `exit code ${code ?? 'unknown'}`}${code === 1 ? `: ${complaint}` : ''}`));
  });
  child.on('message', (message) => {
    const reply = message as RenderReply;
    if (reply.kind === 'ready') return;
    documents += 1;
    rssBytes = reply.rssBytes;
    settle?.(reply);
  });

  return {
    pid: child.pid ?? 0,
    get alive() {
      return alive;
    },
    get documents() {
      return documents;
    },
    get rssBytes() {
      return rssBytes;
    },
    run: (job, timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          child.kill('SIGKILL');
          settle?.({ kind: 'timed-out' });
        }, timeoutMs);
        settle = (outcome) => {
          settle = undefined;
          clearTimeout(timer);
          resolve(outcome);
        };
        if (!alive) settle({ kind: 'died', detail: 'the process had ended before the job' });
        else send(child, job);
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A process that dies while the job is on its way is reported by its exit, not by this call. */
function send(child: ChildProcess, job: RenderJob): void {
  child.send(job, () => undefined);
}
