import { expect, test } from 'vitest';
import { createKnownSessions } from './known-sessions.ts';

test('keeps the tokens met last and forgets one that no longer stands', () => {
  const known = createKnownSessions(2);
  for (const token of ['a', 'b', 'a', 'c']) known.note(token, true);
  expect(['a', 'b', 'c'].map((token) => known.has(token))).toEqual([true, false, true]);
  known.note('a', false);
  known.note('made-up', false);
  expect(['a', 'made-up', 'c'].map((token) => known.has(token))).toEqual([false, false, true]);
});
