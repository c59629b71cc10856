import { UpstreamError } from '#platform/errors';
import type { JsonValue } from './printable-text.ts';
import { startRenderProcess, type RenderOutcome, type RenderProcess } from './render-process.ts';

export interface RendererOptions {
  /** Render processes at the same time, started when first needed. */
  readonly workers?: number;
  /** Documents that may wait for a process; beyond them `render` refuses at once. */
  readonly maxWaiting?: number;
  /** A process is replaced after so many documents … */
  readonly maxDocumentsPerProcess?: number;
  /** … or when it holds more memory than this, whichever comes first. */
  readonly maxRssMb?: number;
  /** A document that takes longer is given up and its process killed. */
  readonly timeoutMs?: number;
  /** A process without work ends after this time. */
  readonly idleMs?: number;
}

export interface RendererState {
  readonly waiting: number;
  readonly running: number;
  readonly processIds: readonly number[];
  readonly processesStarted: number;
  /** Largest resident memory a process has reported, in bytes. */
  readonly highestRssBytes: number;
}

export interface Renderer {
  /**
   * Compiles `templates/<template>.typ` with `data` to a PDF declared PDF/A-2b; equal input gives equal bytes.
   * Throws UpstreamError: retryable when the queue is full, the time is over or the process died twice; not retryable
   * when the template refuses the data or the renderer is closed.
   */
  render(template: string, data: JsonValue, assets?: Readonly<Record<string, string>>): Promise<Uint8Array>;
  state(): RendererState;
  /** Refuses what waits, ends the processes; resolves when they are gone. */
  close(): Promise<void>;
}

interface Waiting {
  readonly template: string;
  readonly data: JsonValue;
  readonly assets: Readonly<Record<string, string>>;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

interface Slot {
  process: RenderProcess | undefined;
  busy: boolean;
  idleTimer: NodeJS.Timeout | undefined;
}

const failure = (message: string, retryable: boolean) => new UpstreamError('document renderer', message, { retryable });

/** Opens a renderer: a bounded queue before a few replaceable processes. Starts nothing until the first document. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const { workers = 1, maxWaiting = 100, maxDocumentsPerProcess = 100, maxRssMb = 512, timeoutMs = 20_000, idleMs = 60_000 } = options;
  const slots: Slot[] = Array.from({ length: workers }, () => ({ process: undefined, busy: false, idleTimer: undefined }));
  const queue: Waiting[] = [];
  const ending = new Set<Promise<void>>();
  let nextId = 1;
  let processesStarted = 0;
  let highestRssBytes = 0;
  let closed = false;

  function retire(slot: Slot): void {
    const stopped = slot.process?.stop();
    slot.process = undefined;
    if (stopped === undefined) return;
    ending.add(stopped);
    void stopped.finally(() => ending.delete(stopped));
  }

  function dispatch(): void {
    for (const slot of slots) {
      if (slot.busy) continue;
      const job = queue.shift();
      if (job === undefined) return;
      void work(slot, job);
    }
  }

  async function work(slot: Slot, job: Waiting): Promise<void> {
    slot.busy = true;
    clearTimeout(slot.idleTimer);
    if (slot.process?.alive !== true) {
      slot.process = startRenderProcess();
      processesStarted += 1;
    }
    const worker = slot.process;
    job.attempts += 1;
    const { template, data, assets } = job;
    const outcome = await worker.run({ id: nextId++, template, data, assets }, timeoutMs);
    highestRssBytes = Math.max(highestRssBytes, worker.rssBytes);
    const used = worker.documents >= maxDocumentsPerProcess || worker.rssBytes > maxRssMb * 1_048_576;
    if (!worker.alive || outcome.kind === 'timed-out' || used) retire(slot);
    settle(job, outcome);
    slot.busy = false;
    if (closed) return;
    slot.idleTimer = setTimeout(() => retire(slot), idleMs).unref();
    dispatch();
  }

  function settle(job: Waiting, outcome: RenderOutcome): void {
    if (outcome.kind === 'rendered') job.resolve(outcome.pdf);
    else if (outcome.kind === 'refused') job.reject(failure(`template ${job.template} refused: ${outcome.reason}`, false));
    else if (closed) job.reject(failure('the renderer was closed', false));
    else if (outcome.kind === 'timed-out') job.reject(failure(`template ${job.template} took longer than ${timeoutMs} ms`, true));
    else if (job.attempts < 2) queue.unshift(job);
    else job.reject(failure(`the render process died twice on template ${job.template} (${outcome.detail})`, true));
  }

  return {
    render: (template, data, assets = {}) =>
      new Promise((resolve, reject) => {
        if (closed) reject(failure('the renderer was closed', false));
        else if (queue.length >= maxWaiting) reject(failure(`${queue.length} documents are already waiting`, true));
        else {
          queue.push({ template, data, assets, resolve, reject, attempts: 0 });
          dispatch();
        }
      }),
    state: () => ({
      waiting: queue.length,
      running: slots.filter((slot) => slot.busy).length,
      processIds: slots.flatMap((slot) => (slot.process?.alive === true ? [slot.process.pid] : [])),
      processesStarted,
      highestRssBytes,
    }),
    close: async () => {
      closed = true;
      for (const job of queue.splice(0)) job.reject(failure('the renderer was closed', false));
      for (const slot of slots) {
        clearTimeout(slot.idleTimer);
        retire(slot);
      }
      await Promise.all(ending);
    },
  };
}
