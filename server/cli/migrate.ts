import { prepareDatabase } from '../main.ts';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  words: [],
  summary: 'brings the database to the state of this program',
  details: ['Safe to run twice and from several machines: the second waits for the first. Refuses a database that is newer than the program.'],
  run: (invocation) =>
    withDatabase(invocation, { migrated: false }, async ({ open, database }) => {
      const { terminal } = invocation;
      const report = await prepareDatabase(open.url, database, (label) => terminal.progress(`Applying ${label}`));
      terminal.say(report.applied.length === 0 ? 'The database was up to date.' : `Applied ${report.applied.length} migrations.`);
      terminal.tell({ ok: true, applied: report.applied });
      return 0;
    }),
};
