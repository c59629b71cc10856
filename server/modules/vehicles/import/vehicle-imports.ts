import type { ImportKind } from '#platform/import-kind';
import { importOptions } from './import-options.ts';
import { importStock } from './import-stock.ts';
import { importVersions } from './import-versions.ts';

/** Files that vehicles take in. */
export const vehicleImports: readonly ImportKind[] = [importVersions, importOptions, importStock];
