/** What one personality sees of the applications: for the switcher, for whoever must explain it, and for a reverse proxy. */
import { findActingPersonality, findStandingPersonality, type StandingPersonality } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import type { ResolvedApp } from './app-rules/resolve-app.ts';
import { resolveFor } from './app-standing.ts';
import { listApps, rulesOfTenant, type App } from './apps.ts';

interface SeenApp {
  readonly app: App;
  readonly resolved: ResolvedApp;
}

async function seenBy(ctx: Context, personality: StandingPersonality): Promise<SeenApp[]> {
  const rules = await rulesOfTenant(ctx.tx, ctx.tenant.id);
  return (await listApps(ctx.tx, ctx.tenant.id)).map((app) => ({ app, resolved: resolveFor(app, rules.get(app.id) ?? [], personality) }));
}

/** The applications the acting personality may enter now. */
export async function ownApps(ctx: Context): Promise<{ personality: StandingPersonality; apps: SeenApp[] }> {
  const personality = ctx.actor.personalityId === null ? undefined : await findActingPersonality(ctx.tx, ctx.actor.personalityId);
  if (personality === undefined) throw new AppError('forbidden', 'nobody in particular acts');
  return { personality, apps: (await seenBy(ctx, personality)).filter(({ app, resolved }) => app.status === 'active' && resolved.visible) };
}

/** Every application as a personality within reach would meet it, with the rule behind each answer. */
export async function previewFor(ctx: Context, personalityId: string): Promise<{ personality: StandingPersonality; apps: SeenApp[] }> {
  const personality = await findStandingPersonality(ctx.tx, personalityId, ctx.now);
  if (personality === undefined || personality.tenantId !== ctx.tenant.id) throw new AppError('not_found', `personality ${personalityId}`);
  return { personality, apps: await seenBy(ctx, personality) };
}
