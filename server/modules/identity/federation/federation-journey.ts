/**
 * The way to a provider and back. A journey is of single use, for the page that began it, at one provider; what comes
 * back is worth a subject, and only a link made before by a signed-in person says whose account that is.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#platform/errors';
import type { Gate, Session } from '#platform/http/route';
import type { OutboundPolicy } from '#platform/outbound';
import { hashId, seal, unseal, type InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { accountOf } from '../sessions/end-sessions.ts';
import { accountOfSubject, addLink, keepJourney, removeLink, takeJourney, type Journey } from './federation-links.ts';
import { beginAtProvider, PartnerError, subjectFromProvider, type Secrets } from './federation-partner.ts';
import { findProvider, type SecretProvider } from './federation-providers.ts';
import { openSecret } from './federation-registry.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { auditRefusal, enterAccount, type SignedIn, type Visitor } from '../sign-in/sign-in-enter.ts';
import { countFailure, refuseWhileBlocked, type Attempt } from '../sign-in/sign-in-failures.ts';

export interface FederationSettings {
  /** Of the installation: opens the secrets of providers and of journeys. */
  readonly key: InstallationKey;
  readonly outbound: OutboundPolicy;
  /** `https://volano.example`, without a stroke at the end. */
  readonly publicUrl: string;
}

const journeyMs = 10 * 60_000;
const secretsOfJourney = z.object({ nonce: z.string(), verifier: z.string() });

/** Each provider has an address of its own to come back to, so that no answer can be taken for another's. */
export function redirectUriOf(settings: Pick<FederationSettings, 'publicUrl'>, providerId: string): string {
  return `${settings.publicUrl}/sign-in/federated/${providerId}`;
}

const sealRow = (stateHash: Buffer) => ({ kind: 'identity.journey', idHash: stateHash });
const attemptFrom = (visitor: Pick<Visitor, 'address'>): Attempt => ({ door: 'link', loginName: undefined, network: networkOf(visitor.address) });

/** Begins a journey for nobody yet, or for a signed-in person who links. Throws not_found for a provider that is not theirs or not enabled. */
export async function beginJourney(gate: Gate, settings: FederationSettings, providerId: string, visitor: Pick<Visitor, 'address'>, session?: Session): Promise<Result<{ address: string; browser: string }, 'provider_unreachable'>> {
  const provider = await gate.database.gate(async (tx) => {
    await refuseWhileBlocked(tx, attemptFrom(visitor), gate.now);
    return findProvider(tx, { id: providerId, ...(session === undefined ? {} : { tenantId: session.tenant.id }) });
  });
  if (provider?.enabled !== true) throw new AppError('not_found', 'provider');
  let begun;
  try {
    begun = await beginAtProvider(provider, redirectUriOf(settings, provider.id), settings.outbound);
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error;
    gate.log.warn({ provider: provider.id, failure: error.message }, 'a provider did not answer');
    return refuse('provider_unreachable', undefined, { reason: provider.name });
  }
  const browser = randomBytes(32).toString('base64url');
  const stateHash = hashId(begun.state);
  const sealed = seal(await settings.key('journeys'), sealRow(stateHash), begun.secrets);
  const journey: Journey = {
    stateHash, browserHash: hashId(browser), tenantId: provider.tenantId, providerId: provider.id, sessionId: session?.id ?? null, sealed, expiresAt: new Date(gate.now.getTime() + journeyMs),
  };
  await gate.database.gate((tx) => keepJourney(tx, journey, gate.now));
  return done({ address: begun.address, browser });
}

interface Returned {
  readonly providerId: string;
  readonly browser: string;
  readonly answer: Readonly<Record<string, string>>;
}
type Failure = 'federation_failed' | 'cancelled' | 'account_not_linked' | 'already_linked' | 'no_personality';
type Completed = Result<{ readonly signedIn: SignedIn } | { readonly linked: true }, Failure>;

