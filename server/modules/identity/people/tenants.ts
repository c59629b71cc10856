import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import type { NodeDetails } from './nodes.ts';
import { installProfiles } from '../rules/profiles.ts';

export interface NewTenant {
  readonly id: number;
  /** Short code, unique in the installation; also the code of the company's node. */
  readonly code: string;
  readonly name: string;
  /** First day of the company's node, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly company?: NodeDetails;
}

/**
 * Creates a tenant with its company node and starting profiles; answers the company's node id.
 * `tx` is the owner's (`database.asOwner`): no tenant may create another.
 */
export async function createTenant(tx: Tx, tenant: NewTenant): Promise<number> {
  const { id: nodeId } = await tx.row<{ id: number }>(sql`select nextval('identity.node_ids')::integer as id`);
  await tx.run(sql`insert into platform.tenants (id, code, name, root_node_id) values (${tenant.id}, ${tenant.code}, ${tenant.name}, ${nodeId})`);
  const company = tenant.company ?? {};
  await tx.run(sql`
    insert into identity.nodes (tenant_id, id, kind, code, name, valid_from, municipality_code, address_line, postal_code, city, province, vat_number, phone, email, brand_colour)
    values (${tenant.id}, ${nodeId}, 'company', ${tenant.code}, ${tenant.name}, ${tenant.validFrom}, ${company.municipalityCode ?? null}, ${company.addressLine ?? null},
      ${company.postalCode ?? null}, ${company.city ?? null}, ${company.province ?? null}, ${company.vatNumber ?? null}, ${company.phone ?? null}, ${company.email ?? null},
      ${company.brandColour ?? null})`);
  await installProfiles(tx, tenant.id);
  return nodeId;
}
