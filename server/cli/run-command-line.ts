import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ConfigError, loadConfig } from '#platform/config';
import { OperatorError } from '#platform/operator-error';
import type { Command, Invocation } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';
import { createProcessTerminal, type Terminal } from './terminal.ts';

export interface Program {
  /** All commands in the order of the help page. */
  readonly commands: readonly Command[];
  readonly version: string;
}

/** Runs one command line and answers its exit code; every failure is told on standard error, never thrown. */
export async function runCommandLine(program: Program, argv: readonly string[], env: NodeJS.ProcessEnv, terminal?: Terminal): Promise<number> {
  const isJson = argv.includes('--json');
  const speaker = terminal ?? createProcessTerminal(isJson);
  try {
    return await dispatch(program, argv, env, speaker);
  } catch (error) {
    return explain(error, speaker, env);
  }
}

async function dispatch(program: Program, argv: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  const { version, commands } = program;
  const [name, ...rest] = argv.filter((word) => word !== '--json');
  if (name === '--version' || name === 'version') return show(terminal, `volano ${version}`, { ok: true, version, node: process.versions.node });
  if (name === undefined || name === '--help' || name === '-h') return showHelp(terminal, program);
  if (name === 'help') return showHelp(terminal, program, rest[0]);
  const command = findCommand(commands, name);
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(terminal, program, name);
  const given = parse(command, rest);
  return (await command.run({ ...given, get config() { return loadConfig(env); }, terminal })) ?? 0;
}

function findCommand(commands: readonly Command[], name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found) return found;
  throw new OperatorError('usage', `Volano has no command "${name}".`, 'See volano --help.');
}

function parse(command: Command, rest: string[]): Pick<Invocation, 'words' | 'switches' | 'options'> {
  const switchNames = Object.keys(command.switches ?? {});
  const optionNames = Object.keys(command.options ?? {});
  const known: NonNullable<ParseArgsConfig['options']> = Object.fromEntries([
    ...switchNames.map((name) => [name, { type: 'boolean' as const }] as const),
    ...optionNames.map((name) => [name, { type: 'string' as const }] as const),
  ]);
  try {
    const { values, positionals } = parseArgs({ args: rest, options: known, allowPositionals: true, strict: true });
    if (positionals.length === command.words.length) {
      return {
        words: positionals,
        switches: Object.fromEntries(switchNames.map((name) => [name, values[name] === true])),
        options: Object.fromEntries(optionNames.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]]] : []))),
      };
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

function showHelp(terminal: Terminal, { commands, version }: Program, name?: string): number {
  const lines = name === undefined ? generalHelp(commands, version) : commandHelp(findCommand(commands, name));
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
