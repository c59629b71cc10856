import type { Config } from '#platform/config';
import type { Terminal } from './terminal.ts';

/** What a command receives: its words, its switches, the checked configuration and the terminal to talk to. */
export interface Invocation {
  words: readonly string[];
  switches: Readonly<Record<string, boolean>>;
  /** Values of the options that were given. */
  options: Readonly<Record<string, string>>;
  /** Read from the environment when it is asked for; a command that needs none runs in any environment. */
  readonly config: Config;
  terminal: Terminal;
}

export interface Command {
  name: string;
  /** Words it takes, as the help shows them, for example `FILE`; each is required. */
  words: readonly string[];
  /** Own switches with the help text of each; `--json` and `--help` are known to all. */
  switches?: Readonly<Record<string, string>>;
  /** Own switches that take a value: its name in the help, and the help text. */
  options?: Readonly<Record<string, { readonly value: string; readonly text: string }>>;
  summary: string;
  /** Further lines of `volano help <name>`. */
  details: readonly string[];
  /** Runs it; the answer is the exit code, 0 when nothing is returned. */
  run: (invocation: Invocation) => Promise<number | undefined>;
}
