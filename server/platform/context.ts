import type { SqlFragment } from './sql.ts';

/** A transaction as use cases see it: statements in, rows out. Opened by the door, never by a use case. */
export interface Tx {
  /** All rows of a statement, prepared by name. */
  rows<Row extends object>(statement: SqlFragment): Promise<Row[]>;
  /** All rows, planned anew with these very values: for lists whose filters differ widely in selectivity. */
  listRows<Row extends object>(statement: SqlFragment): Promise<Row[]>;
  /** The only row, or undefined; more than one is a bug. */
  maybeRow<Row extends object>(statement: SqlFragment): Promise<Row | undefined>;
  /** Exactly one row; none or several is a bug. */
  row<Row extends object>(statement: SqlFragment): Promise<Row>;
  /** Runs a statement and tells how many rows it touched. */
  run(statement: SqlFragment): Promise<number>;
  /** COPY into `target` (a table with its columns, never text from outside) of lines in COPY's text format; answers the rows. */
  copyIn(target: string, lines: AsyncIterable<string> | Iterable<string>): Promise<number>;
  /** Columns a statement answers, without its rows, and how the text of each becomes what `rows` gives. */
  columns(statement: SqlFragment): Promise<TxColumn[]>;
}

export interface TxColumn {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

export interface Tenant {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** How a person proved who they are when the session began, weakest first; `federated`: by the word of another house. */
export type Strength = 'federated' | 'password' | 'password+code' | 'passkey';

/** Whose place the actor takes, under a delegation that stands at this moment. */
export interface OnBehalfOf {
  readonly accountId: string;
  readonly displayName: string;
  readonly delegationId: string;
  /** Largest amount of one deed; null when the delegation sets none. */
  readonly amountLimitCents: number | null;
}

/** Who acts: a person in one personality, or the program itself in a job. */
export interface Actor {
  readonly kind: 'person' | 'system';
  readonly accountId: string | null;
  readonly personalityId: string | null;
  readonly displayName: string;
  /** Key of the profile, e.g. `seller`. */
  readonly profile: string;
  readonly privileges: ReadonlySet<string>;
  /** Root of the subtree of the organisation whose own records the actor may see. */
  readonly scopeNodeId: number;
  /** Root of the subtree whose shared things (stock, colleagues) the actor may see: the dealer of a seller, else the scope. */
  readonly reachNodeId: number;
  /** Set when the personality is borrowed: `accountId` and `displayName` are then those of the stand-in. */
  readonly onBehalfOf?: OnBehalfOf | undefined;
  /** Of people with a session. */
  readonly strength?: Strength | undefined;
  /** Application whose token carries the request; absent for our own pages. */
  readonly client?: string | undefined;
  /** Version of the rule table that decides; absent where none is loaded. */
  readonly ruleVersion?: number | undefined;
}

export interface Log {
  debug(fields: object, message?: string): void;
  info(fields: object, message?: string): void;
  warn(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}

export type Language = 'it' | 'en';

/** Everything a use case may know of the world; first argument of each. */
export interface Context {
  readonly tx: Tx;
  readonly tenant: Tenant;
  readonly actor: Actor;
  /** Calendar day in Europe/Rome, `YYYY-MM-DD`. */
  readonly today: string;
  readonly now: Date;
  readonly requestId: string;
  readonly language: Language;
  readonly log: Log;
  /** The privilege by which the door let the person in; absent where it asked for none, and in jobs. */
  readonly opened?: string | undefined;
}
