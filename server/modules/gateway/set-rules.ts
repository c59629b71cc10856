import { findNode, findStandingPersonality, listProfiles } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { AppRule } from './app-rules/resolve-app.ts';
import { rulesOf, type App } from './apps.ts';
import { getApp } from './register-app.ts';
import { raiseVersion, replaceRules } from './registry.ts';
import { tellRulesChanged } from './tell-rules.ts';

type Wanted = Omit<AppRule, 'id'>;

/** Number, from one, of the first rule that names what does not exist or cannot be seen. */
async function firstUnknown(ctx: Context, rules: readonly Wanted[]): Promise<number | undefined> {
  const profiles = new Set((await listProfiles(ctx.tx, ctx.tenant.id)).map((profile) => profile.key));
  for (const [index, rule] of rules.entries()) {
    const known =
      (rule.profile === null || profiles.has(rule.profile)) &&
      (rule.nodeId === null || (await findNode(ctx, rule.nodeId)) !== undefined) &&
      (rule.personalityId === null || (await findStandingPersonality(ctx.tx, rule.personalityId, ctx.now)) !== undefined);
    if (!known) return index + 1;
  }
  return undefined;
}

/** Sets the rules of an application as a whole. Throws stale when they were changed since they were read. */
export async function setRules(
  ctx: Context,
  id: string,
  { version, rules }: { version: number; rules: readonly Wanted[] },
): Promise<Result<{ app: App; rules: AppRule[] }, 'rule_for_nobody' | 'rule_twice' | 'rule_names_unknown'>> {
  await getApp(ctx, id);
  const forNobody = rules.findIndex((rule) => rule.profile === null && rule.nodeId === null && rule.personalityId === null);
  if (forNobody >= 0) return refuse('rule_for_nobody', `body.rules.${forNobody}`, { number: forNobody + 1 });
  const marks = rules.map((rule) => JSON.stringify([rule.profile, rule.nodeId, rule.personalityId]));
  const twice = marks.findIndex((mark, index) => marks.indexOf(mark) < index);
  if (twice >= 0) return refuse('rule_twice', `body.rules.${twice}`, { number: twice + 1 });
  const before = await rulesOf(ctx.tx, ctx.tenant.id, id);
  // Rules already there may name somebody who has left since; they are not looked up again.
  const kept = new Set(before.map((rule) => JSON.stringify([rule.profile, rule.nodeId, rule.personalityId])));
  const unknown = await firstUnknown(ctx, rules.map((rule, index) => (kept.has(marks[index] ?? '') ? { ...rule, profile: null, nodeId: null, personalityId: null } : rule)));
  if (unknown !== undefined) return refuse('rule_names_unknown', `body.rules.${unknown - 1}`, { number: unknown });
  if (!(await raiseVersion(ctx, id, version))) throw new AppError('stale', 'rules');
  await replaceRules(ctx, id, rules, before);
  const after = await rulesOf(ctx.tx, ctx.tenant.id, id);
  await audit(ctx, { action: 'gateway.app.set-rules', objectKind: 'gateway.app', objectId: id, before, after, details: { rules: after.length } });
  await tellRulesChanged(ctx, id);
  return done({ app: await getApp(ctx, id), rules: after });
}
