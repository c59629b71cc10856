import { createContext, use } from 'react';
import type { Feature } from './feature.ts';

/** The features of the shell around a page; empty outside any shell. */
export const ShellFeatures = createContext<readonly Feature[]>([]);

/** For pages that gather what the features bring: home, notifications, palette. */
export function useShellFeatures(): readonly Feature[] {
  return use(ShellFeatures);
}
