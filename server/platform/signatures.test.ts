import { expect, test } from 'vitest';
import { signatureFor, signatureIn } from './signatures.ts';

test.each([
  ['one name', 'Luca Ferri', undefined, 'Luca Ferri', 'Luca Ferri'],
  ['a stand-in', 'Anna Villa', 'Luca Ferri', 'Anna Villa per conto di Luca Ferri', 'Anna Villa on behalf of Luca Ferri'],
] as const)('%s', (_, displayName, absentName, it, en) => {
  const kept = signatureFor(displayName, absentName);
  expect([signatureIn(kept, 'it'), signatureIn(kept, 'en')]).toEqual([it, en]);
});
