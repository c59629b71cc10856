import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '#platform/root';
import { calcCommand } from './calc.ts';
import { runCommandLine } from './run-command-line.ts';

/** The command line for `volano calc` alone: a bundle without server and database that starts at once. */
export function main(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string };
  return runCommandLine({ commands: [calcCommand], version }, argv, env);
}
