import { startServer, closeModules } from '../main.ts';
import { checkPort } from './check-port.ts';
import type { Command } from './command.ts';
import { openMigrated } from './open-migrated.ts';
import { addPart, runUntilStopped } from './run-until-stopped.ts';

export const serveCommand: Command = {
  name: 'serve',
  words: [],
  summary: 'pages and interface only; may run several times over one database',
  details: [
    'Expects a migrated database (volano migrate) and refuses an older one. Jobs are worked off by volano work or volano start.',
    'Without DATABASE_URL it joins the embedded database of a running volano start, or starts it.',
  ],
  run: (invocation) =>
    runUntilStopped(invocation, async (parts, isAsked) => {
      const { config, terminal } = invocation;
      await checkPort(config.host, config.port);
      const { database, log } = await openMigrated(invocation, 'serve', parts, isAsked);
      addPart(parts, isAsked, { name: 'modules', close: closeModules });
      const server = await startServer(config, database, { log });
      addPart(parts, isAsked, { name: 'pages', close: () => server.close() });
      terminal.say(`Volano serves on ${server.url}`);
      terminal.tell({ event: 'ready', url: server.url });
    }),
};
