import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkBackup, restoreBackup } from '#platform/backup/restore-backup';
import { moduleNames } from '../module-order.ts';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const restoreCommand: Command = {
  name: 'restore',
  words: ['FILE'],
  summary: 'loads a backup into an empty database and verifies it',
  details: [
    'Row counts and checksums of every table are read back and compared before anything is kept; a failed restore leaves the database empty.',
    'Refuses a database that holds data and a file made by a newer version; a file of an older version is migrated after loading.',
    'Put audit.key and audit-heads.jsonl of the old installation into the data folder, or name the key in VOLANO_AUDIT_KEY.',
  ],
  run: async (invocation) => {
    const { terminal, words, config } = invocation;
    const file = resolve(words[0] ?? '');
    // Before a database is opened, which may mean created: a wrong file must leave no trace.
    await checkBackup(file, moduleNames);
    return withDatabase(invocation, { migrated: false }, async ({ open }) => {
      const report = await restoreBackup(open.url, file, { modules: moduleNames, onProgress: terminal.progress });
      terminal.say(`Restored and verified ${report.rows} rows of ${report.tables} tables, ${report.jobs} waiting jobs, as of ${report.takenAt}.`);
      if (!existsSync(config.auditKeyFile)) {
        terminal.say(`Before the next start put audit.key and audit-heads.jsonl of the old installation into ${config.dataDir}; without them its audit seals cannot be checked.`);
      }
      if (report.migrated.length > 0) terminal.say(`Applied ${report.migrated.length} newer migrations.`);
      terminal.tell({ ok: true, ...report });
      return 0;
    });
  },
};
