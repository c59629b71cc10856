/** What a business module says of the rows of a file it takes in: columns, values, faults. Pure; the whole is import-kind.ts. */

export interface Bilingual {
  readonly it: string;
  readonly en: string;
}

/**
 * `amount`: euro in the file, integer cents in the stage. `codes`: codes between spaces, commas or semicolons; `|` joins
 * alternatives. `choice`: one of the words in `choices`.
 */
export type ImportColumnType = 'text' | 'integer' | 'amount' | 'date' | 'choice' | 'codes';

/** One value of a column of type `choice`. */
export interface ImportChoice {
  /** As people read it, and may write it. */
  readonly words: Bilingual;
  /** How lists of others name it. */
  readonly also: readonly string[];
}

export interface ImportColumn {
  /** Camel case; the stage has it in snake case. */
  readonly key: string;
  /** Head of the column as our own files carry it. */
  readonly words: Bilingual;
  readonly type: ImportColumnType;
  /** A file without it, and a row in which it is empty, is faulty. */
  readonly required: boolean;
  /** Further heads under which files of others carry it. */
  readonly headers?: readonly string[];
  /** Longest text; 200 when absent. */
  readonly maxLength?: number;
  /** Bounds of numbers; of amounts in cents. */
  readonly min?: number;
  readonly max?: number;
  /** Stored value → its words for people and further ones that mean it, compared without accents, signs and capitals; the stored value itself always counts. */
  readonly choices?: Readonly<Record<string, ImportChoice>>;
  readonly note?: Bilingual;
  /** Address of a file with the codes that a cell may hold, for who writes the file; it takes `format` (csv, xlsx) and `language`. */
  readonly codesAt?: string;
  /** A cell as it may stand in a CSV. */
  readonly example: string;
}

export type ImportValue = string | number | null;

/** A row after mapping and reading: a value for each column, null where empty or faulty. */
export type ImportValues = Record<string, ImportValue>;

/** What is wrong and what to do, in both languages. `{value}` is what stands in the cell. */
export interface ImportFaultWords {
  readonly problem: Bilingual;
  readonly remedy: Bilingual;
}

export interface RowFault {
  /** Key of the column; null for the row as a whole. */
  readonly column: string | null;
  readonly code: string;
  /** What stands in the cell, when not the cell itself. */
  readonly value?: string;
}

/** What a kind says of its rows, without the database. */
export interface ImportReading {
  /** `<module>.<noun>`, e.g. `vehicles.stock`. */
  readonly key: string;
  readonly words: Bilingual;
  readonly description: Bilingual;
  /** Needed beside the privilege to import at all. */
  readonly privilege: string;
  readonly columns: readonly ImportColumn[];
  /** Columns that together name a record: the external code by which a second import finds the first. */
  readonly identity: readonly string[];
  /** Words of the kind's own fault codes. */
  readonly faults: Readonly<Record<string, ImportFaultWords>>;
  /** Whether `missing: withdraw` means something. */
  readonly mayWithdraw: boolean;
  /** Checks a row by itself and may tidy its values in place. Pure. */
  readonly checkRow?: (row: ImportValues, today: string) => readonly RowFault[];
  /** Further text columns of the stage, from a row in order. */
  readonly derived?: Readonly<Record<string, (row: ImportValues) => string | null>>;
}
