/** Loads the reference tables from data/ after migration: only files that changed, each replaced in one transaction. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvRecords } from '#platform/csv';
import type { Tx } from '#platform/context';
import type { Database } from '#platform/db';
import { patronRule } from '#platform/patron-day';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';

type Records = ReturnType<typeof csvRecords>;
const column = (records: Records, name: string) => records.map((record) => record[name] ?? '');
const orNull = (values: string[]) => values.map((value) => (value === '' ? null : value));

interface ReferenceFile {
  readonly name: string;
  readonly replace: (tx: Tx, records: Records) => Promise<void>;
}

const files: readonly ReferenceFile[] = [
  {
    name: 'provinces.csv',
    replace: async (tx, records) => {
      await tx.run(sql`delete from territory.provinces`);
      await tx.run(sql`
        insert into territory.provinces (code, name, region, macro_area)
        select * from unnest(${column(records, 'province')}::text[], ${column(records, 'province_name')}::text[], ${column(records, 'region')}::text[],
          ${column(records, 'macro_area')}::text[])`);
    },
  },
  {
    name: 'municipalities.csv',
    replace: async (tx, records) => {
      await tx.run(sql`delete from territory.municipalities`);
      await tx.run(sql`
        insert into territory.municipalities (istat_code, cadastral_code, name, other_name, province_code, is_capital)
        select * from unnest(${column(records, 'istat')}::text[], ${column(records, 'catasto')}::text[], ${column(records, 'nome')}::text[],
          ${orNull(column(records, 'nome_altra_lingua'))}::text[], ${column(records, 'provincia')}::text[],
          ${records.map((record) => record['capoluogo'] === 'SI')}::boolean[])`);
    },
  },
  {
    name: 'patron-days.csv',
    replace: async (tx, records) => {
      await tx.run(sql`delete from territory.patron_days`);
      await tx.run(sql`
        insert into territory.patron_days (istat_code, patron, rule)
        select * from unnest(${column(records, 'istat_code')}::text[], ${column(records, 'patron')}::text[],
          ${records.map((record) => patronRule(record['rule'] ?? '', record['mm_dd'] ?? ''))}::text[])`);
    },
  },
];

/** Brings the reference tables to the state of the shipped files; answers the names of the files it loaded. */
export async function loadReferenceData(database: Database): Promise<string[]> {
  const loaded: string[] = [];
  for (const file of files) {
    const text = await readFile(join(rootDir, 'server/modules/territory/data', file.name), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    const changed = await database.asOwner(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(740215005)`);
      const known = await tx.maybeRow<{ checksum: string }>(sql`select f.checksum from territory.reference_files f where f.name = ${file.name}`);
      if (known?.checksum === checksum) return false;
      await file.replace(tx, csvRecords(text));
      await tx.run(sql`
        insert into territory.reference_files (name, checksum) values (${file.name}, ${checksum})
        on conflict (name) do update set checksum = excluded.checksum, loaded_at = now()`);
      return true;
    });
    if (changed) loaded.push(file.name);
  }
  return loaded;
}
