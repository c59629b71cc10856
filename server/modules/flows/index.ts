/** Face of flows. */
export { importFile, FileRefused, type FileImported, type FileOrder } from './import-file.ts';
export type { ImportHost } from './carry-out-import.ts';
