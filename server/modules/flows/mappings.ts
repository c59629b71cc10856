/** SQL of mappings kept by name. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { Mapping } from './reading/suggest-mapping.ts';

export interface NamedMapping {
  readonly kind: string;
  readonly name: string;
  readonly columns: Mapping;
}

/** Mappings of the caller's place and of those above it, the last used first; of one name the nearest alone. */
export async function listMappings(ctx: Context): Promise<NamedMapping[]> {
  return ctx.tx.rows<NamedMapping>(sql`
    select near.kind, near.name, near.columns from (
      select distinct on (m.kind, m.name) m.kind, m.name, m.columns, m.changed_at from flows.mappings m
      join identity.v_node_closure c on c.tenant_id = m.tenant_id and c.ancestor_id = m.node_id and c.descendant_id = ${ctx.actor.scopeNodeId}
      where m.tenant_id = ${ctx.tenant.id} order by m.kind, m.name, c.depth) near
    order by near.changed_at desc, near.name limit 500`);
}

/** Keeps a mapping for the caller's place; the same name there is taken over. */
export async function keepMapping(ctx: Context, kind: string, name: string, columns: Mapping): Promise<void> {
  await ctx.tx.run(sql`
    insert into flows.mappings (tenant_id, node_id, kind, name, columns, changed_at)
    values (${ctx.tenant.id}, ${ctx.actor.scopeNodeId}, ${kind}, ${name}, ${JSON.stringify(columns)}::jsonb, ${ctx.now})
    on conflict (tenant_id, node_id, kind, name) do update set columns = excluded.columns, changed_at = excluded.changed_at`);
}
