/**
 * What happened on the server, told to every tab through one stream per browser. One tab holds the lock and the
 * stream and passes on what it hears; when it closes, the next one takes over. Where locks do not exist (a plain http
 * address other than localhost) each tab has a stream of its own.
 */
import { reportMissed } from './connection.ts';

export type LiveSignal =
  /** Something of this kind happened; the payload holds ids only. */
  | { readonly type: 'change'; readonly kind: string; readonly payload: Readonly<Record<string, unknown>> }
  /** Something may have been missed: everything on screen must be asked again. */
  | { readonly type: 'reset' }
  /** The server ended the session of the stream. */
  | { readonly type: 'ended' };

const address = '/api/live';
const lockName = 'volano.live';
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

const listeners = new Set<(signal: LiveSignal) => void>();
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(lockName);

let running = false;
let release: (() => void) | undefined;
let source: EventSource | undefined;
let waitMs = firstWaitMs;
let reopening: ReturnType<typeof setTimeout> | undefined;

function tellHere(signal: LiveSignal): void {
  for (const listener of listeners) listener(signal);
}

function tell(signal: LiveSignal): void {
  tellHere(signal);
  tabs?.postMessage(signal);
}

function closeSource(): void {
  clearTimeout(reopening);
  source?.close();
  source = undefined;
}

/** Opens the stream; `afterGap` when events may have passed unheard since the pages were read. */
function openSource(afterGap: boolean): void {
  closeSource();
  const opened = new EventSource(address);
  source = opened;
  opened.addEventListener('ready', () => {
    waitMs = firstWaitMs;
    if (afterGap) tell({ type: 'reset' });
    // From here on the browser reconnects by itself and names the last event it heard.
    afterGap = false;
  });
  opened.addEventListener('change', (event) => {
    const { kind, payload } = JSON.parse(event.data as string) as { kind: string; payload: Record<string, unknown> };
    tell({ type: 'change', kind, payload });
  });
  opened.addEventListener('reset', () => tell({ type: 'reset' }));
  opened.addEventListener('ended', () => {
    closeSource();
    tell({ type: 'ended' });
  });
  opened.addEventListener('error', () => {
    if (source === opened) void reportMissed();
    // A refused stream is closed for good by the browser; a broken one it opens again itself.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    tell({ type: 'ended' });
    reopening = setTimeout(() => openSource(true), waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  });
}

/** Leads until released. */
function lead(afterGap: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (!running) return resolve();
    release = () => {
      closeSource();
      release = undefined;
      resolve();
    };
    openSource(afterGap);
  });
}

async function stand(): Promise<void> {
  if (!('locks' in navigator)) return lead(false);
  const led = await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await lead(false);
    return true;
  });
  if (!led && running) await navigator.locks.request(lockName, () => lead(true));
}

/** Begins to listen for the person who has just come in; a second call opens the stream anew, as that person. */
export function startLive(): void {
  if (running) {
    if (release !== undefined) openSource(true);
    return;
  }
  running = true;
  void stand();
}

/** Nobody is in: no stream. */
export function stopLive(): void {
  running = false;
  release?.();
}

/** Hears everything that happens. */
export function subscribeLive(listener: (signal: LiveSignal) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

tabs?.addEventListener('message', (event: MessageEvent<LiveSignal>) => {
  if (running) tellHere(event.data);
});
