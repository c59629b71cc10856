import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { sql } from '../sql.ts';
import { drawRows } from './draw-rows.ts';

const db = useTestDatabase();

interface Drawn {
  n: number;
  text: string | null;
  cents: number | null;
  day: string | null;
  truth: boolean | null;
  at: Date;
}

test('rows drawn as records are the rows a statement answers, whatever their texts', async () => {
  const anyText = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[",\\()\s'a]*$/), fc.constantFrom('', 'null', 'NULL', '\\N', '""', '\\"')), { nil: null });
  await fc.assert(
    fc.asyncProperty(fc.array(anyText.map((text) => text?.replaceAll('\u0000', '') ?? null), { maxLength: 12 }), async (texts) => {
      await db.current.database.asOwner(async (tx) => {
        const statement = sql`
          select t.n, t.text, case when t.n % 3 > 0 then t.n * 10000000000::bigint end as cents, case when t.n % 2 = 0 then date '2026-11-22' + t.n::integer end as day,
            case when t.n % 5 > 0 then t.n % 2 = 0 end as truth, timestamptz '2026-11-22 10:00:00.123+00' as at
          from unnest(${texts}::text[]) with ordinality t (text, n) order by t.n`;
        const drawn: Drawn[] = [];
        for await (const row of drawRows<Drawn>(tx, statement)) drawn.push(row);
        expect(drawn).toEqual(await tx.listRows<Drawn>(statement));
      });
    }),
    { numRuns: 60 },
  );
});
