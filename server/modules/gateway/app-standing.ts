/** What an application is told of a person: read anew each time, so that nothing that ended is ever vouched for. */
import { createHash } from 'node:crypto';
import { findStandingPerson, findStandingPersonality, findStandingSession, owesSecondFactor, type SessionStanding, type StandingPerson, type StandingPersonality } from '#identity';
import type { Tx } from '#platform/context';
import { resolveApp, type AppRule, type ResolvedApp } from './app-rules/resolve-app.ts';
import { findApp, rulesOf, type App } from './apps.ts';
import type { AppGrant } from './grants.ts';

export interface Standing {
  readonly app: App;
  /** Who sits there; with a borrowed personality not the one it belongs to. */
  readonly person: StandingPerson;
  readonly personality: StandingPersonality;
  readonly session: SessionStanding;
  readonly resolved: ResolvedApp;
}

/** Resolves one application for one personality. */
export function resolveFor(app: App, rules: readonly AppRule[], personality: StandingPersonality): ResolvedApp {
  return resolveApp({ visible: app.defaultVisible, settings: app.defaultSettings }, rules, personality);
}

/** What stands behind a grant at this moment; undefined when session, personality or application no longer do, a second factor is owed, or the rules say no. */
export async function standingOf(tx: Tx, grant: AppGrant, now: Date): Promise<Standing | undefined> {
  const session = await findStandingSession(tx, grant.sessionId, now);
  if (session === undefined || session.accountId !== grant.accountId) return undefined;
  const personality = await findStandingPersonality(tx, grant.personalityId, now);
  if (personality === undefined || personality.tenantId !== grant.tenantId) return undefined;
  const person = await personBehind(tx, personality, grant, session);
  if (person === undefined || (await owesSecondFactor(tx, { ...grant, strength: session.strength }))) return undefined;
  const app = await findApp(tx, grant.tenantId, grant.appId);
  if (app === undefined || app.status !== 'active') return undefined;
  const resolved = resolveFor(app, await rulesOf(tx, app.tenantId, app.id), personality);
  return resolved.visible ? { app, person, personality, session, resolved } : undefined;
}

/** Whoever may hold the personality in that session: its owner, or the stand-in for as long as the session borrows this very one. */
async function personBehind(tx: Tx, personality: StandingPersonality, grant: AppGrant, session: SessionStanding): Promise<StandingPerson | undefined> {
  if (grant.delegationId === null) return personality.accountId === grant.accountId ? personality : undefined;
  if (session.delegationId !== grant.delegationId || session.personalityId !== grant.personalityId) return undefined;
  return findStandingPerson(tx, grant.accountId);
}

/** Short name of a state of the settings: equal settings have equal names. */
function settingsVersion(resolved: Pick<ResolvedApp, 'settings'>): string {
  // resolveApp writes the keys in order.
  return createHash('sha256').update(JSON.stringify(resolved.settings)).digest('base64url').slice(0, 22);
}

interface Lent {
  readonly accountId: string;
  readonly displayName: string;
  readonly delegationId: string;
}

/** Both names of a borrowed personality: who acts (RFC 8693 §4.1), and for whom. Nothing for one's own. */
export function standInClaims(person: { readonly accountId: string; readonly displayName: string }, lent: Lent | undefined) {
  if (lent === undefined) return {};
  return { act: { sub: person.accountId, name: person.displayName }, on_behalf_of: { sub: lent.accountId, name: lent.displayName, delegation: lent.delegationId } };
}

/** What tokens and the pull endpoint say of whoever stands behind a grant. */
export function claimsOf(standing: Standing) {
  const { person, personality, session } = standing;
  const lent = session.delegationId === null ? undefined : { ...personality, delegationId: session.delegationId };
  return { ...personalityClaims(standing), ...standInClaims(person, lent) };
}

/** What applications learn of a personality. */
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
