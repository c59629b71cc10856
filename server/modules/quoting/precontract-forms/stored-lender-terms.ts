/** SQL that keeps the lender's particulars: dated versions, written once. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import type { LenderTerms } from '../api.ts';

export interface DatedLenderTerms {
  readonly validFrom: string;
  readonly terms: LenderTerms;
}

/** The version in force on a day; undefined when none had begun. */
export async function findLenderTerms(ctx: Context, onDay: string): Promise<LenderTerms | undefined> {
  const row = await ctx.tx.maybeRow<{ content: LenderTerms }>(sql`
    select t.content from quoting.lender_terms t where t.tenant_id = ${ctx.tenant.id} and t.valid_from <= ${onDay} order by t.valid_from desc limit 1`);
  return row?.content;
}

/** Who lends, as every paper of that day names it: the particulars' legal name, or the company's while there are none. */
export async function lenderNameOf(ctx: Context, onDay: string): Promise<string> {
  return (await findLenderTerms(ctx, onDay))?.legalName ?? ctx.tenant.name;
}

/** The version of today and those to come, the nearest first. */
export async function listLenderTerms(ctx: Context): Promise<DatedLenderTerms[]> {
  const rows = await ctx.tx.rows<{ valid_from: string; content: LenderTerms }>(sql`
    select t.valid_from, t.content from quoting.lender_terms t
    where t.tenant_id = ${ctx.tenant.id}
      and t.valid_from >= coalesce((select max(c.valid_from) from quoting.lender_terms c where c.tenant_id = ${ctx.tenant.id} and c.valid_from <= ${ctx.today}), ${ctx.today})
    order by t.valid_from limit 50`);
  return rows.map((row) => ({ validFrom: row.valid_from, terms: row.content }));
}

/** Writes a version to come; today is allowed while there is none. What has begun is never changed. */
export async function setLenderTerms(ctx: Context, version: DatedLenderTerms): Promise<Result<DatedLenderTerms, 'day_not_to_come' | 'day_taken'>> {
  const first = (await findLenderTerms(ctx, ctx.today)) === undefined;
  if (version.validFrom < ctx.today || (version.validFrom === ctx.today && !first)) return refuse('day_not_to_come', 'body.validFrom');
  const written = await ctx.tx.run(sql`
    insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at)
    values (${ctx.tenant.id}, ${version.validFrom}, ${JSON.stringify(version.terms)}, ${ctx.actor.personalityId}, ${ctx.now})
    on conflict do nothing`);
  if (written === 0) return refuse('day_taken', 'body.validFrom');
  await audit(ctx, { action: 'quoting.lender-terms.set', objectKind: 'lenderTerms', objectId: version.validFrom, after: version });
  return done(version);
}
