/** SQL of the row-by-row report. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';

export interface StoredFault {
  readonly number: number;
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly value: string;
}

/** More of them are counted and not kept: nobody mends a hundred thousand cells by hand. */
export const mostFaultsKept = 20_000;

/** A stretch of the report in the order of the rows. */
export async function listFaults(ctx: Context, importId: string, page: { after: number; limit: number }): Promise<StoredFault[]> {
  return ctx.tx.rows<StoredFault>(sql`
    select f.number, f.row_number as row, f.column_key as "column", f.code, f.value from flows.import_faults f
    where f.tenant_id = ${ctx.tenant.id} and f.import_id = ${importId} and f.number > ${page.after} order by f.number limit ${page.limit}`);
}

/** Takes the faults of the stage over into the report. */
export async function keepFaults(ctx: Context, importId: string): Promise<void> {
  await ctx.tx.run(sql`
    insert into flows.import_faults (tenant_id, import_id, number, row_number, column_key, code, value)
    select ${ctx.tenant.id}, ${importId}, f.number, f.row_number, f.column_key, f.code, f.value
    from (select row_number() over (order by s.row_number, s.column_key nulls last, s.code) as number, s.* from import_stage_faults s) f
    where f.number <= ${mostFaultsKept}`);
}
