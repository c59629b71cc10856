/** A code that was typed: of the authenticator app, or one of the recovery codes. */
import type { Tx } from '#platform/context';
import type { InstallationKey } from '#platform/record-cipher';
import { isRecoveryCode, takeRecoveryCode } from '../recovery/recovery-codes.ts';
import { takeCode } from './second-factor-totp.ts';

/** Takes the code, or says which kind of it was wrong. The gate's transaction; the code is used up with it. */
export async function takeTypedCode(tx: Tx, key: InstallationKey, accountId: string, typed: string, now: Date): Promise<{ readonly right: boolean; readonly kind: 'recovery-code' | 'code' }> {
  if (isRecoveryCode(typed)) return { right: await takeRecoveryCode(tx, accountId, typed, now), kind: 'recovery-code' };
  return { right: await takeCode(tx, key, accountId, 'active', typed.replace(/\s/g, ''), now), kind: 'code' };
}
