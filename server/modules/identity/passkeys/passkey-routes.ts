/** Routes of passkeys; main.ts knows the public address they are made for. */
import { gateRoute, type Gate, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import {
  addPasskeyRoute, confirmByPasskeyRoute, confirmChallengeRoute, listPasskeysRoute, makePasskeyRoute, passkeyEntranceRoute, passkeySignInRoute, removePasskeyRoute, renamePasskeyRoute,
} from '../api.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { answerMe } from '../sessions/answer-me.ts';
import { confirmByPasskey } from './passkey-confirm.ts';
import { addPasskey, describeMaking, removeOwnPasskey, renameOwnPasskey } from './passkey-own.ts';
import { relyingPartyOf } from './passkey-relying-party.ts';
import { askPasskey, browserToken, signInByPasskey } from './passkey-sign-in.ts';
import { listPasskeys } from './passkeys.ts';
import { sessionOf } from '../sessions/session-of.ts';

export function passkeyRoutes({ publicUrl }: { readonly publicUrl: string }): readonly RouteHandler[] {
  const party = relyingPartyOf(publicUrl);
  const ownPasskeys = (gate: Gate, accountId: string) => gate.database.gate((tx) => listPasskeys(tx, accountId));
  return [
    gateRoute(passkeyEntranceRoute, async (gate, _request, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const browser = browserToken(exchange);
      if (exchange.deviceToken === undefined) exchange.setDeviceCookie(browser);
      return done(await askPasskey(gate, party, { purpose: 'sign-in' }, browser));
    }),
    gateRoute(passkeySignInRoute, async (gate, { body }, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const signedIn = await signInByPasskey(gate, party, body.answer, exchange);
      if (!signedIn.ok) return signedIn;
      exchange.setSessionCookie(signedIn.value.token);
      exchange.setDeviceCookie(signedIn.value.deviceToken);
      return answerMe(gate, signedIn.value);
    }),
    gateRoute(confirmChallengeRoute, async (gate, _request, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const accountId = accountOf(sessionOf(exchange));
      const browser = browserToken(exchange);
      if (exchange.deviceToken === undefined) exchange.setDeviceCookie(browser);
      const known = (await ownPasskeys(gate, accountId)).map((passkey) => passkey.credentialId);
      return done({ ...(await askPasskey(gate, party, { purpose: 'confirm', accountId }, browser)), known });
    }),
    gateRoute(confirmByPasskeyRoute, async (gate, { body }, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const confirmed = await confirmByPasskey(gate, party, sessionOf(exchange), body.answer, exchange);
      if (!confirmed.ok) return confirmed;
      exchange.setSessionCookie(confirmed.value.token);
      return done({ csrfToken: confirmed.value.csrfToken });
    }),
    gateRoute(listPasskeysRoute, async (gate, _request, exchange) => {
      const items = (await ownPasskeys(gate, accountOf(sessionOf(exchange)))).map(({ id, name, createdAt, lastUsedAt, backedUp }) => ({
        id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, backedUp,
      }));
      return done({ possible: party !== undefined, items });
    }),
    gateRoute(makePasskeyRoute, async (gate, _request, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const browser = browserToken(exchange);
      if (exchange.deviceToken === undefined) exchange.setDeviceCookie(browser);
      return done(await describeMaking(gate, party, sessionOf(exchange), browser));
    }),
    gateRoute(addPasskeyRoute, async (gate, { body }, exchange) => {
      if (party === undefined) return refuse('passkeys_not_here');
      const added = await addPasskey(gate, party, sessionOf(exchange), body, exchange);
      return added.ok ? done({ ...added.value, createdAt: added.value.createdAt.toISOString() }) : added;
    }),
    gateRoute(renamePasskeyRoute, async (gate, { params, body }, exchange) => {
      await renameOwnPasskey(gate, sessionOf(exchange), params.id, body.name, exchange);
      return done({ name: body.name });
    }),
    gateRoute(removePasskeyRoute, async (gate, { params }, exchange) => {
      const removed = await removeOwnPasskey(gate, sessionOf(exchange), params.id, exchange);
      return removed.ok ? done({ removed: true }) : removed;
    }),
  ];
}
