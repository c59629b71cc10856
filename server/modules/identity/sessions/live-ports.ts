/** What the live streams ask of identity: the path above a node, and which sessions still stand. */
import type { Database } from '#platform/db';
import { sql } from '#platform/sql';

const rememberMs = 60_000;
const rememberAtMost = 20_000;

/**
 * Ids of a node and of all nodes above it. Remembered for a minute: a moved node's events may take the old path that
 * long; they carry ids only, and every read behind them asks the database.
 */
export function ancestorsOf(database: Database, clock: () => Date = () => new Date()): (tenantId: number, nodeId: number) => Promise<ReadonlySet<number>> {
  const remembered = new Map<string, { readonly ids: ReadonlySet<number>; readonly until: number }>();
  return async (tenantId, nodeId) => {
    const key = `${tenantId}/${nodeId}`;
    const now = clock().getTime();
    const known = remembered.get(key);
    if (known !== undefined && known.until > now) return known.ids;
    const rows = await database.gate((tx) =>
      tx.rows<{ ancestor_id: number }>(sql`select c.ancestor_id from identity.node_closure c where c.tenant_id = ${tenantId} and c.descendant_id = ${nodeId}`),
    );
    const ids = new Set(rows.map((row) => row.ancestor_id));
    if (remembered.size >= rememberAtMost) remembered.clear();
    remembered.set(key, { ids, until: now + rememberMs });
    return ids;
  };
}

/** Which of the given sessions still stand: not ended, not expired, account and personality in force. */
export function standingSessions(database: Database, clock: () => Date = () => new Date()): (ids: readonly string[]) => Promise<ReadonlySet<string>> {
  return async (ids) => {
    const rows = await database.gate((tx) =>
      tx.rows<{ id: string }>(sql`select s.id from identity.standing_sessions(${clock()}) s where s.id = any(${[...ids]}::uuid[])`),
    );
    return new Set(rows.map((row) => row.id));
  };
}
