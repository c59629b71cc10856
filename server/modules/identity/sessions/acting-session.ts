/** What jobs ask that go on with a person's work: who acts, with the rights of this moment. */
import { civilDateIn } from '#platform/civil-date-in';
import type { Tx } from '#platform/context';
import type { Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { actingSession, onBehalfOf, type BorrowedRow } from './authenticator.ts';

/** Whoever acts as a personality, one's own or borrowed, while it stands; undefined when it no longer does. The gate's transaction. */
export async function findActingSession(tx: Tx, of: { readonly personalityId: string; readonly delegationId: string | null }, now: Date): Promise<Session | undefined> {
  const today = civilDateIn(houseZone, now);
  const row = await tx.maybeRow<BorrowedRow>(sql`
    select x.* from identity.acting_in(${of.personalityId}, ${of.delegationId}) x join identity.accounts a on a.id = x.account_id and a.status = 'active'
    where exists (select from identity.standing_personalities(${today}) p where p.id = x.personality_id)
      and (x.delegation_id is null or exists (select from identity.standing_delegations(${today}) d where d.id = x.delegation_id))`);
  return row === undefined ? undefined : actingSession(row, { id: row.personality_id, csrfToken: '', onBehalfOf: onBehalfOf(row) });
}
