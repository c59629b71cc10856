import { afterEach, describe, expect, it } from 'vitest';
import { listenForStop, type StopSignals } from './stop-signals.ts';

let signals: StopSignals | undefined;
afterEach(() => signals?.dispose());

describe('the wish to stop', () => {
  it('is one wish when a signal comes twice at once, and "at once" when it comes again later', async () => {
    let now = 0;
    let urgent = 0;
    signals = listenForStop(
      () => (urgent += 1),
      () => now,
    );
    expect(signals.isAsked()).toBe(false);
    process.emit('SIGINT');
    await signals.asked;
    now = 100;
    process.emit('SIGTERM');
    expect(urgent).toBe(0);
    now = 2_000;
    process.emit('SIGINT');
    expect(urgent).toBe(1);
  });

  it('gives the signals back', () => {
    const before = process.listenerCount('SIGTERM');
    listenForStop(() => undefined).dispose();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
