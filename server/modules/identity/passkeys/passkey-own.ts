/** One's own passkeys: adding, renaming, removing. */
import type { Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { ownPersonalityOf, passkeyAddedKind, passkeyRemovedKind, publishToOwner } from '../accounts/account-events.ts';
import type { NewPasskey, PasskeyMaking } from '../api.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { challengeMs, drawChallenge, takeChallenge } from './passkey-challenges.ts';
import type { RelyingParty } from './passkey-relying-party.ts';
import { checkNewPasskey } from './passkey-verify.ts';
import { insertPasskey, listPasskeys, removePasskey, renamePasskey, userHandleOf } from './passkeys.ts';

/** More than anybody has authenticators. */
const mostPasskeys = 20;

type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;

async function auditOwn(tx: Tx, gate: Gate, session: Session, visitor: Visitor, action: string, passkeyId: string): Promise<void> {
  const who = { tenantId: session.tenant.id, accountId: session.actor.accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
  await auditAtGate(tx, gate, who, { action, objectKind: 'passkey', objectId: passkeyId });
}

/** What the authenticator needs to make a passkey of the account. */
export async function describeMaking(gate: Gate, party: RelyingParty, session: Session, browser: string): Promise<PasskeyMaking> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx) => {
    const own = await tx.row<{ login_name: string; display_name: string }>(sql`select a.login_name, a.display_name from identity.accounts a where a.id = ${accountId}`);
    const handle = await userHandleOf(tx, accountId);
    return {
      challenge: await drawChallenge(tx, { purpose: 'add', accountId }, browser, gate.now), rpId: party.id, timeout: challengeMs, rpName: 'Volano', userHandle: handle.toString('base64url'),
      loginName: own.login_name, displayName: own.display_name, known: (await listPasskeys(tx, accountId)).map((passkey) => passkey.credentialId),
    };
  });
}

/** Adds a passkey that was made for this account in this browser; its owner is told. Answers its id. */
export async function addPasskey(
  gate: Gate,
  party: RelyingParty,
  session: Session,
  { name, passkey }: { readonly name: string; readonly passkey: NewPasskey },
  visitor: Visitor,
): Promise<Result<{ id: string; name: string; createdAt: Date; lastUsedAt: null; backedUp: boolean }, 'passkey_not_valid' | 'too_many_passkeys'>> {
  const accountId = accountOf(session);
  const taken = await gate.database.gate((tx) => takeChallenge(tx, passkey.clientData, { purpose: 'add', accountId }, visitor.deviceToken, gate.now));
  const verified = taken === undefined ? undefined : await checkNewPasskey(party, taken.challenge, passkey);
  if (verified === undefined) return refuse('passkey_not_valid', 'passkey');
  return gate.database.gate(async (tx): Promise<Result<{ id: string; name: string; createdAt: Date; lastUsedAt: null; backedUp: boolean }, 'passkey_not_valid' | 'too_many_passkeys'>> => {
    if ((await listPasskeys(tx, accountId)).length >= mostPasskeys) return refuse('too_many_passkeys', undefined, { most: mostPasskeys });
    const id = await insertPasskey(tx, accountId, name, verified, gate.now);
    if (id === undefined) return refuse('passkey_not_valid', 'passkey');
    await auditOwn(tx, gate, session, visitor, 'identity.passkey.add', id);
    await publishToOwner(tx, passkeyAddedKind, await ownPersonalityOf(tx, session.actor));
    return done({ id, name, createdAt: gate.now, lastUsedAt: null, backedUp: verified.backedUp });
  });
}

/** Throws not_found when it is not one's own. */
export async function renameOwnPasskey(gate: Gate, session: Session, id: string, name: string, visitor: Visitor): Promise<void> {
  await gate.database.gate(async (tx) => {
    if (!(await renamePasskey(tx, accountOf(session), id, name))) throw new AppError('not_found', 'passkey');
    await auditOwn(tx, gate, session, visitor, 'identity.passkey.rename', id);
  });
}

/** Removes one's own passkey, unless it is the last way in; its owner is told. Throws not_found when it is not one's own. */
export async function removeOwnPasskey(gate: Gate, session: Session, id: string, visitor: Visitor): Promise<Result<null, 'last_way_in'>> {
  return gate.database.gate(async (tx): Promise<Result<null, 'last_way_in'>> => {
    const outcome = await removePasskey(tx, accountOf(session), id);
    if (outcome === 'unknown') throw new AppError('not_found', 'passkey');
    if (outcome === 'last') return refuse('last_way_in');
    await auditOwn(tx, gate, session, visitor, 'identity.passkey.remove', id);
    await publishToOwner(tx, passkeyRemovedKind, await ownPersonalityOf(tx, session.actor));
    return done(null);
  });
}
