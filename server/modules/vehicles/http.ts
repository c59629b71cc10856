import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { checkConfigurationRoute, exportVersionsRoute, getVersionRoute, listMakesRoute, listVersionsRoute, searchVehiclesRoute, versionOptionsRoute } from './api.ts';
import { getVersion, listMakes, listVersions } from './catalogue.ts';
import { explainConfiguration } from './configure-version.ts';
import { exportVersions } from './export-versions.ts';
import { getVersionOptions } from './options.ts';
import { stockRoutes } from './stock-http.ts';
import { searchVehicles } from './vehicle-search.ts';

export const vehiclesRoutes: readonly RouteHandler[] = [
  route(searchVehiclesRoute, async (ctx, { query }) => done({ items: await searchVehicles(ctx, query.text, query.limit) })),
  route(listMakesRoute, async (ctx) => done({ items: await listMakes(ctx) })),
  route(listVersionsRoute, async (ctx, { query }) => done(await listVersions(ctx, query))),
  streamRoute(exportVersionsRoute, (ctx, { query }) => Promise.resolve(done(exportVersions(ctx, query)))),
  route(getVersionRoute, async (ctx, { params }) => done(await getVersion(ctx, params.id))),
  route(versionOptionsRoute, async (ctx, { params }) => done(await getVersionOptions(ctx, params.id))),
  route(checkConfigurationRoute, async (ctx, { params, body }) => explainConfiguration(ctx, params.id, body.chosen, body.wish)),
  ...stockRoutes,
];
