import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '#platform/config';
import { OperatorError } from '#platform/operator-error';
import { version } from '../main.ts';
import { auditCommand } from './audit.ts';
import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { commandHelp, generalHelp } from './help.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';
import { createProcessTerminal, type Terminal } from './terminal.ts';
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
];

/** Runs one command line and answers its exit code; every failure is told on standard error, never thrown. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv = process.env, terminal?: Terminal): Promise<number> {
  const isJson = argv.includes('--json');
  const speaker = terminal ?? createProcessTerminal(isJson);
  try {
    return await dispatch(argv, env, speaker);
  } catch (error) {
    return explain(error, speaker, env);
  }
}

async function dispatch(argv: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv.filter((word) => word !== '--json');
  if (name === '--version' || name === 'version') return show(terminal, `volano ${version}`, { ok: true, version, node: process.versions.node });
  if (name === undefined || name === '--help' || name === '-h') return showHelp(terminal, undefined);
  if (name === 'help') return showHelp(terminal, rest[0]);
  const command = findCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(terminal, name);
  const { words, switches } = parse(command, rest);
  return (await command.run({ words, switches, config: loadConfig(env), terminal })) ?? 0;
}

function findCommand(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found) return found;
  throw new OperatorError('usage', `Volano has no command "${name}".`, 'See volano --help.');
}

function parse(command: Command, rest: string[]): { words: string[]; switches: Record<string, boolean> } {
  const options = Object.fromEntries(Object.keys(command.switches ?? {}).map((name) => [name, { type: 'boolean' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
    if (positionals.length === command.words.length) {
      return { words: positionals, switches: Object.fromEntries(Object.keys(options).map((name) => [name, values[name] === true])) };
    }
  } catch (cause) {
    throw usageError(command, cause);
  }
  throw usageError(command);
}

function usageError(command: Command, cause?: unknown): OperatorError {
  const shape = ['volano', command.name, ...command.words].join(' ');
  return new OperatorError('usage', `The words after "${command.name}" are not understood.`, `Write it as ${shape}; see volano help ${command.name}.`, { cause });
}

function showHelp(terminal: Terminal, name: string | undefined): number {
  const lines = name === undefined ? generalHelp(commands, version) : commandHelp(findCommand(name));
  return show(terminal, lines.join('\n'), { ok: true, commands: commands.map((command) => ({ name: command.name, words: command.words, summary: command.summary })) });
}

function show(terminal: Terminal, text: string, outcome: Record<string, unknown>): number {
  terminal.say(text);
  terminal.tell(outcome);
  return 0;
}

function explain(error: unknown, terminal: Terminal, env: NodeJS.ProcessEnv): number {
  if (error instanceof OperatorError) {
    terminal.complain(error.kind, error.message, error.remedy);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    const failure = new OperatorError('configuration', error.message, '');
    terminal.complain(failure.kind, failure.message, failure.remedy);
    return failure.exitCode;
  }
  const text = error instanceof Error ? error.message : String(error);
  terminal.complain('unexpected', `Unexpected failure: ${text}`, 'Run it again with VOLANO_LOG=debug to see where, and report it.');
  if (env['VOLANO_LOG'] === 'debug' && error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
  return 1;
}
