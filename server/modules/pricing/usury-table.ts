import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readUsuryRows, type UsuryRow } from '#engine/rates';
import { csvRecords } from '#platform/csv';
import { rootDir } from '#platform/root';

let read: readonly UsuryRow[] | undefined;

/** The average rates of the decrees, quarter by quarter (server/reference/usury.csv); read once, when first asked for. */
export function usuryTable(): readonly UsuryRow[] {
  if (read !== undefined) return read;
  const rows = readUsuryRows(csvRecords(readFileSync(join(rootDir, 'server', 'reference', 'usury.csv'), 'utf8')));
  if (!rows.ok) throw new Error(`server/reference/usury.csv: ${rows.refusal} at ${rows.path}`);
  return (read = rows.rows);
}
