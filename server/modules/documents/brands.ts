/** SQL of the dealers' brands. */
import { belowNode } from '#identity';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';

export interface Brand {
  readonly accentColour: string | null;
  readonly logoSvg: string | null;
}

/** The brand of a dealer within reach; both parts null when nothing was chosen. */
export async function findBrand(ctx: Context, dealerNodeId: number): Promise<Brand> {
  const row = await ctx.tx.maybeRow<{ accent_colour: string | null; logo_svg: string | null }>(sql`
    select b.accent_colour, b.logo_svg from documents.brands b
    where b.tenant_id = ${ctx.tenant.id} and b.node_id = ${dealerNodeId} and ${belowNode(ctx.tenant.id, sql`b.node_id`, ctx.actor.reachNodeId)}`);
  return { accentColour: row?.accent_colour ?? null, logoSvg: row?.logo_svg ?? null };
}

/** Writes the brand of a dealer; the database refuses one outside the actor's scope. */
export async function writeBrand(ctx: Context, dealerNodeId: number, brand: Brand): Promise<void> {
  await ctx.tx.run(sql`
    insert into documents.brands (tenant_id, node_id, accent_colour, logo_svg, changed_by, changed_at)
    values (${ctx.tenant.id}, ${dealerNodeId}, ${brand.accentColour}, ${brand.logoSvg}, ${ctx.actor.personalityId}, ${ctx.now})
    on conflict (tenant_id, node_id) do update
      set accent_colour = excluded.accent_colour, logo_svg = excluded.logo_svg, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
}
