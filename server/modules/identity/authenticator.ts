/** Answers for the door who a cookie's token stands for: one statement, no transaction, nothing remembered between requests. */
import type { Database } from '#platform/db';
import type { Session } from '#platform/http/route';
import { hashToken } from './sessions.ts';

/** Row of identity.acting_as. */
export interface ActingRow {
  tenant_id: number;
  tenant_code: string;
  tenant_name: string;
  account_id: string;
  display_name: string;
  personality_id: string;
  profile_key: string;
  profile_kind: string;
  scope_node_id: number;
  reach_node_id: number;
  privileges: string[];
}

/** Tenant, actor and frame of somebody acting as a personality. */
export function actingSession(row: ActingRow, session: { id: string; csrfToken: string }): Session {
  return {
    id: session.id,
    csrfToken: session.csrfToken,
    tenant: { id: row.tenant_id, code: row.tenant_code, name: row.tenant_name },
    actor: {
      kind: 'person',
      accountId: row.account_id,
      personalityId: row.personality_id,
      displayName: row.display_name,
      profile: row.profile_key,
      privileges: new Set(row.privileges),
      scopeNodeId: row.scope_node_id,
      reachNodeId: row.reach_node_id,
    },
    frame: {
      tenantId: row.tenant_id,
      scopeNodeId: row.scope_node_id,
      reachNodeId: row.reach_node_id,
      accountId: row.account_id,
      personalityId: row.personality_id,
    },
  };
}

/**
 * Makes the door's resolver. A session that was ended, idle too long or past its ten hours, an account that is blocked,
 * a personality that is over: undefined from the very next request. Use is noted at most once a minute, so the idle
 * limit may strike up to a minute early, never late.
 */
export function createAuthenticator(database: Database): (token: string, now: Date) => Promise<Session | undefined> {
  return async (token, now) => {
    const { rows } = await database.pool.query<ActingRow & { session_id: string; csrf_token: string }>({
      name: 'identity.resolve_session',
      text: 'select * from identity.resolve_session($1, $2)',
      values: [hashToken(token), now],
    });
    const row = rows[0];
    return row === undefined ? undefined : actingSession(row, { id: row.session_id, csrfToken: row.csrf_token });
  };
}
