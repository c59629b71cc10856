/** SQL of challenges: what an authenticator signs. Each is used once, in the browser that asked for it, for what it was made. */
import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import { hashToken } from '../sessions/sessions.ts';

export type ChallengeUse =
  | { readonly purpose: 'sign-in' }
  | { readonly purpose: 'confirm' | 'add'; readonly accountId: string }
  | { readonly purpose: 'accept'; readonly invitationHash: Buffer };

/** How long a browser may take, in milliseconds. */
export const challengeMs = 300_000;

/** Draws a challenge for this browser. */
export async function drawChallenge(tx: Tx, use: ChallengeUse, browser: string, now: Date, userHandle?: Buffer): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await tx.run(sql`
    insert into identity.passkey_challenges (challenge_hash, purpose, browser_hash, account_id, invitation_hash, user_handle, expires_at)
    values (${hashToken(challenge)}, ${use.purpose}, ${hashToken(browser)}, ${'accountId' in use ? use.accountId : null}, ${'invitationHash' in use ? use.invitationHash : null},
      ${userHandle ?? null}, ${new Date(now.getTime() + challengeMs)})`);
  return challenge;
}

export interface TakenChallenge {
  readonly challenge: string;
  readonly userHandle: Buffer | null;
}

/** The challenge that the browser says was signed; anything unreadable is none. */
function challengeIn(clientData: string): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'));
    if (typeof said === 'object' && said !== null && 'challenge' in said && typeof said.challenge === 'string') return said.challenge;
  } catch {
    // Not JSON: as good as an unknown challenge.
  }
  return '';
}

/** Uses a challenge up, whatever comes of it; undefined for one that is unknown, old, used, of another browser or for something else. */
export async function takeChallenge(tx: Tx, clientData: string, use: ChallengeUse, browser: string | undefined, now: Date): Promise<TakenChallenge | undefined> {
  const challenge = challengeIn(clientData);
  const row = await tx.maybeRow<{ user_handle: Buffer | null }>(sql`
    update identity.passkey_challenges c set used_at = ${now}
    where c.challenge_hash = ${hashToken(challenge)} and c.browser_hash = ${hashToken(browser ?? '')} and c.used_at is null and c.expires_at > ${now} and c.purpose = ${use.purpose}
      and c.account_id is not distinct from ${'accountId' in use ? use.accountId : null}::uuid
      and c.invitation_hash is not distinct from ${'invitationHash' in use ? use.invitationHash : null}::bytea
    returning c.user_handle`);
  return row === undefined ? undefined : { challenge, userHandle: row.user_handle };
}

/** Throws old challenges away; answers how many. The owner's transaction. */
export async function forgetOldChallenges(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from identity.passkey_challenges where expires_at < ${before}`);
}
