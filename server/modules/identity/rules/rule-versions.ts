/** SQL of the versions of the rule table. Equal contents are one version, whichever process brings them first. */
import { digest } from '#platform/audit';
import type { Tx } from '#platform/context';
import type { Database } from '#platform/db';
import { sql } from '#platform/sql';
import type { RuleBook, RuleBookContent } from '../rights/rule-book.ts';

/** The number of the rules this program works with; a new one is written down at its first start. */
export async function standRuleVersion(database: Database, { content }: Pick<RuleBook, 'content'>): Promise<number> {
  const hash = digest(content);
  return database.asOwner(async (tx) => {
    const known = sql`select v.number from identity.rule_versions v where v.digest = ${hash}`;
    const before = await tx.maybeRow<{ number: number }>(known);
    if (before !== undefined) return before.number;
    await tx.run(sql`insert into identity.rule_versions (digest, content, first_in_force) values (${hash}, ${JSON.stringify(content)}, clock_timestamp()) on conflict (digest) do nothing`);
    return (await tx.row<{ number: number }>(known)).number;
  });
}

export interface RuleVersion {
  readonly number: number;
  readonly digest: string;
  readonly firstInForce: Date;
  readonly content: RuleBookContent;
}

export async function findRuleVersion(tx: Tx, number: number): Promise<RuleVersion | undefined> {
  return tx.maybeRow<RuleVersion>(sql`
    select v.number, encode(v.digest, 'hex') as digest, v.first_in_force as "firstInForce", v.content from identity.rule_versions v where v.number = ${number}`);
}

/** The version whose rules are those of this program; undefined where none was written down. */
export async function ownRuleVersion(tx: Tx, { content }: Pick<RuleBook, 'content'>): Promise<{ number: number; firstInForce: Date } | undefined> {
  return tx.maybeRow(sql`select v.number, v.first_in_force as "firstInForce" from identity.rule_versions v where v.digest = ${digest(content)}`);
}
