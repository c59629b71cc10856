import type { Invocation } from './command.ts';
import { explainListenError } from './check-port.ts';
import { listenForStop } from './stop-signals.ts';

/** Something that was started and has to be ended, in words for the operator. */
export interface Part {
  name: string;
  close: () => Promise<void>;
  /** Ends it without waiting, for a second signal. */
  abandon?: () => void;
}

/** Exit code after a second signal, as shells know it from an interrupted program. */
const INTERRUPTED = 130;

/**
 * Starts parts one after another, says that all is ready, waits for SIGINT, SIGTERM or SIGHUP and ends them in reverse.
 * A second signal ends at once. When a part cannot be started those before it are ended and the failure is thrown.
 */
export async function runUntilStopped(
  invocation: Invocation,
  start: (parts: Part[], isAsked: () => boolean) => Promise<void>,
): Promise<number> {
  const { terminal, config } = invocation;
  const parts: Part[] = [];
  const signals = listenForStop(() => {
    for (const part of parts.toReversed()) part.abandon?.();
    process.exit(INTERRUPTED);
  });
  for (const name of config.unknownSettings) terminal.progress(`${name} is no setting of Volano and changes nothing (docs/operations.md lists them).`);
  try {
    await start(parts, signals.isAsked);
    await signals.asked;
    terminal.progress('Stopping: open requests and jobs are finished first (a second signal stops at once).');
    await closeAll(parts);
    terminal.say('Stopped.');
    terminal.tell({ event: 'stopped' });
    return 0;
  } catch (error) {
    await closeAll(parts);
    if (error instanceof StopAsked) return 0;
    throw explainListenError(error, config.host, config.port);
  } finally {
    signals.dispose();
  }
}

/** Thrown between two parts when the operator asked to stop during the start. */
export class StopAsked extends Error {}

/** Adds a started part, or gives up the start when a stop was asked for meanwhile. */
export function addPart(parts: Part[], isAsked: () => boolean, part: Part): void {
  parts.push(part);
  if (isAsked()) throw new StopAsked();
}

async function closeAll(parts: Part[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts.splice(0).toReversed()) await part.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
