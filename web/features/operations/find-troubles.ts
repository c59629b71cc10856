/** What in the state of the installation asks for a person. Pure. */
import type { Operations } from '#platform/operations-api';

export type Trouble =
  | { readonly kind: 'job'; readonly job: string; readonly count: number }
  | { readonly kind: 'consumer'; readonly name: string; readonly failure: string | null }
  | { readonly kind: 'process'; readonly role: string }
  | { readonly kind: 'noWorker' }
  | { readonly kind: 'unsealed'; readonly count: number };

/** A process gives a sign every few seconds; after a minute of silence something is wrong with it. */
const silentAfterMs = 60_000;
/** The seal comes every few seconds; so many waiting events mean that nobody seals. */
const manyUnsealed = 5000;

/** A process that has not given its sign, judged by the server's own clock. */
export function isSilent(process: Operations['processes'][number], now: string): boolean {
  return Date.parse(now) - Date.parse(process.seenAt) > silentAfterMs;
}

/** Everything that needs attention, the gravest first. */
export function findTroubles(state: Operations): Trouble[] {
  const alive = state.processes.filter((process) => !isSilent(process, state.now));
  return [
    ...(alive.some((process) => process.role === 'work' || process.role === 'start') ? [] : [{ kind: 'noWorker' as const }]),
    ...state.consumers.filter((consumer) => consumer.failingSince !== null).map(({ name, failure }) => ({ kind: 'consumer' as const, name, failure })),
    ...state.jobs.filter((job) => job.failing > 0).map(({ job, failing }) => ({ kind: 'job' as const, job, count: failing })),
    ...state.processes.filter((process) => isSilent(process, state.now)).map(({ role }) => ({ kind: 'process' as const, role })),
    ...(state.audit.unsealed > manyUnsealed ? [{ kind: 'unsealed' as const, count: state.audit.unsealed }] : []),
  ];
}
