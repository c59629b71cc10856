/** SQL that counts what became of the rows of a stage whose derived column `outcome` was filled. */
import type { Context } from '#platform/context';
import type { ImportOutcome } from '#platform/import-kind';
import { sql } from '#platform/sql';

export async function countOutcomes(ctx: Context): Promise<Omit<ImportOutcome, 'withdrawn'>> {
  const [counts] = await ctx.tx.listRows<{ added: number; changed: number; same: number }>(sql`
    select count(*) filter (where s.outcome = 'added') as added, count(*) filter (where s.outcome = 'changed') as changed, count(*) filter (where s.outcome = 'same') as same
    from import_stage s where not s.faulty`);
  return counts ?? { added: 0, changed: 0, same: 0 };
}
