/** SQL of rules as people read them. Names come through the views of identity: what a reader may not see has none. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { AppRule } from './app-rules/resolve-app.ts';

export interface NamedRule extends AppRule {
  readonly nodeName: string | null;
  readonly personName: string | null;
}

/** The rules of one application, or of all, in the order they were made. */
export async function namedRules(ctx: Context, appId?: string): Promise<(NamedRule & { readonly appId: string })[]> {
  return ctx.tx.rows(sql`
    select r.app_id as "appId", r.id, r.profile_key as profile, r.node_id as "nodeId", r.personality_id as "personalityId", r.effect, r.settings,
      n.name as "nodeName", p.display_name || ', ' || p.label as "personName"
    from gateway.app_rules r
    left join identity.v_nodes n on n.tenant_id = r.tenant_id and n.id = r.node_id
    left join identity.v_people p on p.tenant_id = r.tenant_id and p.personality_id = r.personality_id
    where r.tenant_id = ${ctx.tenant.id} and (${appId ?? null}::uuid is null or r.app_id = ${appId ?? null}::uuid) order by r.id limit 20000`);
}
