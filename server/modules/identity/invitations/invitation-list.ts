import type { z } from 'zod';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { invitationListed } from '../api.ts';
import { belowNode } from '../rules/rule-sql.ts';

interface Row {
  id: string;
  email: string;
  profile: string;
  name_it: string;
  name_en: string;
  node_id: number;
  node_kind: string;
  node_code: string;
  node_name: string;
  invited_by: string | null;
  created_at: Date;
  sent_at: Date;
  expires_at: Date;
  state: z.output<typeof invitationListed>['state'];
}

/** The latest two hundred at and below the own node. */
export async function listInvitations(ctx: Context): Promise<z.output<typeof invitationListed>[]> {
  const rows = await ctx.tx.listRows<Row>(sql`
    select i.id, i.email, i.profile_key as profile, pr.name_it, pr.name_en, n.id as node_id, n.kind as node_kind, n.code as node_code, n.name as node_name, a.display_name as invited_by,
      i.created_at, i.sent_at, i.expires_at,
      case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked' when i.expires_at <= ${ctx.now} then 'expired'
        when not identity.inviter_stands(i.tenant_id, i.invited_by, i.node_id, i.profile_key, ${ctx.today}::date) then 'inviterGone' else 'waiting' end as state
    from identity.invitations i
    join identity.profiles pr on pr.tenant_id = i.tenant_id and pr.key = i.profile_key
    join identity.v_nodes n on n.tenant_id = i.tenant_id and n.id = i.node_id
    left join identity.accounts a on a.id = i.inviter_account_id
    where i.tenant_id = ${ctx.tenant.id} and ${belowNode(ctx.tenant.id, sql`i.node_id`, ctx.actor.scopeNodeId)}
    order by i.created_at desc, i.id desc limit 200`);
  return rows.map((row) => ({
    id: row.id, email: row.email, profile: row.profile, profileName: { it: row.name_it, en: row.name_en }, node: { id: row.node_id, kind: row.node_kind, code: row.node_code, name: row.node_name },
    state: row.state, invitedBy: row.invited_by, createdAt: row.created_at.toISOString(), sentAt: row.sent_at.toISOString(), expiresAt: row.expires_at.toISOString(),
  }));
}
