import { resolve } from 'node:path';
import { writeBackup } from '#platform/backup/write-backup';
import { version } from '../main.ts';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const backupCommand: Command = {
  name: 'backup',
  words: ['FILE'],
  summary: 'writes all data of one instant into a file, while the program may go on working',
  details: [
    'One consistent snapshot; waiting jobs are included. The file gets its name only when complete, and only its owner may read it.',
    'The audit key is not in it: keep audit.key and audit-heads.jsonl of the data folder in another place.',
  ],
  run: (invocation) =>
    withDatabase(invocation, { migrated: true }, async ({ open }) => {
      const { terminal, words } = invocation;
      const file = resolve(words[0] ?? '');
      const report = await writeBackup(open.url, file, { programVersion: version, onProgress: terminal.progress });
      terminal.say(`Wrote ${report.rows} rows of ${report.tables} tables into ${file} (${(report.bytes / 1_048_576).toFixed(1)} MB).`);
      terminal.tell({ ok: true, file, ...report });
      return 0;
    }),
};
