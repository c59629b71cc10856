/**
 * What a business module says of a file it takes in. The module flows reads, maps, checks and stages the file and calls the
 * kind; neither knows the other.
 *
 * Staged rows stand in the temporary table `import_stage` of the transaction: `row_number integer`, `faulty boolean`, and one
 * column for each of `columns` and `derived` in snake case (text, choice and codes as text, integer and amount as bigint, date
 * as date). Faults that only the database can find are inserted into `import_stage_faults (row_number, column_key, code,
 * value)`; flows then marks their rows faulty.
 */
import type { Context } from './context.ts';
import type { ImportReading } from './import-reading.ts';

export type * from './import-reading.ts';

export interface ImportChoices {
  /** What becomes of records of ours that a full file does not name. */
  readonly missing: 'keep' | 'withdraw';
}

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  /** Rows that say what stands already. */
  readonly same: number;
  readonly withdrawn: number;
}

export interface ImportKind extends ImportReading {
  /** Adds the faults that only the database can find. */
  readonly checkStage?: (ctx: Context) => Promise<void>;
  /** Writes the rows of the stage that are not faulty, set by set, with the caller's rights, and calls audit. */
  readonly write: (ctx: Context, choices: ImportChoices) => Promise<ImportOutcome>;
}
