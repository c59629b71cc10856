/** Routes of the module identity. Those about the session itself run at the gate; the lists are ordinary routes. */
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import {
  changePasswordRoute,
  endOtherSessionsRoute,
  endSessionRoute,
  listPeopleRoute,
  listSessionsRoute,
  meRoute,
  organisationRoute,
  setLanguageRoute,
  signInRoute,
  signOutRoute,
  switchPersonalityRoute,
} from './api.ts';
import { answerMe } from './sessions/answer-me.ts';
import { auditRoutes } from './audit/audit-http.ts';
import { changePassword } from './accounts/change-password.ts';
import { accountOf, endOtherOwnSessions, endOwnSession, signOut } from './sessions/end-sessions.ts';
import { listOrganisation } from './people/organisation.ts';
import { listPeople } from './people/people-list.ts';
import { sessionOf } from './sessions/session-of.ts';
import { listSessions } from './sessions/sessions.ts';
import { setLanguage } from './accounts/set-language.ts';
import { signIn } from './sign-in/sign-in.ts';
import { switchPersonality } from './sessions/switch-personality.ts';

export const identityRoutes: readonly RouteHandler[] = [
  gateRoute(signInRoute, async (gate, { body }, exchange) => {
    const result = await signIn(gate, body, exchange);
    if (!result.ok) return result;
    if ('half' in result.value) {
      exchange.setDeviceCookie(result.value.deviceToken);
      return done({ half: result.value.half, ways: result.value.ways });
    }
    exchange.setSessionCookie(result.value.token);
    exchange.setDeviceCookie(result.value.deviceToken);
    return answerMe(gate, result.value);
  }),
  gateRoute(signOutRoute, async (gate, _request, exchange) => {
    const ended = await signOut(gate, sessionOf(exchange), exchange);
    exchange.clearSessionCookie();
    return done({ ended });
  }),
  gateRoute(meRoute, async (gate, _request, exchange) => {
    const session = sessionOf(exchange);
    return answerMe(gate, { personalityId: session.actor.personalityId ?? '', csrfToken: session.csrfToken, needsSecondFactor: session.needsSecondFactor === true, delegationId: session.actor.onBehalfOf?.delegationId });
  }),
  gateRoute(switchPersonalityRoute, async (gate, { body }, exchange) => {
    const opened = await switchPersonality(gate, sessionOf(exchange), body, exchange);
    exchange.setSessionCookie(opened.token);
    return answerMe(gate, opened);
  }),
  gateRoute(setLanguageRoute, async (gate, { body }, exchange) => {
    await setLanguage(gate, sessionOf(exchange), body.language, exchange);
    return done({ language: body.language });
  }),
  gateRoute(changePasswordRoute, (gate, { body }, exchange) => changePassword(gate, sessionOf(exchange), body, exchange)),
  gateRoute(listSessionsRoute, async (gate, _request, exchange) => {
    const session = sessionOf(exchange);
    const sessions = await gate.database.gate((tx) => listSessions(tx, accountOf(session), gate.now));
    const items = sessions.map((row) => ({
      ...row,
      current: row.id === session.id,
      createdAt: row.createdAt.toISOString(),
      seenAt: row.seenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }));
    return done({ items });
  }),
  gateRoute(endSessionRoute, async (gate, { params }, exchange) => {
    const session = sessionOf(exchange);
    await endOwnSession(gate, session, params.id, exchange);
    if (params.id === session.id) exchange.clearSessionCookie();
    return done({ ended: true });
  }),
  gateRoute(endOtherSessionsRoute, async (gate, _request, exchange) => done({ ended: await endOtherOwnSessions(gate, sessionOf(exchange), exchange) })),
  route(organisationRoute, async (ctx) => done(await listOrganisation(ctx))),
  route(listPeopleRoute, async (ctx, { query }) => done(await listPeople(ctx, query))),
  ...auditRoutes,
];
