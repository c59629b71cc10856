/** SQL of the stage: temporary tables of one transaction into which a file's rows are copied (see #platform/import-kind). */
import type { Context } from '#platform/context';
import type { ImportColumnType, ImportKind } from '#platform/import-kind';
import { sql, type SqlFragment } from '#platform/sql';
import type { CheckedRow } from './reading/check-row.ts';

const sqlTypes: Readonly<Record<ImportColumnType, string>> = { text: 'text', choice: 'text', codes: 'text', integer: 'bigint', amount: 'bigint', date: 'date' };

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names come from the code of a kind; this keeps it that way. */
function columnName(key: string): string {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(key)) throw new Error(`${key} is no name of a column`);
  return snake(key);
}

const literally = (text: string): SqlFragment => ({ text: [text], values: [] });

function stageColumns(kind: ImportKind): { readonly name: string; readonly type: string }[] {
  return [
    ...kind.columns.map(({ key, type }) => ({ name: columnName(key), type: sqlTypes[type] })),
    ...Object.keys(kind.derived ?? {}).map((key) => ({ name: columnName(key), type: 'text' })),
  ];
}

/** Makes the empty stage; it goes with the transaction. */
export async function createStage(ctx: Context, kind: ImportKind): Promise<void> {
  const columns = stageColumns(kind).map(({ name, type }) => `${name} ${type}`);
  await ctx.tx.listRows(literally(`create temporary table import_stage (row_number integer primary key, faulty boolean not null, faults jsonb, ${columns.join(', ')}) on commit drop`));
  await ctx.tx.listRows(literally('create temporary table import_stage_faults (row_number integer not null, column_key text, code text not null, value text not null) on commit drop'));
}

export interface NumberedRow extends CheckedRow {
  readonly row: number;
}

/** Copies rows into the stage as they come, and their faults beside them. */
export async function fillStage(ctx: Context, kind: ImportKind, rows: AsyncIterable<NumberedRow> | Iterable<NumberedRow>): Promise<number> {
  const names = stageColumns(kind).map(({ name }) => name);
  const derived = Object.values(kind.derived ?? {});
  const keys = kind.columns.map(({ key }) => key);
  async function* lines(): AsyncGenerator<string, void> {
    let pending = '';
    for await (const { row, values, faults } of rows) {
      const cells = [
        String(row),
        faults.length > 0 ? 't' : 'f',
        faults.length > 0 ? copyText(JSON.stringify(faults)) : '\\N',
        ...keys.map((key) => copyValue(values[key] ?? null)),
        ...derived.map((make) => copyValue(faults.length > 0 ? null : make(values))),
      ];
      pending += `${cells.join('\t')}\n`;
      if (pending.length < 65_536) continue;
      yield pending;
      pending = '';
    }
    if (pending !== '') yield pending;
  }
  const count = await ctx.tx.copyIn(`import_stage (row_number, faulty, faults, ${names.join(', ')})`, lines());
  await ctx.tx.listRows(literally('analyze import_stage'));
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select s.row_number, f.column, f.code, f.value from import_stage s, jsonb_to_recordset(s.faults) as f ("column" text, code text, value text) where s.faults is not null`);
  return count;
}

const copyText = (text: string): string => text.replace(/[\\\n\r\t]/g, (sign) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? sign);
const copyValue = (value: string | number | null): string => (value === null ? '\\N' : copyText(String(value)));

/** A row whose external code stands in an earlier row is faulty: which of the two would win is nobody's guess. */
export async function findDuplicates(ctx: Context, kind: ImportKind): Promise<void> {
  const key = kind.identity.map(columnName);
  await ctx.tx.listRows(
    literally(`
    insert into import_stage_faults (row_number, column_key, code, value)
    select d.row_number, '${kind.identity[0] ?? ''}', 'duplicate_in_file', left(coalesce(d.shown, ''), 200)
    from (select s.row_number, s.${key[0] ?? 'row_number'}::text as shown, row_number() over (partition by ${key.map((name) => `s.${name}`).join(', ')} order by s.row_number) as nth
      from import_stage s where s.${key[0] ?? 'row_number'} is not null) d
    where d.nth > 1`),
  );
}

/** Marks the rows that have faults, and counts rows and faults. */
export async function settleFaults(ctx: Context): Promise<{ rows: number; faulty: number; faults: number }> {
  await ctx.tx.listRows(sql`update import_stage s set faulty = true where not s.faulty and s.row_number in (select f.row_number from import_stage_faults f)`);
  const [counts] = await ctx.tx.listRows<{ rows: number; faulty: number; faults: number }>(sql`
    select count(*) as rows, count(*) filter (where s.faulty) as faulty, (select count(*) from import_stage_faults) as faults from import_stage s`);
  return counts ?? { rows: 0, faulty: 0, faults: 0 };
}

/** Faults of the stage, for a preview. */
export async function stagedFaults(ctx: Context): Promise<{ row: number; column: string | null; code: string; value: string }[]> {
  return ctx.tx.listRows(sql`select f.row_number as row, f.column_key as "column", f.code, f.value from import_stage_faults f order by f.row_number, f.column_key, f.code limit 500`);
}
