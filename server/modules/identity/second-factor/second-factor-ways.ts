/** By which proofs an account can show who its person is. */
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

export interface Ways {
  readonly password: boolean;
  /** One-time codes are set up and confirmed. */
  readonly code: boolean;
  /** Recovery codes not yet used. */
  readonly recoveryCodes: number;
  readonly passkeys: number;
}

/** What the account holds. The gate's transaction. */
export async function waysOf(tx: Tx, accountId: string): Promise<Ways> {
  return tx.row<Ways>(sql`
    select a.password_hash is not null as password,
      exists (select from identity.totp_factors f where f.account_id = a.id and f.state = 'active') as code,
      (select count(*)::integer from identity.recovery_codes c where c.account_id = a.id and c.used_at is null) as "recoveryCodes",
      (select count(*)::integer from identity.passkeys k where k.account_id = a.id) as passkeys
    from identity.accounts a where a.id = ${accountId}`);
}

/** Something the account asks for beside the password at every sign-in. */
export function hasSecondFactor(ways: Ways): boolean {
  return ways.code;
}

/** Who holds one of these confirms with it: the password alone proves too little. */
export function isPasswordTooLittle(ways: Ways): boolean {
  return ways.code || ways.passkeys > 0;
}
