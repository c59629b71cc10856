/** Every released version's data must live on: restored, migrated and, quote by quote, computed again to the same cent. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '#platform/db';
import { restoreBackup } from '#platform/backup/restore-backup';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import { openQuote } from '#quoting';
import { prepareDatabase } from './main.ts';
import { moduleNames } from './module-order.ts';
import { makeTestDatabase } from './testing/database.ts';
import { silentLog } from './testing/world.ts';

const folder = join(rootDir, 'fixtures', 'backups');
const files = readdirSync(folder).filter((file) => file.endsWith('.volano'));

test('there is a backup of every release', () => {
  expect(files).toEqual(expect.arrayContaining(['0.1.0.volano', '0.1.0-showroom.volano', '0.1.0-one-door.volano']));
});

describe.each(files)('%s', (file) => {
  test('is restored and migrated, and every quote opens to the figures it was saved with', async () => {
    const target = await makeTestDatabase({ empty: true });
    const database = createDatabase(target.url);
    try {
      const report = await restoreBackup(target.url, join(folder, file), { modules: moduleNames });
      expect(report.rows).toBeGreaterThan(10_000);
      await prepareDatabase(target.url, database);
      const opened = await database.asOwner(async (tx) => {
        const ctx = await enterAsSystem(tx, 1, { now: new Date('2026-11-22T12:00:00Z'), log: silentLog, requestId: 'upgrade' });
        const quotes = await ctx.tx.rows<{ id: string }>(sql`select q.id from quoting.quotes q order by q.id`);
        // openQuote computes the plan again and throws when it differs from the saved digest.
        for (const { id } of quotes) await openQuote(ctx, id);
        return quotes.length;
      });
      expect(opened).toBeGreaterThan(60);
    } finally {
      await database.close();
      await target.drop();
    }
  });
});
