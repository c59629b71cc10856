/**
 * Kinds of stop that the person who operates an installation can mend. Each has its own exit code (see EXIT_CODES)
 * so that a service manager or a script can tell them apart.
 */
export type OperatorErrorKind =
  | 'usage'
  | 'configuration'
  | 'port'
  | 'data-path'
  | 'already-running'
  | 'database-unreachable'
  | 'database-unsuitable'
  | 'file'
  | 'verification';

/** Exit code of the command line for each kind; 0 is success and 1 an unexpected failure. */
export const EXIT_CODES: Record<OperatorErrorKind, number> = {
  usage: 2,
  configuration: 3,
  port: 4,
  'data-path': 5,
  'already-running': 6,
  'database-unreachable': 7,
  'database-unsuitable': 8,
  file: 9,
  verification: 10,
};

/** An error told to the operator: `message` says in one sentence what is wrong, `remedy` in one sentence what to do. */
export class OperatorError extends Error {
  readonly kind: OperatorErrorKind;
  readonly remedy: string;

  constructor(kind: OperatorErrorKind, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
    this.kind = kind;
    this.remedy = remedy;
  }

  /** Exit code that the command line ends with. */
  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}
