/** Accounts and personalities as the application writes them: whoever may is decided by the routes, where by row-level security. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import { permitted } from '../rules/rule-sql.ts';
import { decideOnPerson } from '../rules/ruled-person.ts';
import { endPersonalities } from '../rules/rules.ts';

/** Form in which login names are stored and compared: trimmed, composed, small letters. */
export function normalLoginName(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

export interface NewAccount {
  /** E-mail address; stored in small letters, unique in the installation. */
  readonly loginName: string;
  readonly displayName: string;
  /** argon2id in PHC form (`hashPassword`); null for an account without a password. */
  readonly passwordHash: string | null;
  readonly language?: Language;
}

/** Creates an account and answers its id. The name's uniqueness is a constraint. */
export async function addAccount(ctx: Context, account: NewAccount): Promise<string> {
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into identity.accounts (id, login_name, display_name, password_hash, language)
    values (${id}, ${normalLoginName(account.loginName)}, ${account.displayName}, ${account.passwordHash}, ${account.language ?? 'it'})`);
  await audit(ctx, { action: 'identity.account.add', objectKind: 'account', objectId: id, details: { withPassword: account.passwordHash !== null } });
  return id;
}

export interface NewPersonality {
  readonly accountId: string;
  /** Key of a profile of the tenant. */
  readonly profile: string;
  readonly nodeId: number;
  /** What the person reads in the switcher, e.g. `Venditore · Autoesempio`. */
  readonly label: string;
  /** First day; today when absent. */
  readonly validFrom?: string;
}

/** Gives an account a personality in this tenant and answers its id. Throws not_found for an unknown profile. */
export async function addPersonality(ctx: Context, personality: NewPersonality): Promise<string> {
  const id = uuidv7();
  const added = await ctx.tx.run(sql`
    insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
    select ${ctx.tenant.id}, ${id}, ${personality.accountId}, pr.key, pr.kind, ${personality.nodeId}, ${personality.label}, ${personality.validFrom ?? ctx.today}
    from identity.profiles pr where pr.tenant_id = ${ctx.tenant.id} and pr.key = ${personality.profile}`);
  if (added === 0) throw new AppError('not_found', `profile ${personality.profile}`);
  await audit(ctx, { action: 'identity.personality.add', objectKind: 'personality', objectId: id, after: personality, details: { profile: personality.profile, nodeId: personality.nodeId } });
  return id;
}

/** Ends a personality from a day on, today when absent: from then every session that acts as it is refused. Ending it twice changes nothing. */
export async function endPersonality(ctx: Context, personalityId: string, from: string = ctx.today): Promise<void> {
  const found = await ctx.tx.maybeRow<{ node_id: number; account_id: string; valid_to: string | null }>(sql`
    select p.node_id, p.account_id, p.valid_to from identity.personalities p
    where ${permitted(ctx, endPersonalities, { tenantId: sql`p.tenant_id`, nodeId: sql`p.node_id` })} and p.id = ${personalityId} for update`);
  if (found === undefined) throw new AppError('not_found', `personality ${personalityId}`);
  if (found.valid_to !== null && found.valid_to <= ctx.today) return;
  const decision = await decideOnPerson(ctx, endPersonalities, { nodeId: found.node_id, accountId: found.account_id });
  await ctx.tx.run(sql`
    update identity.personalities set valid_to = greatest(${from}::date, valid_from) where tenant_id = ${ctx.tenant.id} and id = ${personalityId}`);
  await audit(ctx, { action: 'identity.personality.end', objectKind: 'personality', objectId: personalityId, before: { validTo: found.valid_to }, after: { validTo: from }, details: { from }, decision });
  if (from <= ctx.today) await publish(ctx, { kind: 'identity.personality-ended', nodeId: found.node_id, payload: { personalityId } });
}
