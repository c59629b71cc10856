/** Routes by which managers protect the accounts in their scope. */
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { confirmRecoveryRoute, endSessionsOfRoute, listRecoveriesRoute, refuseRecoveryRoute, setAccountStatusRoute } from '../api.ts';
import { endSessionsOf, setAccountStatus } from './protect-account.ts';
import { confirmRecovery, listRecoveries, refuseRecovery } from '../recovery/recovery-decide.ts';

export const protectRoutes: readonly RouteHandler[] = [
  route(listRecoveriesRoute, async (ctx) => done({ items: await listRecoveries(ctx) })),
  route(confirmRecoveryRoute, (ctx, { params }) => confirmRecovery(ctx, params.id)),
  route(refuseRecoveryRoute, async (ctx, { params }) => {
    await refuseRecovery(ctx, params.id);
    return done({ stopped: true });
  }),
  route(endSessionsOfRoute, (ctx, { params }) => endSessionsOf(ctx, params.id)),
  route(setAccountStatusRoute, (ctx, { params, body }) => setAccountStatus(ctx, params.id, body.status)),
];
