/** Routes of the module gateway: the registry, what people see of it, and the answer for reverse proxies. */
import { listProfiles } from '#identity';
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import {
  changeAppRoute, getRegisteredRoute, listAppsRoute, listDeliveriesRoute, listRegistryRoute, previewRoute, proxyCheckRoute, registerAppRoute, removeAppRoute, retryDeliveryRoute, rotateSecretRoute,
  setAppStateRoute, setRulesRoute, type RegisteredApp,
} from './api.ts';
import { ownApps, previewFor } from './app-list.ts';
import { listApps, type App } from './apps.ts';
import { listDeliveries, retryDelivery } from './delivery-list.ts';
import { createKeyring } from './gateway-keys.ts';
import type { OutboundPolicy } from '#platform/outbound';
import { checkForProxy } from './proxy-check.ts';
import { changeApp, getApp, registerApp, removeApp, rotateSecret, setAppState } from './register-app.ts';
import { figuresOfApps } from './registry.ts';
import { namedRules, type NamedRule } from './rule-names.ts';
import { setRules } from './set-rules.ts';

interface GatewaySettings {
  readonly issuer: string;
  readonly keysFile: string;
  readonly outbound: OutboundPolicy;
}

function told(app: App): RegisteredApp {
  const { tenantId: _own, previousSecretUntil, createdAt, changedAt, ...words } = app;
  return {
    ...words,
    icon: words.icon as RegisteredApp['icon'],
    status: words.status === 'suspended' ? 'suspended' : 'active',
    redirectUris: [...words.redirectUris],
    postLogoutUris: [...words.postLogoutUris],
    apiAreas: [...words.apiAreas] as RegisteredApp['apiAreas'],
    defaultSettings: { ...words.defaultSettings } as RegisteredApp['defaultSettings'],
    previousSecretUntil: previousSecretUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

const plain = <T extends { readonly settings: App['defaultSettings'] }>(rule: T) => ({ ...rule, settings: { ...rule.settings } as RegisteredApp['defaultSettings'] });

const toldRule = ({ appId: _app, ...rule }: NamedRule & { readonly appId: string }) => plain(rule);
const shownOfAudience = 3;
const audienceOf = (rules: readonly NamedRule[]) => ({ rules: rules.length, first: rules.slice(0, shownOfAudience).map(({ profile, nodeName, personName }) => ({ profile, nodeName, personName })) });

/** All routes; which hosts lie inside and who signs is known to the composition root. */
export function gatewayRoutes({ issuer, keysFile, outbound }: GatewaySettings): readonly RouteHandler[] {
  const keyring = createKeyring(keysFile, () => new Date());
  return [
    route(listRegistryRoute, async (ctx) => {
      const letIn = (await namedRules(ctx)).filter((rule) => rule.effect === 'allow');
      const figures = await figuresOfApps(ctx);
      const apps = await listApps(ctx.tx, ctx.tenant.id);
      const profiles = await listProfiles(ctx.tx, ctx.tenant.id);
      return done({
        items: apps.map((app) => ({ ...told(app), openSignIns: figures.get(app.id)?.openSignIns ?? 0, failedDeliveries: figures.get(app.id)?.failedDeliveries ?? 0, audience: audienceOf(letIn.filter((rule) => rule.appId === app.id)) })),
        profiles: profiles.map(({ key, it, en }) => ({ key, name: { it, en } })),
        issuer,
      });
    }),
    route(getRegisteredRoute, async (ctx, { params }) => done({ app: told(await getApp(ctx, params.id)), rules: (await namedRules(ctx, params.id)).map(toldRule) })),
    route(registerAppRoute, async (ctx, { body }) => {
      const result = await registerApp(ctx, body, outbound);
      return result.ok ? done({ app: told(result.value.app), secret: result.value.secret }) : result;
    }),
    route(changeAppRoute, async (ctx, { params, body }) => {
      const result = await changeApp(ctx, params.id, body, outbound);
      return result.ok ? done({ app: told(result.value.app) }) : result;
    }),
    route(rotateSecretRoute, async (ctx, { params, body }) => {
      const result = await rotateSecret(ctx, params.id, body.keepOldHours);
      return result.ok ? done({ secret: result.value.secret, previousSecretUntil: result.value.previousSecretUntil?.toISOString() ?? null }) : result;
    }),
    route(setAppStateRoute, async (ctx, { params, body }) => done({ app: told(await setAppState(ctx, params.id, body.status)) })),
    route(removeAppRoute, async (ctx, { params }) => {
      await removeApp(ctx, params.id);
      return done({ removed: true as const });
    }),
    route(setRulesRoute, async (ctx, { params, body }) => {
      const result = await setRules(ctx, params.id, body);
      return result.ok ? done({ app: told(result.value.app), rules: (await namedRules(ctx, params.id)).map(toldRule) }) : result;
    }),
    route(previewRoute, async (ctx, { query }) => {
      const { personality, apps } = await previewFor(ctx, query.personalityId);
      return done({
        personality: { id: personality.personalityId, displayName: personality.displayName, label: personality.label, profile: personality.profile },
        items: apps.map(({ app, resolved }) => {
          const { visible, decidedBy, sources } = resolved;
          return { ...plain(resolved), appId: app.id, name: app.name, status: app.status === 'suspended' ? ('suspended' as const) : ('active' as const), visible, decidedBy, sources: { ...sources } };
        }),
      });
    }),
    route(listAppsRoute, async (ctx) => {
      const { apps } = await ownApps(ctx);
      return done({ items: apps.map(({ app: { clientId, name, description, icon, address } }) => ({ clientId, name, description, icon, address })) });
    }),
    route(listDeliveriesRoute, async (ctx, { query }) => {
      const { items, nextCursor } = await listDeliveries(ctx, query);
      return done({
        items: items.map((item) => ({
          ...item,
          createdAt: item.createdAt.toISOString(),
          nextAttemptAt: item.settledAt === null ? item.nextAttemptAt.toISOString() : null,
          settledAt: item.settledAt?.toISOString() ?? null,
        })),
        nextCursor,
      });
    }),
    route(retryDeliveryRoute, async (ctx, { params }) => retryDelivery(ctx, params.id)),
    route(proxyCheckRoute, async (ctx, _request, exchange) => {
      const answer = await checkForProxy(ctx, exchange.header, await keyring(), issuer);
      if (typeof answer !== 'string') return answer;
      exchange.setHeader('x-volano-assertion', answer);
      return done({ assertion: answer, seconds: 60 as const });
    }),
  ];
}
