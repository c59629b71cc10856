import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '#platform/errors';
import { sampleQuote } from './quote-sample.ts';
import { quoteSetSchema } from './quote-set.ts';
import { quoteView } from './quote-view.ts';
import { createRenderer, type Renderer, type RendererOptions } from './renderer.ts';

const view = quoteView(quoteSetSchema.parse({ kind: 'alternatives', quotes: [sampleQuote(2)] }), { logo: false });

let opened: Renderer[] = [];
function open(options: RendererOptions = {}): Renderer {
  const renderer = createRenderer({ timeoutMs: 60_000, ...options });
  opened.push(renderer);
  return renderer;
}
afterEach(async () => {
  await Promise.all(opened.map((renderer) => renderer.close()));
  opened = [];
});

const onlyProcess = (renderer: Renderer): number => renderer.state().processIds[0] ?? 0;

/** Turns of the event loop until something holds; the test's own time limit ends the wait. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

async function failureOf(rendering: Promise<unknown>): Promise<UpstreamError> {
  const error: unknown = await rendering.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}

describe('renderer', { timeout: 90_000 }, () => {
  it('starts nothing before the first document and keeps one process for the next', async () => {
    const renderer = open();
    expect(renderer.state().processesStarted).toBe(0);
    const [one, two] = await Promise.all([renderer.render('quote', view), renderer.render('quote', view)]);
    expect(Buffer.from(one.subarray(0, 8)).toString()).toBe('%PDF-1.7');
    expect(Buffer.compare(one, two)).toBe(0);
    expect(renderer.state()).toMatchObject({ processesStarted: 1, running: 0, waiting: 0 });
  });

  it('tries the document in flight once more when its process is killed', async () => {
    const renderer = open();
    const rendering = renderer.render('quote', view);
    const first = onlyProcess(renderer);
    process.kill(first, 'SIGKILL');
    expect((await rendering).length).toBeGreaterThan(1000);
    expect(renderer.state().processesStarted).toBe(2);
    expect(isGone(first)).toBe(true);
  });

  it('gives a document up when its process dies twice, and goes on with the next', async () => {
    const renderer = open();
    const failing = failureOf(renderer.render('quote', view));
    const next = renderer.render('quote', view);
    const first = onlyProcess(renderer);
    process.kill(first, 'SIGKILL');
    await until(() => renderer.state().processIds.some((pid) => pid !== first));
    process.kill(onlyProcess(renderer), 'SIGKILL');
    expect((await failing).retryable).toBe(true);
    expect((await next).length).toBeGreaterThan(1000);
    expect(renderer.state().processesStarted).toBe(3);
  });

  it('starts anew after a process was killed between two documents', async () => {
    const renderer = open();
    await renderer.render('quote', view);
    const pid = onlyProcess(renderer);
    process.kill(pid, 'SIGKILL');
    expect((await renderer.render('quote', view)).length).toBeGreaterThan(1000);
    expect(onlyProcess(renderer)).not.toBe(pid);
  });

  it('kills what takes too long and says that trying again makes sense', async () => {
    const renderer = open({ timeoutMs: 1 });
    const rendering = failureOf(renderer.render('quote', view));
    const pid = onlyProcess(renderer);
    const failure = await rendering;
    expect(failure).toMatchObject({ retryable: true, message: 'template quote took longer than 1 ms' });
    await until(() => isGone(pid));
  });

  it('replaces its process after so many documents', async () => {
    const renderer = open({ maxDocumentsPerProcess: 2 });
    for (let made = 0; made < 5; made += 1) await renderer.render('quote', view);
    expect(renderer.state().processesStarted).toBe(3);
  });

  it('replaces its process when it holds too much memory', async () => {
    const renderer = open({ maxRssMb: 1 });
    for (let made = 0; made < 3; made += 1) await renderer.render('quote', view);
    expect(renderer.state().processesStarted).toBe(3);
    expect(renderer.state().processIds).toEqual([]);
  });

  it('refuses at once when the queue is full, and serves what waits', async () => {
    const renderer = open({ maxWaiting: 1 });
    const running = renderer.render('quote', view);
    const waiting = renderer.render('quote', view);
    const refused = await failureOf(renderer.render('quote', view));
    expect(refused).toMatchObject({ retryable: true, message: '1 documents are already waiting' });
    expect(renderer.state()).toMatchObject({ running: 1, waiting: 1 });
    await Promise.all([running, waiting]);
  });

  it('works in as many processes as allowed', async () => {
    const renderer = open({ workers: 2 });
    await Promise.all([1, 2, 3, 4].map(() => renderer.render('quote', view)));
    expect(renderer.state().processesStarted).toBe(2);
  });

  it('ends a process without work', async () => {
    const renderer = open({ idleMs: 1 });
    await renderer.render('quote', view);
    await until(() => renderer.state().processIds.length === 0);
    expect((await renderer.render('quote', view)).length).toBeGreaterThan(1000);
  });

  it('refuses for good what the template cannot draw, without repeating its text', async () => {
    const renderer = open();
    const failure = await failureOf(renderer.render('quote', { language: 'Niccolò D’Amico' }));
    expect(failure.retryable).toBe(false);
    expect(failure.message).not.toContain('Niccolò');
    expect((await failureOf(renderer.render('no-such-template', view))).retryable).toBe(false);
    expect(renderer.state().processesStarted).toBe(1);
  });

  it('closes: what runs and what waits is refused, the process is gone', async () => {
    const renderer = open();
    const failures = [renderer.render('quote', view), renderer.render('quote', view)].map(failureOf);
    const pid = onlyProcess(renderer);
    await renderer.close();
    for (const failure of failures) expect(await failure).toMatchObject({ retryable: false, message: 'the renderer was closed' });
    expect(isGone(pid)).toBe(true);
    expect((await failureOf(renderer.render('quote', view))).retryable).toBe(false);
  });
});
