/** A signed-in person enters an application: as whom, and the grant that remembers it. */
import { findStandingPersonality, findStandingSession, owesSecondFactor, standingPersonalitiesOf, type SessionStanding, type StandingPersonality } from '#identity';
import { insertAuditRow } from '#platform/audit';
import type { Tx } from '#platform/context';
import { choosePersonality, type Choice } from './app-rules/choose-personality.ts';
import { resolveFor } from './app-standing.ts';
import { findApp, rulesOf, type App } from './apps.ts';
import { endGrants, grantsOfSession, openGrant, type AppGrant } from './grants.ts';

export interface Visitor {
  readonly sessionId: string;
  readonly accountId: string;
  /** Personality of the desk. */
  readonly personalityId: string;
  readonly requestId: string;
}

interface Entrance {
  readonly choice: Choice;
  readonly app: App;
  readonly options: readonly (StandingPersonality & { readonly visible: boolean })[];
  /** Under which delegation all of it happens; null for one's own personalities. */
  readonly delegationId: string | null;
  /** The open grant when it already is for the chosen personality. */
  readonly existing: AppGrant | undefined;
}

/** Decides as whom to go on; undefined when application or session do not stand. The gate's transaction. */
export async function considerEntrance(tx: Tx, visitor: Visitor, of: { tenantId: number; appId: string; asked: string | undefined; chosen: string | undefined }, now: Date): Promise<Entrance | undefined> {
  const app = await findApp(tx, of.tenantId, of.appId);
  if (app === undefined || app.status !== 'active') return undefined;
  const session = await findStandingSession(tx, visitor.sessionId, now);
  if (session === undefined || session.accountId !== visitor.accountId) return undefined;
  const rules = await rulesOf(tx, app.tenantId, app.id);
  const possible = (await personalitiesIn(tx, session, now)).filter((personality) => personality.tenantId === app.tenantId && (session.strength !== 'federated' || session.tenantId === app.tenantId));
  const options = [];
  for (const personality of possible) {
    // What the desk would not let act before a second factor is no way into an application either.
    const visible = resolveFor(app, rules, personality).visible && !(await owesSecondFactor(tx, { ...personality, strength: session.strength }));
    options.push({ ...personality, visible });
  }
  const used = await grantsOfSession(tx, visitor.sessionId, app.id);
  const [latest] = used;
  const choice = choosePersonality({
    candidates: options,
    active: visitor.personalityId,
    asked: of.asked,
    chosen: of.chosen,
    latest: latest === undefined ? undefined : { personalityId: latest.personalityId, open: latest.endReason === null, lost: latest.endReason === 'personalityOver' || latest.endReason === 'ruleChanged' },
    accepted: new Set(used.map((grant) => grant.personalityId)),
  });
  const existing = choice.kind === 'use' && latest?.endReason === null && latest.personalityId === choice.personalityId ? latest : undefined;
  return { choice, app, options, existing, delegationId: session.delegationId };
}

/** Those to choose from: one's own, or in a borrowed stay the borrowed one alone. */
async function personalitiesIn(tx: Tx, session: SessionStanding, now: Date): Promise<StandingPersonality[]> {
  if (session.delegationId === null) return standingPersonalitiesOf(tx, session.accountId, now);
  const borrowed = await findStandingPersonality(tx, session.personalityId, now);
  return borrowed === undefined ? [] : [borrowed];
}

/** Binds a new grant to session and personality; whatever the session held in that application before is over. */
export async function bindGrant(tx: Tx, visitor: Visitor, grant: Omit<AppGrant, 'sessionId' | 'accountId'>, now: Date): Promise<void> {
  const before = await grantsOfSession(tx, visitor.sessionId, grant.appId);
  await endGrants(tx, { hashes: before.filter((row) => row.endReason === null).map((row) => row.grantHash) }, 'replaced', now);
  await openGrant(tx, { ...grant, sessionId: visitor.sessionId, accountId: visitor.accountId }, now);
  await insertAuditRow(tx, {
    tenantId: grant.tenantId, actorKind: 'person', accountId: visitor.accountId, personalityId: grant.personalityId, requestId: visitor.requestId, address: null,
    action: 'gateway.grant.open', objectKind: 'gateway.app', objectId: grant.appId, details: { session: visitor.sessionId },
  });
}

/** Notes that somebody was turned away, and by which name. */
export async function auditRefusedEntrance(tx: Tx, visitor: Visitor, app: Pick<App, 'id' | 'tenantId'>, reason: string): Promise<void> {
  await insertAuditRow(tx, {
    tenantId: app.tenantId, actorKind: 'person', accountId: visitor.accountId, personalityId: visitor.personalityId, requestId: visitor.requestId, address: null,
    action: 'gateway.grant.open', objectKind: 'gateway.app', objectId: app.id, outcome: 'refused', details: { reason },
  });
}
