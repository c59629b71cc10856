/** Answers for the door who a cookie's token stands for: one statement, no transaction, nothing remembered between requests. */
import type { OnBehalfOf, Strength } from '#platform/context';
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

/** Row of identity.acting_in: a personality, one's own or borrowed under a delegation. */
export interface BorrowedRow extends ActingRow {
  delegation_id: string | null;
  on_behalf_account_id: string | null;
  on_behalf_name: string | null;
  amount_limit_cents: number | null;
}

/** Whose place is taken; undefined for a personality of one's own. */
export function onBehalfOf(row: BorrowedRow): OnBehalfOf | undefined {
  if (row.delegation_id === null || row.on_behalf_account_id === null) return undefined;
  return { accountId: row.on_behalf_account_id, displayName: row.on_behalf_name ?? '', delegationId: row.delegation_id, amountLimitCents: row.amount_limit_cents };
}

/** Row of identity.resolve_session. */
interface ResolvedRow extends BorrowedRow {
  session_id: string;
  csrf_token: string;
  strength: Strength;
  strong_at: Date;
  needs_second_factor: boolean;
  delegation_id: string | null;
  on_behalf_account_id: string | null;
  on_behalf_name: string | null;
  amount_limit_cents: number | null;
}

/** What a session adds to the personality it acts as. */
export interface ActingProof {
  readonly id: string;
  readonly csrfToken: string;
  readonly strongAt?: Date;
  readonly strength?: Strength;
  readonly needsSecondFactor?: boolean;
  readonly onBehalfOf?: OnBehalfOf | undefined;
  /** Version of the rule table that this process decides by. */
  readonly ruleVersion?: number | undefined;
}

/** Tenant, actor and frame of somebody acting as a personality. */
export function actingSession(row: ActingRow, session: ActingProof): Session {
  return {
    id: session.id,
    csrfToken: session.csrfToken,
    strongAt: session.strongAt,
    needsSecondFactor: session.needsSecondFactor ?? false,
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
      onBehalfOf: session.onBehalfOf,
      strength: session.strength,
      ruleVersion: session.ruleVersion,
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
export function createAuthenticator(database: Database, ruleVersion?: number): (token: string, now: Date) => Promise<Session | undefined> {
  return async (token, now) => {
    const { rows } = await database.pool.query<ResolvedRow>({
      name: 'identity.resolve_session',
      text: 'select r.*, s.needs_second_factor from identity.resolve_session($1, $2) r join identity.sessions s on s.id = r.session_id',
      values: [hashToken(token), now],
    });
    const row = rows[0];
    if (row === undefined) return undefined;
    return actingSession(row, { id: row.session_id, csrfToken: row.csrf_token, strength: row.strength, strongAt: row.strong_at, needsSecondFactor: row.needs_second_factor, onBehalfOf: onBehalfOf(row), ruleVersion });
  };
}
