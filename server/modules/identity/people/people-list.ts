import { z } from 'zod';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { allOf, nothing, sql, type SqlFragment } from '#platform/sql';
import type { listPeopleRoute, personListed } from '../api.ts';
import { belowNode, permitted } from '../rules/rule-sql.ts';
import { readPeople } from '../rules/rules.ts';

type Query = z.output<typeof listPeopleRoute.query>;
type Person = z.output<typeof personListed>;

interface Row extends Omit<Person, 'profileName' | 'node'> {
  nameIt: string;
  nameEn: string;
  nodeId: number;
  nodeKind: Person['node']['kind'];
  nodeCode: string;
  nodeName: string;
}

// A page ends at a person: name as sorted, then personality.
const cursorShape = z.tuple([z.string().max(200), z.uuid()]);

function readCursor(cursor: string): z.output<typeof cursorShape> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [name, id] = cursorShape.parse(parsed);
    if (!name.includes('\0')) return [name, id];
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw new AppError('invalid_input', 'cursor', { fields: [{ path: 'query.cursor', code: 'invalid_format', message: 'cursor: ?' }] });
}

function inState(state: Query['state'], today: string): SqlFragment {
  const current = sql`(v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today}) and v.account_status = 'active')`;
  if (state === 'all') return sql`true`;
  return state === 'current' ? current : sql`not ${current}`;
}

/** Staff and partners within reach by name, one row per personality. Customers have their own place in the program. */
export async function listPeople(ctx: Context, query: Query): Promise<{ items: Person[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
  const conditions = [
    permitted(ctx, readPeople, { tenantId: sql`v.tenant_id`, nodeId: sql`v.node_id` }),
    sql`v.kind <> 'customer'`,
    inState(query.state, ctx.today),
    ...(query.nodeId === undefined ? [] : [belowNode(ctx.tenant.id, sql`v.node_id`, query.nodeId)]),
    ...(query.profile === undefined ? [] : [sql`v.profile = ${query.profile}`]),
    ...words.map((word) => sql`position(${word} in lower(v.display_name || ' ' || v.login_name || ' ' || v.label || ' ' || n.code || ' ' || n.name)) > 0`),
  ];
  const beyond = after === undefined ? nothing : sql`and (v.display_name collate "it-x-icu", v.personality_id) > (${after[0]} collate "it-x-icu", ${after[1]}::uuid)`;
  const rows = await ctx.tx.listRows<Row>(sql`
    select v.personality_id as "personalityId", v.account_id as "accountId", v.display_name as "displayName", v.login_name as "loginName", v.account_status as "accountStatus",
      v.profile, pr.name_it as "nameIt", pr.name_en as "nameEn", v.label, v.valid_from as "validFrom", v.valid_to as "validTo", ${inState('current', ctx.today)} as current, v.suspended,
      n.id as "nodeId", n.kind as "nodeKind", n.code as "nodeCode", n.name as "nodeName"
    from identity.v_people v
    join identity.v_nodes n on n.tenant_id = v.tenant_id and n.id = v.node_id
    join identity.profiles pr on pr.tenant_id = v.tenant_id and pr.key = v.profile
    where ${allOf(conditions)} ${beyond}
    order by v.display_name collate "it-x-icu", v.personality_id limit ${query.limit + 1}`);
  const items = rows.slice(0, query.limit).map(({ nameIt, nameEn, nodeId, nodeKind, nodeCode, nodeName, ...row }) => ({
    ...row,
    profileName: { it: nameIt, en: nameEn },
    node: { id: nodeId, kind: nodeKind, code: nodeCode, name: nodeName },
  }));
  const last = items.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify([last.displayName, last.personalityId])).toString('base64url') : null };
}
