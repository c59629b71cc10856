import { useEffect, useEffectEvent } from 'react';
import { subscribeLive, type LiveSignal } from './live-stream.ts';

type Change = Extract<LiveSignal, { type: 'change' }>;

/** `quoting.quote-saved` names one kind, `identity.` all that begin so. */
export function isOfKinds(kind: string, wanted: readonly string[]): boolean {
  return wanted.some((each) => (each.endsWith('.') ? kind.startsWith(each) : kind === each));
}

/**
 * Runs the handler when one of these kinds of event happens anywhere within reach, within a second of the fact. Lists
 * need none: the features' tables name what each kind makes old. This is for what a page wants to say about it.
 */
export function useLive(kinds: readonly string[], handler: (change: Change) => void): void {
  const onSignal = useEffectEvent((signal: LiveSignal) => {
    if (signal.type === 'change' && isOfKinds(signal.kind, kinds)) handler(signal);
  });
  useEffect(() => subscribeLive(onSignal), []);
}
