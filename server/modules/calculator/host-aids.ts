import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, explainRate, explainUsury, tellLease, tellPlan } from '#engine/derivation';
import { readSurchargeRows, readUsuryRows } from '#engine/rates';
import { csvRecords } from '#platform/csv';
import { rootDir } from '#platform/root';
import type { Aids, UsuryTable } from './calculations/aids.ts';

/** What the server and the command hand every calculation; the tables of server/reference are read once, when first asked for. */
export const hostAids: Aids = { explain, tellPlan, tellLease, explainRate, explainUsury, usury: () => (read ??= readTables()) };

let read: UsuryTable | undefined;

function readTables(): UsuryTable {
  const records = (name: string) => csvRecords(readFileSync(join(rootDir, 'server', 'reference', name), 'utf8'));
  const rows = readUsuryRows(records('usury.csv'));
  const surcharges = readSurchargeRows(records('usury-surcharges.csv'));
  if (!rows.ok) throw new Error(`server/reference/usury.csv: ${rows.refusal} at ${rows.path}`);
  if (!surcharges.ok) throw new Error(`server/reference/usury-surcharges.csv: ${surcharges.refusal} at ${surcharges.path}`);
  return { rows: rows.rows, surcharges: surcharges.rows };
}
