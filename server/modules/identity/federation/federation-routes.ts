/** Routes of sign-in by the word of another house. */
import { AppError } from '#platform/errors';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import {
  addProviderRoute, beginFederatedSignInRoute, beginLinkRoute, changeProviderRoute, completeFederationRoute, listProvidersRoute, offeredProvidersRoute, ownLinksRoute, setProviderStateRoute, testProviderRoute,
  unlinkRoute, type FederationProvider,
} from './federation-contracts.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { beginJourney, completeJourney, redirectUriOf, unlink, type FederationSettings } from './federation-journey.ts';
import { ownLinks } from './federation-links.ts';
import { lookAtProvider, PartnerError } from './federation-partner.ts';
import { findProvider, listProviders, offeredProviders, type ListedProvider } from './federation-providers.ts';
import { addProvider, changeProvider, setProviderState } from './federation-registry.ts';
import { sessionOf } from '../sessions/session-of.ts';

/** They name the public address, the installation's key and its intranet, which main.ts knows. */
export function federationRoutes(settings: FederationSettings): readonly RouteHandler[] {
  const told = ({ tenantId: _own, ...provider }: ListedProvider): FederationProvider => ({
    ...provider, domains: [...provider.domains], redirectUri: redirectUriOf(settings, provider.id), createdAt: provider.createdAt.toISOString(), changedAt: provider.changedAt.toISOString(),
  });
  return [
    route(listProvidersRoute, async (ctx) => done({ items: (await listProviders(ctx)).map(told) })),
    route(addProviderRoute, async (ctx, { body }) => {
      const added = await addProvider(ctx, settings.key, body, settings.outbound);
      return added.ok ? done({ provider: told(added.value) }) : added;
    }),
    route(changeProviderRoute, async (ctx, { params, body }) => done({ provider: told(await changeProvider(ctx, settings.key, params.id, body)) })),
    route(setProviderStateRoute, async (ctx, { params, body }) => done({ provider: told(await setProviderState(ctx, params.id, body.enabled)) })),
    gateRoute(testProviderRoute, async (gate, { params }, exchange) => {
      const provider = await gate.database.gate((tx) => findProvider(tx, { id: params.id, tenantId: sessionOf(exchange).tenant.id }));
      if (provider === undefined) throw new AppError('not_found', 'provider');
      try {
        return done(await lookAtProvider(provider, settings.outbound));
      } catch (error) {
        if (error instanceof PartnerError) return refuse('provider_unreachable', undefined, { reason: error.message });
        throw error;
      }
    }),
    gateRoute(offeredProvidersRoute, async (gate, { query }) => done({ items: await gate.database.gate((tx) => offeredProviders(tx, query.domain)) })),
    gateRoute(beginFederatedSignInRoute, (gate, { body }, exchange) => beginJourney(gate, settings, body.providerId, exchange)),
    gateRoute(beginLinkRoute, (gate, { body }, exchange) => beginJourney(gate, settings, body.providerId, exchange, sessionOf(exchange))),
    gateRoute(completeFederationRoute, async (gate, { body }, exchange) => {
      const completed = await completeJourney(gate, settings, body, exchange);
      if (!completed.ok) return completed;
      if ('linked' in completed.value) return done({ outcome: 'linked' as const });
      const { token, deviceToken } = completed.value.signedIn;
      exchange.setSessionCookie(token);
      exchange.setDeviceCookie(deviceToken);
      return done({ outcome: 'signedIn' as const });
    }),
    gateRoute(ownLinksRoute, async (gate, _request, exchange) => {
      const session = sessionOf(exchange);
      const items = await gate.database.gate((tx) => ownLinks(tx, { tenantId: session.tenant.id, accountId: accountOf(session) }));
      return done({ items: items.map((item) => ({ ...item, linkedAt: item.linkedAt?.toISOString() ?? null, lastUsedAt: item.lastUsedAt?.toISOString() ?? null })) });
    }),
    gateRoute(unlinkRoute, async (gate, { params }, exchange) => {
      await unlink(gate, sessionOf(exchange), params.id, exchange);
      return done({ unlinked: true as const });
    }),
  ];
}
