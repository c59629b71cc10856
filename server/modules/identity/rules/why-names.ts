/** SQL of the names that explanations need. */
import type { Context } from '#platform/context';
import { formatAmount, formatAmountEnglish } from '#platform/money';
import { functionKind } from '#platform/rule';
import { sql } from '#platform/sql';
import type { Named, Words } from '../rights/explain.ts';
import type { RuleBook } from '../rights/rule-book.ts';
import { findNode } from '../people/nodes.ts';

export type Book = RuleBook<Context>;

interface Places {
  readonly object: number | null | undefined;
  readonly scope: number;
  readonly reach: number;
}

async function placeName(ctx: Context, id: number | null | undefined): Promise<string | null> {
  if (id === null || id === undefined || id === 0) return null;
  return (await findNode(ctx, id))?.name ?? `#${id}`;
}

/** Profiles that hold a privilege, their own or inherited, by Italian name. */
async function holders(ctx: Context, privileges: readonly string[]): Promise<ReadonlyMap<string, Words[]>> {
  const rows = await ctx.tx.rows<{ privilege: string; it: string; en: string }>(sql`
    with recursive holding as (
      select pp.privilege, p.key from identity.profile_privileges pp join identity.profiles p on p.tenant_id = pp.tenant_id and p.key = pp.profile_key
      where pp.tenant_id = ${ctx.tenant.id} and pp.privilege = any(${[...privileges]}::text[])
      union select holding.privilege, child.key from identity.profiles child join holding on holding.key = child.parent_key where child.tenant_id = ${ctx.tenant.id}
    )
    select holding.privilege, p.name_it as it, p.name_en as en from holding join identity.profiles p on p.tenant_id = ${ctx.tenant.id} and p.key = holding.key order by p.name_it`);
  const held = new Map<string, Words[]>(privileges.map((privilege) => [privilege, []]));
  for (const { privilege, it, en } of rows) held.get(privilege)?.push({ it, en });
  return held;
}

/** The names for a verdict about places and privileges. */
export async function namesFor(ctx: Context, book: Book, places: Places, privileges: readonly string[], limitCents: number | null): Promise<Named> {
  const words: Readonly<Record<string, Words>> = book.kinds.find(({ kind }) => kind === functionKind)?.actions ?? {};
  const held = await holders(ctx, privileges);
  return {
    privilege: (key) => words[key] ?? { it: key, en: key },
    profilesWith: (key) => held.get(key) ?? [],
    objectPlace: await placeName(ctx, places.object),
    scopePlace: await placeName(ctx, places.scope),
    reachPlace: await placeName(ctx, places.reach),
    limit: limitCents === null ? null : { it: `${formatAmount(limitCents)} €`, en: `€ ${formatAmountEnglish(limitCents)}` },
  };
}

export async function profileName(ctx: Context, key: string): Promise<Words> {
  const row = await ctx.tx.maybeRow<Words>(sql`select p.name_it as it, p.name_en as en from identity.profiles p where p.tenant_id = ${ctx.tenant.id} and p.key = ${key}`);
  return row ?? { it: key, en: key };
}
