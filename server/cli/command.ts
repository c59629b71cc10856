import type { Config } from '#platform/config';
import type { Terminal } from './terminal.ts';

/** What a command receives: its words, its switches, the checked configuration and the terminal to talk to. */
export interface Invocation {
  words: readonly string[];
  switches: Readonly<Record<string, boolean>>;
  config: Config;
  terminal: Terminal;
}

export interface Command {
  name: string;
  /** Words it takes, as the help shows them, for example `FILE`; each is required. */
  words: readonly string[];
  /** Own switches with the help text of each; `--json` and `--help` are known to all. */
  switches?: Readonly<Record<string, string>>;
  summary: string;
  /** Further lines of `volano help <name>`. */
  details: readonly string[];
  /** Runs it; the answer is the exit code, 0 when nothing is returned. */
  run: (invocation: Invocation) => Promise<number | undefined>;
}
