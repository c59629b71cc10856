/** Between the files that share a process: a file that fell with the clock held or a global replaced leaves neither to the next one. */
import { afterAll, vi } from 'vitest';

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