/** The journey this answer belongs to, with its secrets; undefined when it is over, another's, or somewhere else's. */
async function journeyOf(gate: Gate, settings: FederationSettings, returned: Returned, session: Session | undefined): Promise<{ journey: Journey; provider: SecretProvider; secrets: Secrets } | undefined> {
  const { state = '' } = returned.answer;
  const found = await gate.database.gate(async (tx) => {
    const journey = await takeJourney(tx, hashId(state));
    return journey === undefined ? undefined : { journey, provider: await findProvider(tx, { id: journey.providerId, tenantId: journey.tenantId }) };
  });
  if (found?.provider?.enabled !== true) return undefined;
  const { journey, provider } = found;
  const ours = timingSafeEqual(journey.browserHash, hashId(returned.browser)) && journey.providerId === returned.providerId && journey.expiresAt > gate.now;
  if (!ours || (journey.sessionId !== null && journey.sessionId !== session?.id)) return undefined;
  const secrets = secretsOfJourney.safeParse(unseal(await settings.key('journeys'), sealRow(journey.stateHash), journey.sealed)).data;
  return secrets === undefined ? undefined : { journey, provider, secrets };
}

/** Ends a journey. Failures of every kind look alike to whoever comes back, and count against the network. Throws too_many_requests. */
export async function completeJourney(gate: Gate, settings: FederationSettings, returned: Returned, visitor: Visitor): Promise<Completed> {
  await gate.database.gate((tx) => refuseWhileBlocked(tx, attemptFrom(visitor), gate.now));
  const found = await journeyOf(gate, settings, returned, visitor.session);
  if (found === undefined) return fail(gate, visitor, 'journey');
  const { journey, provider, secrets } = found;
  if (returned.answer['error'] !== undefined && returned.answer['code'] === undefined) return refuse('cancelled');
  const query = { ...returned.answer };
  let subject: string;
  try {
    subject = await subjectFromProvider(provider, await openSecret(settings.key, provider), { redirectUri: redirectUriOf(settings, provider.id), query, state: query['state'] ?? '', secrets }, settings.outbound);
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error;
    gate.log.warn({ provider: provider.id, failure: error.message }, 'the answer of a provider was refused');
    return fail(gate, visitor, 'answer');
  }
  return journey.sessionId === null ? enterBy(gate, provider, subject, visitor) : linkTo(gate, provider, subject, visitor);
}

async function fail(gate: Gate, visitor: Visitor, what: 'journey' | 'answer'): Promise<Completed> {
  await gate.database.gate(async (tx) => {
    await countFailure(tx, attemptFrom(visitor), gate.now);
    await auditRefusal(tx, gate, visitor, null, `federated ${what}`);
  });
  return refuse('federation_failed');
}

async function enterBy(gate: Gate, provider: SecretProvider, subject: string, visitor: Visitor): Promise<Completed> {
  return gate.database.gate(async (tx): Promise<Completed> => {
    const accountId = await accountOfSubject(tx, provider, subject, gate.now);
    if (accountId === undefined) {
      await countFailure(tx, attemptFrom(visitor), gate.now);
      await auditRefusal(tx, gate, visitor, null, 'federated subject not linked');
      return refuse('account_not_linked');
    }
    const entered = await enterAccount(tx, gate, visitor, accountId, 'federated', gate.now, provider.tenantId);
    return entered.ok ? done({ signedIn: entered.value }) : entered;
  });
}

const whoOf = (session: Session, visitor: Pick<Visitor, 'address'>) => ({ tenantId: session.tenant.id, accountId: session.actor.accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf });

async function linkTo(gate: Gate, provider: SecretProvider, subject: string, visitor: Visitor): Promise<Completed> {
  const { session } = visitor;
  if (session === undefined) throw new AppError('not_signed_in');
  return gate.database.gate(async (tx): Promise<Completed> => {
    const linked = await addLink(tx, provider, { subject, accountId: accountOf(session) }, gate.now);
    await auditAtGate(tx, gate, whoOf(session, visitor), { action: 'identity.provider.link', objectKind: 'identity.provider', objectId: provider.id, outcome: linked ? 'done' : 'refused' });
    return linked ? done({ linked: true as const }) : refuse('already_linked');
  });
}

/** Removes one's own link. Throws not_found where there is none. */
export async function unlink(gate: Gate, session: Session, providerId: string, visitor: Pick<Visitor, 'address'>): Promise<void> {
  await gate.database.gate(async (tx) => {
    if (!(await removeLink(tx, providerId, accountOf(session)))) throw new AppError('not_found', 'link');
    await auditAtGate(tx, gate, whoOf(session, visitor), { action: 'identity.provider.unlink', objectKind: 'identity.provider', objectId: providerId });
  });
}
