import { expect, test } from 'vitest';
import { proofClaims, proofReaches } from './proof-of-person.ts';

test.each([
  ['password', undefined, true], ['password', '', true], ['federated', 'password', false], ['password', 'password', true], ['password', 'passkey', false], ['password', 'passkey password', true],
  ['password', 'password+code', false], ['passkey', 'password+code', true], ['federated', 'federated', true], ['federated', 'urn:other:house', true], ['federated', 'urn:other:house passkey', false],
] as const)('%s where %s is asked for: %s', (strength, asked, reaches) => {
  expect(proofReaches(strength, asked)).toBe(reaches);
});

test('methods are told where they are ours', () => {
  expect(proofClaims('password+code')).toEqual({ acr: 'password+code', amr: ['pwd', 'otp', 'mfa'] });
  expect(proofClaims('federated')).toEqual({ acr: 'federated', amr: undefined });
});
