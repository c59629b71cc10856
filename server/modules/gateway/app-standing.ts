/** What an application is told of a person: read anew each time, so that nothing that ended is ever vouched for. */
import { createHash } from 'node:crypto';
import { findStandingPersonality, findStandingSession, type SessionStanding, type StandingPersonality } from '#identity';
import type { Tx } from '#platform/context';
import { resolveApp, type AppRule, type ResolvedApp } from './app-rules/resolve-app.ts';
import { findApp, rulesOf, type App } from './apps.ts';
import type { AppGrant } from './grants.ts';

export interface Standing {
  readonly app: App;
  readonly personality: StandingPersonality;
  readonly session: SessionStanding;
  readonly resolved: ResolvedApp;
}

/** Resolves one application for one personality. */
export function resolveFor(app: App, rules: readonly AppRule[], personality: StandingPersonality): ResolvedApp {
  return resolveApp({ visible: app.defaultVisible, settings: app.defaultSettings }, rules, personality);
}

/** What stands behind a grant at this moment; undefined when session, personality or application no longer do, or the rules say no. */
export async function standingOf(tx: Tx, grant: AppGrant, now: Date): Promise<Standing | undefined> {
  const session = await findStandingSession(tx, grant.sessionId, now);
  if (session === undefined || session.accountId !== grant.accountId) return undefined;
  const personality = await findStandingPersonality(tx, grant.personalityId, now);
  if (personality === undefined || personality.accountId !== grant.accountId || personality.tenantId !== grant.tenantId) return undefined;
  const app = await findApp(tx, grant.tenantId, grant.appId);
  if (app === undefined || app.status !== 'active') return undefined;
  const resolved = resolveFor(app, await rulesOf(tx, app.tenantId, app.id), personality);
  return resolved.visible ? { app, personality, session, resolved } : undefined;
}

/** Short name of a state of the settings: equal settings have equal names. */
function settingsVersion(resolved: Pick<ResolvedApp, 'settings'>): string {
  // resolveApp writes the keys in order.
  return createHash('sha256').update(JSON.stringify(resolved.settings)).digest('base64url').slice(0, 22);
}

/** What tokens and the pull endpoint say of a personality. */
export function personalityClaims({ personality, resolved }: Pick<Standing, 'personality' | 'resolved'>) {
  return {
    personality: personality.personalityId,
    personality_label: personality.label,
    profile: personality.profile,
    tenant: personality.tenantCode,
    scope_node: personality.scopeNodeId,
    app_rules: resolved.settings,
    app_rules_version: settingsVersion(resolved),
  };
}
