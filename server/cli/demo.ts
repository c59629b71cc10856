import { OperatorError } from '#platform/operator-error';
import { hasDemo, loadDemo, prepareDatabase } from '../main.ts';
import type { Command } from './command.ts';
import { demoAccountLines, demoAccountList } from './demo-accounts.ts';
import { withDatabase } from './with-database.ts';

export const demoCommand: Command = {
  name: 'demo',
  words: [],
  summary: 'fills an empty database with the demo world and prints its accounts',
  details: ['Migrates first. Refuses a database that holds data. The passwords of the demo world are public: never for real data.'],
  run: (invocation) =>
    withDatabase(invocation, { migrated: false }, async ({ open, database }) => {
      const { terminal, config } = invocation;
      if (config.production) {
        throw new OperatorError('configuration', 'The demo world has public passwords and NODE_ENV is production.', 'Unset NODE_ENV, or use another database for the demo.');
      }
      await prepareDatabase(open.url, database, (label) => terminal.progress(`Applying ${label}`));
      terminal.progress('Loading the demo world.');
      const loaded = await loadDemo(database);
      if (!loaded && !(await hasDemo(database))) {
        throw new OperatorError('database-unsuitable', 'The database holds data of its own, so the demo world is not loaded.', 'Name an empty database in DATABASE_URL, or another VOLANO_DATA.');
      }
      terminal.say(loaded ? 'The demo world is loaded.' : 'The demo world was loaded before.');
      for (const line of demoAccountLines()) terminal.say(line);
      terminal.tell({ ok: true, loaded, accounts: demoAccountList() });
      return 0;
    }),
};
