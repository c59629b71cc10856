import type { DemoDoor } from '#platform/module';
import { demoLenderTerms } from './precontract/demo-lender-terms.ts';
import { sql } from '#platform/sql';

/** The demo lender's particulars, in force since before the first demo quote. */
export async function loadDemoLenderTerms(door: DemoDoor): Promise<void> {
  await door.tx.run(sql`
    insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at)
    values (1, '2025-01-01', ${JSON.stringify(demoLenderTerms)}, null, ${door.now})`);
}
