/** Nodes of the organisation: company → district → region → dealer → branch → seller. The closure is kept by the database. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { belowNode } from '../rules/rule-sql.ts';

export const nodeKinds = ['company', 'district', 'region', 'dealer', 'branch', 'seller'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** Address and marks of a node; all may be unknown. */
export interface NodeDetails {
  /** ISTAT code, six digits. */
  readonly municipalityCode?: string | null;
  readonly addressLine?: string | null;
  readonly postalCode?: string | null;
  readonly city?: string | null;
  /** Two letters, e.g. `GR`. */
  readonly province?: string | null;
  readonly vatNumber?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  /** `#rrggbb` in small letters. */
  readonly brandColour?: string | null;
}

export interface NewNode extends NodeDetails {
  readonly parentId: number;
  readonly kind: Exclude<NodeKind, 'company'>;
  /** Unique in the tenant. */
  readonly code: string;
  readonly name: string;
  /** First day in force; today when absent. */
  readonly validFrom?: string;
}

/** A node of the organisation as the database holds it. */
export interface OrganisationNode extends Required<NodeDetails> {
  readonly id: number;
  readonly parentId: number | null;
  readonly kind: NodeKind;
  readonly code: string;
  readonly name: string;
  readonly validFrom: string;
  /** First day no longer in force; null while open-ended. */
  readonly validTo: string | null;
}

const columns = sql`n.id, n.parent_id as "parentId", n.kind, n.code, n.name, n.valid_from as "validFrom", n.valid_to as "validTo",
  n.municipality_code as "municipalityCode", n.address_line as "addressLine", n.postal_code as "postalCode", n.city, n.province, n.vat_number as "vatNumber",
  n.phone, n.email, n.brand_colour as "brandColour"`;

/** Adds a node below another and answers its id. Throws not_found when the parent is not visible; the order of kinds is a constraint. */
export async function addNode(ctx: Context, node: NewNode): Promise<number> {
  if ((await findNode(ctx, node.parentId)) === undefined) throw new AppError('not_found', `node ${node.parentId}`);
  const { id } = await ctx.tx.row<{ id: number }>(sql`select nextval('identity.node_ids')::integer as id`);
  await ctx.tx.run(sql`
    insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from, municipality_code, address_line, postal_code, city, province, vat_number, phone, email, brand_colour)
    values (${ctx.tenant.id}, ${id}, ${node.parentId}, ${node.kind}, ${node.code}, ${node.name}, ${node.validFrom ?? ctx.today}, ${node.municipalityCode ?? null},
      ${node.addressLine ?? null}, ${node.postalCode ?? null}, ${node.city ?? null}, ${node.province ?? null}, ${node.vatNumber ?? null}, ${node.phone ?? null},
      ${node.email ?? null}, ${node.brandColour ?? null})`);
  await audit(ctx, { action: 'identity.node.add', objectKind: 'node', objectId: String(id), after: node, details: { code: node.code, kind: node.kind, parentId: node.parentId } });
  await publish(ctx, { kind: 'identity.node-added', nodeId: id, payload: { nodeId: id } });
  return id;
}

/** Puts a node, with everything below it, under another parent. */
export async function moveNode(ctx: Context, nodeId: number, parentId: number): Promise<Result<null, 'under_itself' | 'kind_not_allowed_there'>> {
  const node = await getNode(ctx, nodeId);
  const parent = await getNode(ctx, parentId);
  const path = await nodePath(ctx, parentId);
  if (path.some((above) => above.id === nodeId)) return refuse('under_itself', 'parentId');
  if (nodeKinds.indexOf(parent.kind) >= nodeKinds.indexOf(node.kind)) return refuse('kind_not_allowed_there', 'parentId');
  // Whoever keeps the history of places learns the day of this door, which is not always that of the database's clock.
  await ctx.tx.run(sql`select set_config('volano.move_day', ${ctx.today}, true)`);
  const moved = await ctx.tx.run(sql`
    update identity.nodes n set parent_id = ${parentId} where n.tenant_id = ${ctx.tenant.id} and n.id = ${nodeId} and ${belowNode(ctx.tenant.id, sql`n.id`, ctx.actor.scopeNodeId)}`);
  if (moved === 0) throw new AppError('not_found', `node ${nodeId}`);
  await audit(ctx, { action: 'identity.node.move', objectKind: 'node', objectId: String(nodeId), before: { parentId: node.parentId }, after: { parentId }, details: { from: node.parentId, to: parentId } });
  await publish(ctx, { kind: 'identity.node-moved', nodeId, payload: { nodeId, from: node.parentId, to: parentId } });
  return done(null);
}

/** A visible node by id; undefined when it does not exist or is not visible. */
export async function findNode(ctx: Context, id: number): Promise<OrganisationNode | undefined> {
  return ctx.tx.maybeRow<OrganisationNode>(sql`select ${columns} from identity.nodes n where n.tenant_id = ${ctx.tenant.id} and n.id = ${id}`);
}

async function getNode(ctx: Context, id: number): Promise<OrganisationNode> {
  const node = await findNode(ctx, id);
  if (node === undefined) throw new AppError('not_found', `node ${id}`);
  return node;
}

/** The visible nodes from the company down to the node itself, in that order; empty when the node is not visible. */
export async function nodePath(ctx: Context, nodeId: number): Promise<OrganisationNode[]> {
  return ctx.tx.rows<OrganisationNode>(sql`
    select ${columns} from identity.node_closure c join identity.nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id
    where c.tenant_id = ${ctx.tenant.id} and c.descendant_id = ${nodeId} order by c.depth desc`);
}

async function nearest(ctx: Context, nodeId: number, kind: NodeKind): Promise<OrganisationNode | undefined> {
  return ctx.tx.maybeRow<OrganisationNode>(sql`
    select ${columns} from identity.node_closure c join identity.nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id
    where c.tenant_id = ${ctx.tenant.id} and c.descendant_id = ${nodeId} and n.kind = ${kind} order by c.depth limit 1`);
}

/** The dealer at or above a node; undefined above dealer level. */
export async function dealerOf(ctx: Context, nodeId: number): Promise<OrganisationNode | undefined> {
  return nearest(ctx, nodeId, 'dealer');
}

/** The branch at or above a node; undefined for a dealer and everything above it. */
export async function branchOf(ctx: Context, nodeId: number): Promise<OrganisationNode | undefined> {
  return nearest(ctx, nodeId, 'branch');
}
