/** SQL of the audit viewer: the tenant's rows, newest first, by what one looks for; and the same as a sheet. */
import type { z } from 'zod';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { auditRow, listAuditRoute } from '../api.ts';
import { permitted } from '../rules/rule-sql.ts';
import { readAudit } from '../rules/rules.ts';

type Query = z.output<typeof listAuditRoute.query>;
type Filter = Omit<Query, 'cursor' | 'limit'>;
type Item = z.output<typeof auditRow>;

const mostExported = 1_000_000;

/** Condition on the time of a row: from midnight in Rome of one day to that after the other. */
function between({ from, to }: Filter): SqlFragment[] {
  return [
    ...(from === undefined ? [] : [sql`e.at >= ${from}::date::timestamp at time zone ${houseZone}`]),
    ...(to === undefined ? [] : [sql`e.at < (${to}::date + 1)::timestamp at time zone ${houseZone}`]),
  ];
}

function conditionsOf(ctx: Context, filter: Filter): SqlFragment[] {
  const { objectKind, objectId, action, outcome, accountId, onBehalfOf, strength, client } = filter;
  return [
    permitted(ctx, readAudit, { tenantId: sql`e.tenant_id` }),
    ...(objectKind === undefined ? [] : [sql`e.object_kind = ${objectKind}`]),
    ...(objectId === undefined ? [] : [sql`e.object_id = ${objectId}`]),
    ...(action === undefined ? [] : [action.endsWith('.') ? sql`starts_with(e.action, ${action})` : sql`e.action = ${action}`]),
    ...(outcome === undefined ? [] : [sql`e.outcome = ${outcome}`]),
    ...(accountId === undefined ? [] : [sql`e.account_id = ${accountId}`]),
    ...(onBehalfOf === undefined ? [] : [onBehalfOf === 'any' ? sql`e.on_behalf_of is not null` : sql`e.on_behalf_of = ${onBehalfOf}`]),
    ...(strength === undefined ? [] : [sql`e.strength = ${strength}`]),
    ...(client === undefined ? [] : [sql`e.client = ${client}`]),
    ...between(filter),
  ];
}

/** Names are those of people the reader may see. */
const rowsWhere = (conditions: readonly SqlFragment[], limit: number): SqlFragment => sql`
  select e.id, e.at, e.actor_kind as "actorKind", e.account_id as "accountId", e.personality_id as "personalityId", a.display_name as "displayName",
    e.on_behalf_of as "onBehalfOf", b.display_name as "onBehalfOfName", e.delegation_id as "delegationId", e.strength, e.client, e.action,
    e.object_kind as "objectKind", e.object_id as "objectId", e.outcome, e.details, e.rule_version as "ruleVersion", e.decision, e.address, e.request_id as "requestId",
    e.block_number as "blockNumber"
  from platform.audit_events e left join identity.accounts a on a.id = e.account_id left join identity.accounts b on b.id = e.on_behalf_of
  where ${allOf(conditions)} order by e.id desc limit ${limit}`;

/** The tenant's audit rows, newest first; pages go on below the last id. */
export async function listAudit(ctx: Context, { cursor, limit, ...filter }: Query): Promise<{ items: Item[]; nextCursor: number | null }> {
  const conditions = [...conditionsOf(ctx, filter), ...(cursor === undefined ? [] : [sql`e.id < ${cursor}`])];
  const rows = await ctx.tx.listRows<Omit<Item, 'at'> & { at: Date }>(rowsWhere(conditions, limit + 1));
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

interface SheetRow extends Omit<Item, 'at'> {
  readonly on: string;
  readonly clock: string;
}

const outcomes = { done: { it: 'Fatto', en: 'Done' }, refused: { it: 'Rifiutato', en: 'Refused' } } as const;
const json = (value: object | null): string | null => (value === null || Object.keys(value).length === 0 ? null : JSON.stringify(value));

/** Codes stand as they stand in the trail: whoever checks a proof finds them again. */
const columns: readonly SheetColumn<SheetRow>[] = [
  { head: { it: 'Evento', en: 'Event' }, type: 'integer', width: 10, cell: (row) => row.id },
  { head: { it: 'Giorno', en: 'Day' }, type: 'date', width: 12, cell: (row) => row.on },
  { head: { it: 'Ora (Roma)', en: 'Time (Rome)' }, type: 'text', width: 12, cell: (row) => row.clock },
  { head: { it: 'Chi', en: 'Who' }, type: 'text', width: 24, cell: (row) => row.displayName ?? row.accountId },
  { head: { it: 'Al posto di', en: 'In place of' }, type: 'text', width: 24, cell: (row) => row.onBehalfOfName ?? row.onBehalfOf },
  { head: { it: 'Account', en: 'Account' }, type: 'text', width: 36, cell: (row) => row.accountId },
  { head: { it: 'Personalità', en: 'Personality' }, type: 'text', width: 36, cell: (row) => row.personalityId },
  { head: { it: 'Delega', en: 'Delegation' }, type: 'text', width: 36, cell: (row) => row.delegationId },
  { head: { it: 'Accesso', en: 'Sign-in' }, type: 'text', width: 14, cell: (row) => row.strength },
  { head: { it: 'Applicazione', en: 'Application' }, type: 'text', width: 16, cell: (row) => row.client },
  { head: { it: 'Azione', en: 'Action' }, type: 'text', width: 30, cell: (row) => row.action },
  { head: { it: 'Oggetto', en: 'Object' }, type: 'text', width: 18, cell: (row) => row.objectKind },
  { head: { it: 'Codice oggetto', en: 'Object id' }, type: 'text', width: 36, cell: (row) => row.objectId },
  { head: { it: 'Esito', en: 'Outcome' }, type: 'text', width: 12, cell: (row, language) => outcomes[row.outcome][language] },
  { head: { it: 'Dati', en: 'Details' }, type: 'text', width: 40, cell: (row) => json(row.details) },
  { head: { it: 'Versione regole', en: 'Rule version' }, type: 'integer', width: 10, cell: (row) => row.ruleVersion },
  { head: { it: 'Decisione', en: 'Decision' }, type: 'text', width: 30, cell: (row) => json(row.decision) },
  { head: { it: 'Rete', en: 'Network' }, type: 'text', width: 20, cell: (row) => row.address },
  { head: { it: 'Richiesta', en: 'Request' }, type: 'text', width: 36, cell: (row) => row.requestId },
  { head: { it: 'Blocco', en: 'Block' }, type: 'integer', width: 10, cell: (row) => row.blockNumber },
];

/** The filtered trail as a sheet; that it was taken out stands in the trail itself. */
export function exportAudit(ctx: Context, filter: Filter, shape: SheetShape): StreamAnswer {
  const statement = sql`
    select r.*, (r.at at time zone ${houseZone})::date as "on", to_char(r.at at time zone ${houseZone}, 'HH24:MI:SS') as clock
    from (${rowsWhere(conditionsOf(ctx, filter), mostExported)}) r order by r.id desc`;
  const asked = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(' ');
  return streamSheet<SheetRow>(ctx, statement, columns, shape, { it: 'Registro', en: 'Audit' }, (told) =>
    audit(ctx, { action: 'identity.audit.export', objectKind: 'audit-trail', objectId: ctx.requestId, details: { format: shape.format, filter: asked, ...told } }),
  );
}
