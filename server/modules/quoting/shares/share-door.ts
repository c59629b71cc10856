/** The door of a shared link: from a token to a session that holds no privilege and is bound to the share's tenant and node. */
import { createHash } from 'node:crypto';
import { civilDateIn } from '#platform/civil-date-in';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import type { Gate, Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';

export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

interface OpenRow {
  readonly tenant_id: number;
  readonly tenant_code: string;
  readonly tenant_name: string;
  readonly share_id: string;
  readonly quote_id: string;
  readonly node_id: number;
  readonly dealer_node_id: number;
  readonly revision: number | null;
  readonly proposals: number[] | null;
  readonly expires_on: string;
}

export interface OpenShare {
  readonly shareId: string;
  /** The one quote this link speaks of; its callers name no other. */
  readonly quoteId: string;
  readonly nodeId: number;
  /** The revision shown; undefined shows the newest. */
  readonly revision: number | undefined;
  /** Numbers of the proposals shown; null shows all. */
  readonly proposals: readonly number[] | null;
  readonly expiresOn: string;
  readonly session: Session;
  readonly inScope: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
}

/** Nobody in particular: no account, no privilege, an empty name. */
function visitorSession(row: OpenRow): Session {
  const { tenant_id: tenantId, node_id: scopeNodeId, dealer_node_id: reachNodeId } = row;
  return {
    id: row.share_id,
    csrfToken: '',
    tenant: { id: tenantId, code: row.tenant_code, name: row.tenant_name },
    actor: { kind: 'system', accountId: null, personalityId: null, displayName: '', profile: 'shared', privileges: new Set(), scopeNodeId, reachNodeId },
    frame: { tenantId, scopeNodeId, reachNodeId, accountId: null, personalityId: null },
  };
}

/**
 * Opens a link. Throws link_not_valid for a token that was never made, was ended or is past its day: the same question
 * to the database, the same answer.
 */
export async function openShare(gate: Gate, token: string): Promise<OpenShare> {
  const today = civilDateIn(houseZone, gate.now);
  const row = await gate.database.gate((tx) => tx.maybeRow<OpenRow>(sql`select * from quoting.open_share(${tokenDigest(token)}, ${today})`));
  if (row === undefined) throw new AppError('link_not_valid');
  const session = visitorSession(row);
  return {
    shareId: row.share_id,
    quoteId: row.quote_id,
    nodeId: row.node_id,
    revision: row.revision ?? undefined,
    proposals: row.proposals,
    expiresOn: row.expires_on,
    session,
    inScope: (work) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate))),
  };
}
