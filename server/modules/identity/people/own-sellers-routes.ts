/** Routes of managing people: each finds the role within the own part of the network, then does one thing with it. */
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { endPersonRoute, movePersonRoute, personOperationsRoute, resumePersonRoute, suspendPersonRoute } from '../api.ts';
import { endPersonalityFrom, movePersonality, resumePersonality, suspendPersonality } from './own-sellers-changes.ts';
import { keepingTheLast } from '../changes/last-administrator.ts';
import { refuseAlone } from '../rules/rights-facts.ts';
import { describeOperations, getManagedPerson } from './own-sellers-find.ts';

export const ownSellersRoutes: readonly RouteHandler[] = [
  route(personOperationsRoute, async (ctx, { params }) => done(await describeOperations(ctx, params.id))),
  route(suspendPersonRoute, async (ctx, { params }) => {
    const person = await getManagedPerson(ctx, params.id);
    const result = await keepingTheLast(ctx, () => suspendPersonality(ctx, person));
    return result.ok ? done({ done: true }) : result;
  }),
  route(resumePersonRoute, async (ctx, { params }) => {
    const result = await resumePersonality(ctx, await getManagedPerson(ctx, params.id));
    return result.ok ? done({ done: true }) : result;
  }),
  route(endPersonRoute, async (ctx, { params, body }) => {
    const person = await getManagedPerson(ctx, params.id);
    const result = (await refuseAlone(ctx, person.profile)) ?? (await endPersonalityFrom(ctx, person, body.from));
    return result.ok ? done({ done: true }) : result;
  }),
  route(movePersonRoute, async (ctx, { params, body }) => {
    const person = await getManagedPerson(ctx, params.id);
    const result = (await refuseAlone(ctx, person.profile)) ?? (await movePersonality(ctx, person, body.nodeId));
    return result.ok ? done({ personalityId: result.value }) : result;
  }),
];
