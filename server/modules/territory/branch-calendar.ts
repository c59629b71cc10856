import { branchOf, dealerOf } from '#identity';
import { italy, type BusinessCalendar } from '#platform/calendar';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';

/** Business calendar at a node: Italian days, plus the patron day of the branch's (or dealer's) municipality where it is known. */
export async function branchCalendar(ctx: Context, nodeId: number): Promise<BusinessCalendar> {
  const place = (await branchOf(ctx, nodeId)) ?? (await dealerOf(ctx, nodeId));
  if (place?.municipalityCode === undefined || place.municipalityCode === null) return italy;
  const row = await ctx.tx.maybeRow<{ rule: string }>(sql`select p.rule from territory.patron_days p where p.istat_code = ${place.municipalityCode}`);
  return row === undefined ? italy : { kind: 'italy', patron: row.rule };
}
