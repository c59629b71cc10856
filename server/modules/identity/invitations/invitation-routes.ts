/** Routes of invitations; main.ts knows the public address and who carries mail. */
import { civilDateIn } from '#platform/civil-date-in';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { houseZone } from '#platform/system-context';
import { answerMe } from '../sessions/answer-me.ts';
import {
  acceptInvitationRoute, givableProfilesRoute, invitationPasskeyRoute, inviteRoute, joinByInvitationRoute, listInvitationsRoute, openInvitationRoute, resendInvitationRoute, revokeInvitationRoute,
} from '../api.ts';
import { acceptAsNewPerson, describeInvitedMaking, joinByInvitation, readInvitation } from './invitation-accept.ts';
import { listInvitations } from './invitation-list.ts';
import { givableProfiles } from './invitation-profiles.ts';
import { invite, resendInvitation, revokeInvitation, type Postal } from './invitation-send.ts';
import { relyingPartyOf } from '../passkeys/passkey-relying-party.ts';
import { browserToken } from '../passkeys/passkey-sign-in.ts';
import { sessionOf } from '../sessions/session-of.ts';

export function invitationRoutes(postal: Postal): readonly RouteHandler[] {
  const party = relyingPartyOf(postal.publicUrl);
  return [
    route(listInvitationsRoute, async (ctx) => done({ items: await listInvitations(ctx) })),
    route(givableProfilesRoute, async (ctx) => done({ items: (await givableProfiles(ctx)).map((profile) => ({ ...profile, nodeKinds: [...profile.nodeKinds] })) })),
    route(inviteRoute, async (ctx, { body }) => invite(ctx, postal, body)),
    route(resendInvitationRoute, async (ctx, { params }) => resendInvitation(ctx, postal, params.id)),
    route(revokeInvitationRoute, async (ctx, { params }) => {
      const revoked = await revokeInvitation(ctx, params.id);
      return revoked.ok ? done({ revoked: true }) : revoked;
    }),
    gateRoute(openInvitationRoute, async (gate, { body }, exchange) => {
      const read = await readInvitation(gate, body.token, exchange);
      if (!read.ok) return read;
      const { tenantName, inviterName, nameIt, nameEn, placeName, email, language, expiresAt, hasAccount } = read.value;
      return done({ tenantName, inviterName, profileName: { it: nameIt, en: nameEn }, placeName, email, language, expiresOn: civilDateIn(houseZone, expiresAt), hasAccount, passkeysPossible: party !== undefined });
    }),
    gateRoute(invitationPasskeyRoute, async (gate, { body }, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const browser = browserToken(exchange);
      if (exchange.deviceToken === undefined) exchange.setDeviceCookie(browser);
      return describeInvitedMaking(gate, party, body, exchange, browser);
    }),
    gateRoute(acceptInvitationRoute, async (gate, { body }, exchange) => {
      const accepted = await acceptAsNewPerson(gate, party, body, exchange);
      if (!accepted.ok) return accepted;
      exchange.setSessionCookie(accepted.value.token);
      exchange.setDeviceCookie(accepted.value.deviceToken);
      return answerMe(gate, accepted.value);
    }),
    gateRoute(joinByInvitationRoute, async (gate, { body }, exchange) => joinByInvitation(gate, sessionOf(exchange), body.token, exchange)),
  ];
}
