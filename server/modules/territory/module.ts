import type { Module } from '#platform/module';
import type { PlacedRecords } from '#platform/placed-records';
import { applyPlannedMoves } from './apply-planned-moves.ts';
import { fillDemoTerritory } from './demo.ts';
import { territoryRoutes } from './http.ts';
import { importPlacements } from './import/import-placements.ts';

/** Files that territory takes in. */
export const territoryImports = [importPlacements];

/** The module over the records of other modules that stand at nodes: a preview counts them. */
export function territoryModule(records: readonly PlacedRecords[]): Module {
  return {
    name: 'territory',
    privileges: [
      { key: 'territory.tree.read', it: 'Consultare il territorio', en: 'Read the territory' },
      { key: 'territory.tree.write', it: 'Riorganizzare il territorio', en: 'Reorganise the territory' },
    ],
    imports: territoryImports,
    routes: territoryRoutes(records),
    jobs: [applyPlannedMoves],
    demo: fillDemoTerritory,
  };
}
