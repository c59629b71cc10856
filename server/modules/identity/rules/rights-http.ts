/** Routes of stand-ins and of changes of rights. */
import type { PrivilegeDefinition } from '#platform/module';
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { askDelegation } from '../delegation/ask-delegation.ts';
import { decideChangeRoute, listChangeRequestsRoute, listProfilesRoute, proposeChangeRoute, withdrawChangeRoute } from '../changes/change-request-contracts.ts';
import { pageChangeRequests } from '../changes/change-requests.ts';
import { decideChange, withdrawChange } from '../changes/decide-change.ts';
import { decideDelegation, endDelegation } from '../delegation/decide-delegation.ts';
import { askDelegationRoute, decideDelegationRoute, delegationChoicesRoute, endDelegationRoute, listColleaguesRoute, listDelegationsRoute, mostDelegationDays } from '../delegation/delegation-contracts.ts';
import { absentFacts, colleagues } from '../delegation/delegation-facts.ts';
import { pageDelegations, toDelegation } from '../delegation/delegations.ts';
import { isPassable } from '../changes/passable-privileges.ts';
import { proposeChange } from '../changes/propose-change.ts';
import { listProfileRows } from './rights-facts.ts';
import { toChangeRequest } from '../changes/show-change-request.ts';

/** `privileges`: every privilege of the program, which only the composition root knows. */
export function rightsRoutes(privileges: readonly PrivilegeDefinition[]): readonly RouteHandler[] {
  const known = new Set(privileges.map(({ key }) => key));
  const named = (wanted: (key: string) => boolean) => privileges.filter(({ key }) => wanted(key)).map(({ key, it, en }) => ({ key, it, en }));
  return [
    route(listDelegationsRoute, async (ctx, { query }) => {
      const rows = await pageDelegations(ctx, query);
      return done({ items: rows.slice(0, query.limit).map((row) => toDelegation(ctx, row)), nextCursor: rows.length > query.limit ? (rows[query.limit - 1]?.id ?? null) : null });
    }),
    route(delegationChoicesRoute, async (ctx) => {
      const own = ctx.actor.personalityId === null || ctx.actor.onBehalfOf !== undefined ? undefined : await absentFacts(ctx, ctx.actor.personalityId);
      return done({ rule: own?.rule ?? 'none', mostDays: mostDelegationDays, privileges: named((key) => isPassable(key) && (own?.privileges.includes(key) ?? false)), lendable: named(isPassable) });
    }),
    route(listColleaguesRoute, async (ctx, { query }) => {
      const found = await colleagues(ctx, query);
      return done({ items: found.filter(({ accountId }) => accountId !== ctx.actor.accountId).map(({ nameIt, nameEn, ...one }) => ({ ...one, profileName: { it: nameIt, en: nameEn } })) });
    }),
    route(askDelegationRoute, (ctx, { body }) => askDelegation(ctx, body)),
    route(decideDelegationRoute, (ctx, { params, body }) => decideDelegation(ctx, params.id, body)),
    route(endDelegationRoute, (ctx, { params, body }) => endDelegation(ctx, params.id, body.note)),
    route(listProfilesRoute, async (ctx) => done({ profiles: await listProfileRows(ctx), privileges: named(() => true) })),
    route(listChangeRequestsRoute, async (ctx, { query }) => {
      const rows = await pageChangeRequests(ctx, query);
      const items = [];
      for (const row of rows.slice(0, query.limit)) items.push(await toChangeRequest(ctx, row, known));
      return done({ items, nextCursor: rows.length > query.limit ? (rows[query.limit - 1]?.id ?? null) : null });
    }),
    route(proposeChangeRoute, (ctx, { body }) => proposeChange(ctx, body, known)),
    route(decideChangeRoute, (ctx, { params, body }) => decideChange(ctx, params.id, body, known)),
    route(withdrawChangeRoute, (ctx, { params }) => withdrawChange(ctx, params.id, known)),
  ];
}
