/** Audit rows: who did what to which object, in the transaction of the deed. The leaf hash is computed by the database. */
import { createHash } from 'node:crypto';
import type { Context, OnBehalfOf, Strength, Tx } from './context.ts';
import { functionKind, type Decision } from './rule.ts';
import { sql } from './sql.ts';

export interface AuditEntry {
  /** `<module>.<noun>.<verb>`, e.g. `quoting.quote.save`. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly outcome?: 'done' | 'refused';
  /** State before and after: only their digests are kept. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Codes and figures that help a later reader; never personal data. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** What the rule table was asked and the facts it decided on, so that the decision can be made again later. */
  readonly decision?: Readonly<Record<string, unknown>> | undefined;
}

function canonical(value: unknown): unknown {
  // A file stands by its own digest: spelled out number by number it would take a hundred times its size.
  if (value instanceof Uint8Array) return { sha256: createHash('sha256').update(value).digest('hex'), bytes: value.length };
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [key, canonical(entry)]),
    );
  }
  return value;
}

/** SHA-256 over JSON with sorted keys: equal states have equal digests. */
export function digest(state: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(canonical(state)) ?? 'null').digest();
}

/** Writes the audit row of a deed in the deed's own transaction. */
export async function audit(ctx: Context, entry: AuditEntry): Promise<void> {
  await insertAuditRow(ctx.tx, {
    tenantId: ctx.tenant.id,
    actorKind: ctx.actor.kind,
    accountId: ctx.actor.accountId,
    personalityId: ctx.actor.personalityId,
    requestId: ctx.requestId,
    address: null,
    onBehalfOf: ctx.actor.onBehalfOf,
    strength: ctx.actor.strength,
    client: ctx.actor.client,
    ruleVersion: ctx.actor.ruleVersion,
    ...entry,
    decision: entry.decision ?? decisionOfDoor(ctx),
  });
}

/** Where no object was decided upon, the door's own decision: this person may use this function of the program. */
function decisionOfDoor({ actor, tenant, today, opened }: Context): Decision | undefined {
  if (actor.kind !== 'person' || opened === undefined) return undefined;
  return { action: opened, objectKind: functionKind, facts: { tenantId: tenant.id }, on: today, allowed: true };
}

export interface AuditRow extends AuditEntry {
  readonly tenantId: number;
  readonly actorKind: 'person' | 'system' | 'nobody';
  readonly accountId: string | null;
  readonly personalityId: string | null;
  readonly requestId: string;
  /** Network address where it matters (sign-in), shortened to its network. */
  readonly address: string | null;
  readonly onBehalfOf?: Pick<OnBehalfOf, 'accountId' | 'delegationId'> | undefined;
  readonly strength?: Strength | undefined;
  readonly client?: string | undefined;
  readonly ruleVersion?: number | undefined;
}

/** For doors that have no context yet (sign-in): the row spelled out. */
export async function insertAuditRow(tx: Tx, row: AuditRow): Promise<void> {
  await tx.run(sql`
    insert into platform.audit_events (tenant_id, actor_kind, account_id, personality_id, action, object_kind, object_id, outcome,
      before_digest, after_digest, details, address, request_id, on_behalf_of, delegation_id, strength, client, rule_version, decision)
    values (${row.tenantId}, ${row.actorKind}, ${row.accountId}, ${row.personalityId}, ${row.action}, ${row.objectKind}, ${row.objectId},
      ${row.outcome ?? 'done'}, ${row.before === undefined ? null : digest(row.before)}, ${row.after === undefined ? null : digest(row.after)},
      ${JSON.stringify(row.details ?? {})}, ${row.address}, ${row.requestId},
      ${row.onBehalfOf?.accountId ?? null}, ${row.onBehalfOf?.delegationId ?? null}, ${row.strength ?? null}, ${row.client ?? null}, ${row.ruleVersion ?? null},
      ${row.decision === undefined ? null : JSON.stringify(row.decision)})`);
}
