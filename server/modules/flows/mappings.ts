/** SQL of mappings kept by name. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { Mapping } from './reading/suggest-mapping.ts';

export interface NamedMapping {
  readonly kind: string;
  readonly name: string;
  readonly columns: Mapping;
}

/** Mappings of the tenant, the last used first. */
export async function listMappings(ctx: Context): Promise<NamedMapping[]> {
  return ctx.tx.rows<NamedMapping>(sql`select m.kind, m.name, m.columns from flows.mappings m where m.tenant_id = ${ctx.tenant.id} order by m.changed_at desc, m.name limit 500`);
}

export async function keepMapping(ctx: Context, kind: string, name: string, columns: Mapping): Promise<void> {
  await ctx.tx.run(sql`
    insert into flows.mappings (tenant_id, kind, name, columns, changed_at) values (${ctx.tenant.id}, ${kind}, ${name}, ${JSON.stringify(columns)}::jsonb, ${ctx.now})
    on conflict (tenant_id, kind, name) do update set columns = excluded.columns, changed_at = excluded.changed_at`);
}
