/**
 * A sensitive request waits here until its person has proved again who they are: one dialog for all that wait, shown once
 * over the page. Whoever sent the request does nothing for it.
 */
import { useSyncExternalStore } from 'react';

let asked: { readonly settled: Promise<boolean>; readonly settle: (proved: boolean) => void } | undefined;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** True once proved, false when the person thought better of it or nobody is there to ask. */
export async function askForProof(): Promise<boolean> {
  if (listeners.size === 0) return false;
  if (asked === undefined) {
    let settle: (proved: boolean) => void = () => undefined;
    const settled = new Promise<boolean>((resolve) => (settle = resolve));
    asked = { settled, settle };
    tell();
  }
  return asked.settled;
}

/** Closes the dialog and lets the requests go on, or fail. */
export function settleProof(proved: boolean): void {
  asked?.settle(proved);
  asked = undefined;
  tell();
}

/** Hears that a proof is asked for or settled; as long as nobody does, none is asked for. */
export function subscribeProof(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isProofAsked = (): boolean => asked !== undefined;

/** Whether a proof is asked for. */
export function useProofAsked(): boolean {
  return useSyncExternalStore(subscribeProof, isProofAsked);
}
