import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import {
  addPartRoute, getImportRoute, importTemplateRoute, listFaultsRoute, listImportKindsRoute, listImportsRoute, previewImportRoute, readFileRoute, reportCsvRoute, reportXlsxRoute, runImportRoute,
  startImportRoute,
} from './api.ts';
import { addPart, readFile, startImport } from './bring-file.ts';
import { listKinds, makeTemplate, type ImportKinds } from './import-kinds.ts';
import { listImports, toListed } from './import-list.ts';
import { pageOfReport, reportFile } from './import-report.ts';
import { getImport } from './imports.ts';
import { previewImport } from './preview-import.ts';
import { runImport } from './run-import.ts';

/** Routes over the kinds that the program has. */
export const flowsRoutes = (kinds: ImportKinds): readonly RouteHandler[] => [
  route(listImportKindsRoute, async (ctx) => done({ items: await listKinds(ctx, kinds) })),
  route(importTemplateRoute, async (ctx, { params }) => makeTemplate(ctx, kinds, params.key)),
  route(listImportsRoute, async (ctx, { query }) => done(await listImports(ctx, query))),
  route(getImportRoute, async (ctx, { params }) => done(toListed(await getImport(ctx, params.id), ctx.language))),
  route(startImportRoute, async (ctx, { body }) => startImport(ctx, kinds, body)),
  route(addPartRoute, async (ctx, { params, body }) => addPart(ctx, params.id, params.number, Buffer.from(body.data, 'base64'))),
  route(readFileRoute, async (ctx, { params }) => readFile(ctx, kinds, params.id)),
  route(previewImportRoute, async (ctx, { params, body }) => previewImport(ctx, kinds, params.id, body.mapping)),
  route(runImportRoute, async (ctx, { params, body }) => runImport(ctx, kinds, params.id, body)),
  route(listFaultsRoute, async (ctx, { params, query }) => done(await pageOfReport(ctx, kinds, params.id, query))),
  route(reportCsvRoute, async (ctx, { params }) => done(await reportFile(ctx, kinds, params.id, 'csv'))),
  route(reportXlsxRoute, async (ctx, { params }) => done(await reportFile(ctx, kinds, params.id, 'xlsx'))),
];
