import type { ImportKind } from '#platform/import-kind';
import type { Module } from '#platform/module';
import { flowsRoutes } from './http.ts';
import { importKindsOf } from './import-kinds.ts';
import { flowsJobs } from './jobs.ts';

/** The module over the kinds of files that the other modules of the program take in. */
export function flowsModule(imports: readonly ImportKind[]): Module {
  const kinds = importKindsOf(imports);
  return {
    name: 'flows',
    privileges: [{ key: 'flows.import.write', it: 'Importare file', en: 'Import files' }],
    routes: flowsRoutes(kinds),
    jobs: flowsJobs(kinds),
  };
}
