/** Routes of second factors and of the ways back in: all at the gate, those with codes and links with the installation's key. */
import { AppError } from '#platform/errors';
import { gateRoute, type RouteHandler } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { done } from '#platform/result';
import {
  askRecoveryRoute,
  beginTotpRoute,
  completeSignInRoute,
  confirmIdentityRoute,
  confirmTotpRoute,
  confirmWaysRoute,
  forgetDeviceRoute,
  listDevicesRoute,
  lookRecoveryRoute,
  ownSecondFactorRoute,
  readSecurityRoute,
  removeTotpRoute,
  renewRecoveryCodesRoute,
  reportLostFactorRoute,
  resetPasswordRoute,
  stopRecoveryRoute,
  writeSecurityRoute,
} from './api.ts';
import { answerMe } from './sessions/answer-me.ts';
import { accountOf } from './sessions/end-sessions.ts';
import { forgetOwnDevice } from './sessions/forget-device.ts';
import { listDevices } from './sessions/known-devices.ts';
import { askRecovery } from './recovery/recovery-ask.ts';
import { reportLostFactor, stopRecovery } from './recovery/recovery-lost-factor.ts';
import { lookRecovery, resetPassword } from './recovery/recovery-reset.ts';
import { completeSignIn } from './second-factor/second-factor-half.ts';
import { beginOwnTotp, confirmOwnTotp, ownSecondFactor, removeOwnTotp, renewOwnCodes } from './second-factor/second-factor-manage.ts';
import { waysOf } from './second-factor/second-factor-ways.ts';
import { sessionOf } from './sessions/session-of.ts';
import { confirmIdentity } from './second-factor/step-up-confirm.ts';
import { secondFactorPrivileges, writeTenantSecurity } from './second-factor/tenant-security.ts';

interface CredentialSettings {
  /** Of the installation: opens the secrets of one-time codes, makes the links of mails. */
  readonly key: InstallationKey;
}

export function credentialRoutes({ key }: CredentialSettings): readonly RouteHandler[] {
  return [...proofRoutes(key), ...factorRoutes(key), ...recoveryRoutes(key)];
}

/** Completing a sign-in, and proving once more who one is. */
function proofRoutes(key: InstallationKey): RouteHandler[] {
  return [
    gateRoute(completeSignInRoute, async (gate, { body }, exchange) => {
      const result = await completeSignIn(gate, key, body, exchange);
      if (!result.ok) return result;
      exchange.setSessionCookie(result.value.token);
      exchange.setDeviceCookie(result.value.deviceToken);
      return answerMe(gate, result.value);
    }),
    gateRoute(confirmWaysRoute, async (gate, _request, exchange) => done(await gate.database.gate((tx) => waysOf(tx, accountOf(sessionOf(exchange)))))),
    gateRoute(confirmIdentityRoute, async (gate, { body }, exchange) => {
      const confirmed = await confirmIdentity(gate, key, sessionOf(exchange), body, exchange);
      if (!confirmed.ok) return confirmed;
      exchange.setSessionCookie(confirmed.value.token);
      return done({ csrfToken: confirmed.value.csrfToken });
    }),
  ];
}

/** One's own factor and browsers, and what the tenant asks for. */
function factorRoutes(key: InstallationKey): RouteHandler[] {
  return [
    gateRoute(ownSecondFactorRoute, async (gate, _request, exchange) => {
      const own = await gate.database.gate((tx) => ownSecondFactor(tx, accountOf(sessionOf(exchange)), gate.now));
      return done({ ...own, codeSince: own.codeSince?.toISOString() ?? null });
    }),
    gateRoute(beginTotpRoute, async (gate, _request, exchange) => done(await beginOwnTotp(gate, key, sessionOf(exchange), exchange))),
    gateRoute(confirmTotpRoute, async (gate, { body }, exchange) => {
      const confirmed = await confirmOwnTotp(gate, key, sessionOf(exchange), body.code, exchange);
      if (!confirmed.ok) return confirmed;
      const { token, ...answer } = confirmed.value;
      exchange.setSessionCookie(token);
      return done(answer);
    }),
    gateRoute(removeTotpRoute, (gate, _request, exchange) => removeOwnTotp(gate, sessionOf(exchange), exchange)),
    gateRoute(renewRecoveryCodesRoute, (gate, _request, exchange) => renewOwnCodes(gate, sessionOf(exchange), exchange)),
    gateRoute(listDevicesRoute, async (gate, _request, exchange) => {
      const devices = await gate.database.gate((tx) => listDevices(tx, accountOf(sessionOf(exchange)), exchange.deviceToken));
      return done({ items: devices.map((device) => ({ ...device, lastAt: device.lastAt.toISOString() })) });
    }),
    gateRoute(forgetDeviceRoute, async (gate, { params }, exchange) => {
      if (!(await forgetOwnDevice(gate, sessionOf(exchange), params.id, exchange))) throw new AppError('not_found', 'device');
      return done({ forgotten: true });
    }),
    gateRoute(readSecurityRoute, async (gate, _request, exchange) => done({ secondFactorPrivileges: await gate.database.gate((tx) => secondFactorPrivileges(tx, sessionOf(exchange).tenant.id)) })),
    gateRoute(writeSecurityRoute, async (gate, { body }, exchange) => done(await writeTenantSecurity(gate, sessionOf(exchange), body.secondFactorPrivileges, exchange))),
  ];
}

/** The ways back in. */
function recoveryRoutes(key: InstallationKey): RouteHandler[] {
  return [
    gateRoute(askRecoveryRoute, async (gate, { body }, exchange) => {
      await askRecovery(gate, key, body.loginName, exchange);
      return done({ asked: true });
    }),
    gateRoute(lookRecoveryRoute, (gate, { body }, exchange) => lookRecovery(gate, body.token, exchange)),
    gateRoute(resetPasswordRoute, (gate, { body }, exchange) => resetPassword(gate, key, body, exchange)),
    gateRoute(reportLostFactorRoute, async (gate, { body }, exchange) => {
      const reported = await reportLostFactor(gate, key, body, exchange);
      if (!reported.ok) return reported;
      return done({ askedAt: reported.value.askedAt.toISOString(), dueAt: reported.value.dueAt?.toISOString() ?? null });
    }),
    gateRoute(stopRecoveryRoute, (gate, { body }, exchange) => stopRecovery(gate, body.token, exchange)),
  ];
}
