import { EXIT_CODES } from '#platform/operator-error';
import type { Command } from './command.ts';

const SETTINGS: readonly [string, string][] = [
  ['VOLANO_PORT, VOLANO_HOST', 'address to listen on (3000, 127.0.0.1)'],
  ['VOLANO_DATA', 'folder for the embedded database and the audit key'],
  ['DATABASE_URL', 'a PostgreSQL 15 or newer instead of the embedded one'],
  ['VOLANO_DEMO', '1 loads the demo world into an empty database, 0 never'],
];

/** Lines of `volano --help`. */
export function generalHelp(commands: readonly Command[], version: string): string[] {
  return [
    `Volano ${version}: sells, finances, services and collects on cars.`,
    '',
    'Usage: volano COMMAND [--json]',
    '',
    ...aligned(commands.map((command) => [[command.name, ...command.words].join(' '), command.summary])),
    '',
    'Switches of every command: --help, --json (one JSON object a line on standard output). volano --version',
    '',
    'Settings from the environment, the others in docs/operations.md:',
    ...aligned(SETTINGS),
    '',
    'Exit codes:',
    ...aligned([['0', 'done'], ['1', 'unexpected failure'], ...Object.entries(EXIT_CODES).map(([kind, code]): [string, string] => [String(code), kind.replaceAll('-', ' ')])]),
  ];
}

/** Lines of `volano help COMMAND`. */
export function commandHelp(command: Command): string[] {
  const switches = [
    ...Object.entries(command.switches ?? {}),
    ...Object.entries(command.options ?? {}).map(([name, { value, text }]): [string, string] => [`${name} ${value}`, text]),
  ];
  return [
    `Usage: ${['volano', command.name, ...command.words].join(' ')}${switches.length > 0 ? ' [SWITCHES]' : ''} [--json]`,
    '',
    `${command.summary}.`,
    '',
    ...command.details,
    ...(switches.length > 0 ? ['', ...aligned(switches.map(([name, text]) => [`--${name}`, text]))] : []),
  ];
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
