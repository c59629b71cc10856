/** Rows of a statement some at a time, from a cursor of the database: constant memory however many there are. */
import type { Tx } from '../context.ts';
import { sql, type SqlFragment } from '../sql.ts';
import { readRecord } from './read-record.ts';

/** About what the connection holds while nobody reads it: of more the database would wait with the rest, and the two not work side by side. */
const rowsAtOnce = 1000;
let cursors = 0;

/**
 * Draws rows a thousand at a time; while one thousand is worked on, the database already gathers the next. Lives inside the
 * transaction of `tx`, which must ask nothing else meanwhile; leaving early closes the cursor.
 */
export async function* drawBatches<Row extends object>(tx: Tx, statement: SqlFragment): AsyncGenerator<readonly Row[], void> {
  cursors += 1;
  const name: SqlFragment = { text: [`drawn_rows_${cursors}`], values: [] };
  const fetchNext = (): Promise<{ record: string }[]> => {
    const records = tx.listRows<{ record: string }>(sql`fetch forward ${{ text: [String(rowsAtOnce)], values: [] }} from ${name}`);
    // Its failure is told where it is awaited, which may be never when the reader leaves early.
    records.catch(() => undefined);
    return records;
  };
  const columns = await tx.columns(statement);
  await tx.listRows(sql`declare ${name} no scroll cursor for select drawn::text as record from (${statement}) drawn`);
  let coming = fetchNext();
  try {
    for (;;) {
      const records = await coming;
      const isLast = records.length < rowsAtOnce;
      if (!isLast) coming = fetchNext();
      yield records.map(({ record }) => readRecord(record, columns) as Row);
      if (isLast) return;
    }
  } finally {
    await coming.catch(() => undefined);
    await tx.listRows(sql`close ${name}`);
  }
}

/** The same row by row. */
export async function* drawRows<Row extends object>(tx: Tx, statement: SqlFragment): AsyncGenerator<Row, void> {
  for await (const rows of drawBatches<Row>(tx, statement)) yield* rows;
}
