import { version } from '../main.ts';
import { auditCommand } from './audit.ts';
import { backupCommand } from './backup.ts';
import { calcCommand } from './calc.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { runCommandLine } from './run-command-line.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';
import type { Terminal } from './terminal.ts';
import { workCommand } from './work.ts';

/** All commands in the order of the help page. */
export const commands: readonly Command[] = [
  startCommand,
  serveCommand,
  workCommand,
  migrateCommand,
  demoCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  auditCommand,
  keysCommand,
  importCommand,
  calcCommand,
];

/** Runs one command line and answers its exit code; every failure is told on standard error, never thrown. */
export function main(argv: readonly string[], env: NodeJS.ProcessEnv = process.env, terminal?: Terminal): Promise<number> {
  return runCommandLine({ commands, version }, argv, env, terminal);
}
