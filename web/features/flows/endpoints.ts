/** The routes that the page of imports calls. */
import type {
  addPartRoute, getImportRoute, importTemplateRoute, listFaultsRoute, listImportKindsRoute, listImportsRoute, previewImportRoute, readFileRoute, reportCsvRoute, reportXlsxRoute, runImportRoute,
  startImportRoute,
} from '#flows/api';
import { endpoint } from '../../request/index.ts';

export const listImportKinds = endpoint<typeof listImportKindsRoute>('GET', '/api/flows/kinds');
export const importTemplate = endpoint<typeof importTemplateRoute>('GET', '/api/flows/kinds/:key/template');
export const listImports = endpoint<typeof listImportsRoute>('GET', '/api/flows/imports');
export const getImport = endpoint<typeof getImportRoute>('GET', '/api/flows/imports/:id');
export const startImport = endpoint<typeof startImportRoute>('POST', '/api/flows/imports');
export const addPart = endpoint<typeof addPartRoute>('PUT', '/api/flows/imports/:id/parts/:number');
export const readFile = endpoint<typeof readFileRoute>('POST', '/api/flows/imports/:id/read');
export const previewImport = endpoint<typeof previewImportRoute>('POST', '/api/flows/imports/:id/preview');
export const runImport = endpoint<typeof runImportRoute>('POST', '/api/flows/imports/:id/run');
export const listFaults = endpoint<typeof listFaultsRoute>('GET', '/api/flows/imports/:id/faults');
export const reportCsv = endpoint<typeof reportCsvRoute>('GET', '/api/flows/imports/:id/report.csv');
export const reportXlsx = endpoint<typeof reportXlsxRoute>('GET', '/api/flows/imports/:id/report.xlsx');
