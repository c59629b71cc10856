/** When the provider needs a person: nobody signed in here, or in doubt as whom to enter. */
import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import { deskVisit } from './desk-visit.ts';
import { apiScope, appScopes, factsOf } from './client-metadata.ts';
import { auditRefusedEntrance, bindGrant, considerEntrance, type Visitor } from './enter-app.ts';
import { proofClaims, proofReaches } from './proof-of-person.ts';
import type { Library, ProviderOptions } from './provider.ts';
import { hashId } from '#platform/record-cipher';

/** Name of our own question: as which personality? */
export const personalityPrompt = 'personality';

/** Why the login question is asked when the proof given is weaker than what the application wants. */
export const tooWeak = 'acr_not_reached';

/** Requests in which the person must be asked. */
const undecided = new WeakSet<object>();

/** The library's questions, changed: our session decides who is signed in, and grants need no page but a personality. */
export function entrancePolicy({ interactionPolicy: { base, Check, Prompt } }: Library): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.remove('consent');
  const login = policy.get('login');
  login?.checks.add(
    new Check('no_desk_session', 'nobody is signed in', 'login_required', (ctx) => {
      const accountId = deskVisit.getStore()?.session?.actor.accountId;
      return accountId === undefined || accountId === null || accountId !== ctx.oidc.session?.accountId;
    }),
  );
  login?.checks.add(
    new Check(tooWeak, 'a stronger proof of the person is asked for', 'login_required', (ctx) => {
      const actor = deskVisit.getStore()?.session?.actor;
      const asked = ctx.oidc.params?.['acr_values'];
      return actor?.strength !== undefined && typeof asked === 'string' && !proofReaches(actor.strength, asked);
    }),
  );
  policy.add(
    new Prompt(
      { name: personalityPrompt, requestable: true },
      new Check('personality_undecided', 'the person must say as whom to enter', 'interaction_required', (ctx) => undecided.has(ctx.oidc)),
    ),
  );
  return policy;
}

function visitorOf(ctx: KoaContextWithOIDC): Visitor | undefined {
  const visit = deskVisit.getStore();
  const actor = visit?.session?.actor;
  if (visit?.session === undefined || actor === undefined || actor.accountId === null || actor.personalityId === null) return undefined;
  if (actor.accountId !== ctx.oidc.session?.accountId) return undefined;
  return { sessionId: visit.session.id, accountId: actor.accountId, personalityId: actor.personalityId, requestId: visit.requestId };
}

/** How and when the person of our session proved who they are: a step-up counts at once, also where the browser was signed in before it. */
function tellProof(session: NonNullable<KoaContextWithOIDC['oidc']['session']>): void {
  const desk = deskVisit.getStore()?.session;
  if (desk?.strongAt === undefined || desk.actor.strength === undefined) return;
  Object.assign(session, { ...proofClaims(desk.actor.strength), loginTs: Math.floor(desk.strongAt.getTime() / 1000) });
}

/** Personality chosen on our page, as its answer to the provider carries it. */
function chosenPersonality(result: { readonly [key: string]: unknown } | undefined): string | undefined {
  const chosen = result?.[personalityPrompt];
  return typeof chosen === 'object' && chosen !== null && 'id' in chosen && typeof chosen.id === 'string' ? chosen.id : undefined;
}

/** The grant to go on with: the open one, a new one for the personality that is clear, or none while the person must be asked. */
export async function loadGrant(options: ProviderOptions, library: Library, ctx: KoaContextWithOIDC) {
  const { client, session, params, provider } = ctx.oidc;
  const visitor = visitorOf(ctx);
  if (client === undefined || session === undefined || visitor === undefined) return undefined;
  tellProof(session);
  const app = factsOf(client as unknown as Record<string, unknown>);
  const asked = typeof params?.['personality'] === 'string' ? params['personality'] : undefined;
  const now = options.clock();
  const of = { tenantId: app.tenantId, appId: app.id, asked, chosen: chosenPersonality(ctx.oidc.result) };
  const entrance = await options.database.gate((tx) => considerEntrance(tx, visitor, of, now));
  if (entrance === undefined) throw new library.errors.AccessDenied('app_closed');
  const { choice } = entrance;
  if (choice.kind === 'refuse') {
    await options.database.gate((tx) => auditRefusedEntrance(tx, visitor, { id: app.id, tenantId: app.tenantId }, choice.reason));
    throw new library.errors.AccessDenied(choice.reason);
  }
  if (choice.kind === 'ask') {
    undecided.add(ctx.oidc);
    return undefined;
  }
  if (entrance.existing !== undefined) {
    const known = await findGrantByHash(ctx, entrance.existing.grantHash);
    if (known !== undefined) return known;
  }
  session.ensureClientContainer(client.clientId);
  const grant = new provider.Grant({ accountId: visitor.accountId, clientId: client.clientId });
  // Which of them it may ask for stands with the client.
  grant.addOIDCScope([...appScopes, apiScope].join(' '));
  if (app.resource !== null) grant.addResourceScope(app.resource, 'app');
  const grantId = await grant.save();
  const sid = session.sidFor(client.clientId) ?? '';
  await options.database.gate((tx) => bindGrant(tx, visitor, { grantHash: hashId(grantId), tenantId: app.tenantId, appId: app.id, personalityId: choice.personalityId, delegationId: entrance.delegationId, sid }, now));
  return grant;
}

/** The grant this browser already holds in the application, when it is the one of our own row. */
async function findGrantByHash(ctx: KoaContextWithOIDC, grantHash: Buffer) {
  const { client, session, provider } = ctx.oidc;
  const grantId = client === undefined ? undefined : session?.grantIdFor(client.clientId);
  if (grantId === undefined || !hashId(grantId).equals(grantHash)) return undefined;
  return provider.Grant.find(grantId);
}
