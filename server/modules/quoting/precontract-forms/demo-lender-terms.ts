import type { DemoDoor } from '#platform/module';
import { demoLenderTerms } from '../precontract/demo-lender-terms.ts';
import { sql } from '#platform/sql';

interface Company {
  readonly name: string;
  readonly address_line: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly phone: string | null;
}

/** The demo lender's particulars, in force since before the first demo quote: the company of the tenant is the lender. */
export async function loadDemoLenderTerms(door: DemoDoor): Promise<void> {
  const company = await door.tx.row<Company>(sql`
    select n.name, n.address_line, n.postal_code, n.city, n.province, n.phone from identity.v_nodes n join platform.tenants t on t.id = n.tenant_id and t.root_node_id = n.id where t.id = 1`);
  const { name, address_line: street, postal_code: postalCode, city, province, phone } = company;
  const terms = {
    ...demoLenderTerms,
    legalName: name,
    addressLine: street === null ? demoLenderTerms.addressLine : `${street}, ${[postalCode, city, province === null ? null : `(${province})`].filter((part) => part !== null).join(' ')}`,
    phone: phone ?? demoLenderTerms.phone,
  };
  await door.tx.run(sql`
    insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at)
    values (1, '2025-01-01', ${JSON.stringify(terms)}, null, ${door.now})`);
}
