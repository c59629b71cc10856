import { createDatabase } from '#platform/db';
import { createLog } from '#platform/log';
import { refuseHeldFolder } from '#platform/postgres/data-lock';
import { closeModules, hasDemo, loadDemo, prepareDatabase, startServer, startWorker } from '../main.ts';
import { moduleNames } from '../module-order.ts';
import { checkDatabase } from './check-database.ts';
import { checkPort } from './check-port.ts';
import type { Command, Invocation } from './command.ts';
import { explainDatabaseError } from './database-failures.ts';
import { demoAccountLines, demoAccountList } from './demo-accounts.ts';
import { openDatabase } from './open-database.ts';
import { addPart, type Part, runUntilStopped } from './run-until-stopped.ts';

export const startCommand: Command = {
  name: 'start',
  words: [],
  summary: 'everything in one process: database, migrations, pages and jobs',
  details: [
    'Starts the embedded PostgreSQL in VOLANO_DATA, or uses DATABASE_URL; migrates; serves pages and works off jobs.',
    'The demo world is loaded into an empty embedded database, and with VOLANO_DEMO=1 into any empty one; never with VOLANO_DEMO=0 or NODE_ENV=production.',
    'SIGINT or SIGTERM stop in order: open requests and jobs are finished, then the database is closed. A second signal stops at once.',
  ],
  run: (invocation) => runUntilStopped(invocation, (parts, isAsked) => startAll(invocation, parts, isAsked)),
};

async function startAll(invocation: Invocation, parts: Part[], isAsked: () => boolean): Promise<void> {
  const { config, terminal } = invocation;
  const add = (part: Part): void => addPart(parts, isAsked, part);
  // Before the port: of two starts on one folder the second would otherwise be told of a stranger on its port.
  if (config.databaseUrl === undefined) await refuseHeldFolder(config.dataDir);
  await checkPort(config.host, config.port);

  const open = await openDatabase(config, { join: false, create: true, report: terminal.progress });
  add({ name: 'database server', close: open.close, abandon: open.abandon });
  const facts = await checkDatabase(open.url, moduleNames);

  const log = createLog(config, 'start');
  const database = createDatabase(open.url, {
    maxConnections: config.databaseConnections,
    applicationName: 'volano start',
    onError: (error) => {
      // While stopping the server closes what the pool has already said goodbye to.
      if (!isAsked()) log.warn({ failure: error.message }, 'an idle database connection was lost');
    },
  });
  add({ name: 'connections', close: () => database.close() });

  try {
    if (facts.pending.length > 0) terminal.progress(`Migrating the database (${facts.pending.length} steps).`);
    await prepareDatabase(open.url, database);
    if (config.demo ?? (open.isEmbedded && !config.production)) {
      terminal.progress('Looking after the demo world.');
      await loadDemo(database, { log });
    }
  } catch (error) {
    throw explainDatabaseError(error, open.url);
  }
  if (isAsked()) return;

  add({ name: 'modules', close: closeModules });
  const server = await startServer(config, database, { log });
  add({ name: 'pages', close: () => server.close() });
  const worker = await startWorker(config, database, { log });
  add({ name: 'jobs', close: () => worker.close() });

  const isDemo = await hasDemo(database);
  terminal.say(`Volano runs on ${server.url}`);
  if (isDemo) for (const line of demoAccountLines()) terminal.say(line);
  terminal.say('Ctrl-C stops it.');
  terminal.tell({ event: 'ready', url: server.url, embedded: open.isEmbedded, demo: isDemo, ...(isDemo && { accounts: demoAccountList() }) });
}
