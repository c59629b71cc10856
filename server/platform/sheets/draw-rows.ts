/** Rows of a statement a few at a time, from a cursor of the database: constant memory however many there are. */
import type { Tx } from '../context.ts';
import { sql, type SqlFragment } from '../sql.ts';

const rowsAtOnce = 1000;
let cursors = 0;

/** Draws the next thousand rows when the former are used up. Lives inside the transaction of `tx`; leaving early closes the cursor. */
export async function* drawRows<Row extends object>(tx: Tx, statement: SqlFragment): AsyncGenerator<Row, void> {
  cursors += 1;
  const name: SqlFragment = { text: [`drawn_rows_${cursors}`], values: [] };
  await tx.listRows(sql`declare ${name} no scroll cursor for ${statement}`);
  try {
    for (;;) {
      const rows = await tx.listRows<Row>(sql`fetch forward ${{ text: [String(rowsAtOnce)], values: [] }} from ${name}`);
      yield* rows;
      if (rows.length < rowsAtOnce) return;
    }
  } finally {
    await tx.listRows(sql`close ${name}`);
  }
}
