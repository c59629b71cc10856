/** What the holder of an invitation's link may do: read it, make an account with it, or add the role to the own account. */
import { randomBytes } from 'node:crypto';
import { civilDateIn } from '#platform/civil-date-in';
import type { Language, Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { NewPasskey, PasskeyMaking } from '../api.ts';
import { commonPasswords } from '../accounts/common-passwords.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { acceptInvitation, findOpenInvitation, type Acceptance, type Joining, type OpenInvitation } from './invitations.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { judgeNewPassword, type PasswordFault } from '../accounts/new-password.ts';
import { challengeMs, drawChallenge, takeChallenge } from '../passkeys/passkey-challenges.ts';
import type { RelyingParty } from '../passkeys/passkey-relying-party.ts';
import { checkNewPasskey } from '../passkeys/passkey-verify.ts';
import { insertPasskey, setUserHandle, type VerifiedPasskey } from '../passkeys/passkeys.ts';
import { hashingSlots, hashPassword } from '../accounts/password-hash.ts';
import { hashToken } from '../sessions/sessions.ts';
import { enterAccount, type SignedIn, type Visitor } from '../sign-in/sign-in-enter.ts';
import { countFailure, refuseWhileBlocked, type Attempt } from '../sign-in/sign-in-failures.ts';

type Link = Pick<Exchange, 'address'>;

function attemptOf(token: string, visitor: Link): Attempt {
  return { door: 'link', loginName: hashToken(token).toString('hex'), network: networkOf(visitor.address) };
}

/** What the link says; guesses count against the network. Throws too_many_requests with the seconds to wait. */
export async function readInvitation(gate: Gate, token: string, visitor: Link): Promise<Result<OpenInvitation, 'invitation_not_valid'>> {
  return gate.database.gate(async (tx): Promise<Result<OpenInvitation, 'invitation_not_valid'>> => {
    const attempt = attemptOf(token, visitor);
    await refuseWhileBlocked(tx, attempt, gate.now);
    const invitation = await findOpenInvitation(tx, token, gate.now, civilDateIn(houseZone, gate.now));
    if (invitation !== undefined) return done(invitation);
    await countFailure(tx, attempt, gate.now);
    return refuse('invitation_not_valid', 'body.token');
  });
}

/** What an authenticator needs to make the invited person's passkey: bound to the link and to this browser. */
export async function describeInvitedMaking(
  gate: Gate,
  party: RelyingParty,
  { token, displayName }: { readonly token: string; readonly displayName: string },
  visitor: Link,
  browser: string,
): Promise<Result<PasskeyMaking, 'invitation_not_valid'>> {
  const read = await readInvitation(gate, token, visitor);
  if (!read.ok) return read;
  const handle = randomBytes(32);
  const challenge = await gate.database.gate((tx) => drawChallenge(tx, { purpose: 'accept', invitationHash: hashToken(token) }, browser, gate.now, handle));
  return done({ challenge, rpId: party.id, timeout: challengeMs, rpName: 'Volano', userHandle: handle.toString('base64url'), loginName: read.value.email, displayName, known: [] });
}

export type InvitedProof = { readonly by: 'password'; readonly password: string } | { readonly by: 'passkey'; readonly passkey: NewPasskey; readonly name: string };
type Proved = { readonly passwordHash: string | null; readonly passkey?: { readonly name: string; readonly handle: Buffer; readonly verified: VerifiedPasskey } };
type ProofFault = 'passkeys_not_here' | 'passkey_not_valid' | PasswordFault;

async function prove(gate: Gate, party: RelyingParty | undefined, invitation: OpenInvitation, typed: { token: string; displayName: string; proof: InvitedProof }, visitor: Visitor): Promise<Result<Proved, ProofFault>> {
  const { proof } = typed;
  if (proof.by === 'password') {
    const judged = judgeNewPassword(proof.password, { loginName: invitation.email, displayName: typed.displayName, places: invitation.places }, await commonPasswords());
    if (!judged.ok) return judged;
    return done({ passwordHash: await hashingSlots.run(() => hashPassword(proof.password)) });
  }
  if (party === undefined) return refuse('passkeys_not_here');
  const use = { purpose: 'accept', invitationHash: hashToken(typed.token) } as const;
  const taken = await gate.database.gate((tx) => takeChallenge(tx, proof.passkey.clientData, use, visitor.deviceToken, gate.now));
  if (taken === undefined || taken.userHandle === null) return refuse('passkey_not_valid');
  const verified = await checkNewPasskey(party, taken.challenge, proof.passkey);
  return verified === undefined ? refuse('passkey_not_valid') : done({ passwordHash: null, passkey: { name: proof.name, handle: taken.userHandle, verified } });
}

/** Row of the trail and event of an acceptance, in its own transaction. */
async function tell(tx: Tx, gate: Gate, accepted: Acceptance, visitor: Link): Promise<void> {
  const { tenant_id: tenantId, personality_id: personalityId, account_id: accountId, node_id: nodeId } = accepted;
  const who = { tenantId, accountId, personalityId, address: visitor.address };
  await auditAtGate(tx, gate, who, { action: 'identity.invitation.accept', objectKind: 'invitation', objectId: accepted.invitation_id, details: { personalityId, nodeId } });
  const tenant = await tx.row<{ id: number; code: string; name: string }>(sql`select t.id, t.code, t.name from platform.tenants t where t.id = ${tenantId}`);
  if (accepted.made_node) await publish({ tx, tenant }, { kind: 'identity.node-added', nodeId, payload: { nodeId } });
  await publish({ tx, tenant }, { kind: 'identity.personality-granted', nodeId, payload: { personalityId } });
}

async function useUp(tx: Tx, gate: Gate, token: string, who: Joining, visitor: Link): Promise<Result<Acceptance, 'invitation_not_valid' | 'account_exists' | 'other_account'>> {
  const accepted = await acceptInvitation(tx, token, gate.now, who);
  if (accepted.outcome === 'not_valid') return refuse('invitation_not_valid', 'body.token');
  if (accepted.outcome !== 'accepted') return refuse(accepted.outcome);
  await tell(tx, gate, accepted, visitor);
  return done(accepted);
}

/** Undoes what was written before a refusal. */
class Undone extends Error {
  readonly refused: Result<never, 'invitation_not_valid' | 'account_exists' | 'passkey_not_valid' | 'no_personality'>;
  constructor(refused: Undone['refused']) {
    super('refused');
    this.refused = refused;
  }
}

/**
 * Makes account, role and first session of an invited person in one transaction. Profile and place come from the invitation alone.
 * An address that has an account is never joined to it here: its owner signs in first.
 */
export async function acceptAsNewPerson(
  gate: Gate,
  party: RelyingParty | undefined,
  typed: { readonly token: string; readonly displayName: string; readonly language: Language; readonly proof: InvitedProof },
  visitor: Visitor,
): Promise<Result<SignedIn, 'invitation_not_valid' | 'account_exists' | ProofFault>> {
  const read = await readInvitation(gate, typed.token, visitor);
  if (!read.ok) return read;
  if (read.value.hasAccount) return refuse('account_exists');
  const proved = await prove(gate, party, read.value, typed, visitor);
  if (!proved.ok) return proved;
  const { passwordHash, passkey } = proved.value;
  try {
    return await gate.database.gate(async (tx) => {
      const accepted = await useUp(tx, gate, typed.token, { displayName: typed.displayName, language: typed.language, passwordHash }, visitor);
      if (!accepted.ok) throw new Undone(accepted as Undone['refused']);
      const { account_id: accountId } = accepted.value;
      if (passkey !== undefined) {
        await setUserHandle(tx, accountId, passkey.handle);
        if ((await insertPasskey(tx, accountId, passkey.name, passkey.verified, gate.now)) === undefined) throw new Undone(refuse('passkey_not_valid'));
      }
      const entered = await enterAccount(tx, gate, visitor, accountId, passkey === undefined ? 'password' : 'passkey');
      if (!entered.ok) throw new Undone(refuse('invitation_not_valid'));
      return entered;
    });
  } catch (error) {
    if (error instanceof Undone) return error.refused as Result<never, 'invitation_not_valid' | 'account_exists' | 'passkey_not_valid'>;
    throw error;
  }
}

/** Adds the role to the account that is signed in, when the invitation went to its address. Answers the new personality. */
export async function joinByInvitation(gate: Gate, session: Session, token: string, visitor: Link): Promise<Result<{ personalityId: string }, 'invitation_not_valid' | 'other_account'>> {
  if (session.actor.onBehalfOf !== undefined) throw new AppError('forbidden', 'a stand-in takes no role');
  const read = await readInvitation(gate, token, visitor);
  if (!read.ok) return read;
  return gate.database.gate(async (tx): Promise<Result<{ personalityId: string }, 'invitation_not_valid' | 'other_account'>> => {
    const accepted = await useUp(tx, gate, token, { accountId: accountOf(session) }, visitor);
    if (!accepted.ok) return accepted.refusal === 'account_exists' ? refuse('other_account') : refuse(accepted.refusal, accepted.path);
    return done({ personalityId: accepted.value.personality_id });
  });
}
