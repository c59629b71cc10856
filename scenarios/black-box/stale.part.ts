/** Rights that were there a moment ago. Each begins with a session of its own, which works, and goes on after the right is gone. */
import { endOtherSessionsRoute, endSessionRoute, meRoute, signInRoute, signOutRoute } from '#identity/api';
import { getQuoteRoute, printQuoteRoute } from '#quoting/api';
import { sql } from '#platform/sql';
import { everybodysPassword, type Attack, type BlackBox, type Seen } from '../../server/testing/black-box.ts';
import type { SignedIn } from '../../server/testing/world.ts';

let mine: SignedIn;

/** An honest read with a fresh session, then something happens to the right, then the same session again. */
function after(name: string, happens: (at: BlackBox, session: SignedIn) => Promise<unknown>, then: (at: BlackBox, session: SignedIn) => Promise<Seen> = (at, session) => at.call(session, getQuoteRoute, { params: { id: at.ours.id } }), ends: Attack['ends'] = '401 not_signed_in'): Attack {
  return {
    name,
    honest: async (at) => {
      mine = await at.fresh('dealerManager');
      return at.call(mine, getQuoteRoute, { params: { id: at.ours.id } });
    },
    attempt: async (at) => {
      await happens(at, mine);
      try {
        return await then(at, mine);
      } finally {
        await restore(at);
      }
    },
    ends,
  };
}

const owner = <T>(at: BlackBox, work: Parameters<typeof at.world.database.asOwner<T>>[0]) => at.world.database.asOwner(work);
const restore = (at: BlackBox) =>
  owner(at, async (tx) => {
    await tx.run(sql`update identity.personalities set valid_to = null where id = ${at.world.person('dealerManager').personalityId}`);
    await tx.run(sql`update identity.accounts set status = 'active' where id = ${at.world.person('dealerManager').accountId}`);
    await tx.run(sql`update identity.nodes set valid_to = null where id = ${at.world.node('DLR001')}`);
  });
const endPersonality = (at: BlackBox) => owner(at, (tx) => tx.run(sql`update identity.personalities set valid_to = '2026-01-01' where id = ${at.world.person('dealerManager').personalityId}`));
const block = (at: BlackBox) => owner(at, (tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${at.world.person('dealerManager').accountId}`));
const closeNode = (at: BlackBox) => owner(at, (tx) => tx.run(sql`update identity.nodes set valid_to = '2026-01-01' where id = ${at.world.node('DLR001')}`));

export const staleAttacks: readonly Attack[] = [
  after('signed out', (at, session) => at.call(session, signOutRoute)),
  after('ended from another browser', async (at, session) => at.call(await at.fresh('dealerManager'), endSessionRoute, { params: { id: session.sessionId } })),
  after('all others ended', async (at) => at.call(await at.fresh('dealerManager'), endOtherSessionsRoute)),
  after('the personality is over', endPersonality),
  after('the account is blocked', block),
  after('the place is closed', closeNode),
  after('half an hour of silence', (at, session) => owner(at, (tx) => tx.run(sql`update identity.sessions set seen_at = now() - interval '31 minutes' where id = ${session.sessionId}`))),
  after('ten hours after signing in', (at, session) => owner(at, (tx) => tx.run(sql`update identity.sessions set expires_at = now() - interval '1 second' where id = ${session.sessionId}`))),
  after('the personality is over: a print', endPersonality, (at, session) => at.call(session, printQuoteRoute, { params: { id: at.ours.id } })),
  after('the personality is over: the live stream', endPersonality, (at, session) => at.send({ path: '/api/live', headers: session.headers })),
  after('the account is blocked: the password', block, (at) => at.call(undefined, signInRoute, { body: { loginName: 'dealermanager@tst.example', password: everybodysPassword } }), '422 credentials_not_valid'),
  after('the personality is over: signing in again', endPersonality, (at) => at.call(undefined, signInRoute, { body: { loginName: 'dealermanager@tst.example', password: everybodysPassword } }), '422 no_personality'),
  after('the personality is over: who am I', endPersonality, (at, session) => at.call(session, meRoute)),
];
