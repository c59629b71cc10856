import { expect, test } from 'vitest';
import { tidied } from './text-input.tsx';

test.each([
  ['gx 12 abc', 'code', 'GX12ABC'],
  [' rss mra 80a01 h501u ', 'code', 'RSSMRA80A01H501U'],
  ['  Laura Bianchi ', 'trim', 'Laura Bianchi'],
  ['  as typed ', undefined, '  as typed '],
] as const)('%j tidied as %s', (text, tidy, expected) => {
  expect(tidied(text, tidy)).toBe(expected);
});
