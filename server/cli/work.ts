import { closeModules, startWorker } from '../main.ts';
import type { Command } from './command.ts';
import { openMigrated } from './open-migrated.ts';
import { addPart, runUntilStopped } from './run-until-stopped.ts';

export const workCommand: Command = {
  name: 'work',
  words: [],
  summary: 'jobs, schedules and events only; may run several times over one database',
  details: [
    'Expects a migrated database (volano migrate) and refuses an older one.',
    'Without DATABASE_URL it joins the embedded database of a running volano start, or starts it.',
  ],
  run: (invocation) =>
    runUntilStopped(invocation, async (parts, isAsked) => {
      const { config, terminal } = invocation;
      const { database, log } = await openMigrated(invocation, 'work', parts, isAsked);
      addPart(parts, isAsked, { name: 'modules', close: closeModules });
      const worker = await startWorker(config, database, { log });
      addPart(parts, isAsked, { name: 'jobs', close: () => worker.close() });
      terminal.say('Volano works off jobs.');
      terminal.tell({ event: 'ready' });
    }),
};
