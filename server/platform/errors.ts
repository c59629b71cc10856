/**
 * Failures to which only the edge reacts. One table: code → HTTP status.
 * A refusal a caller would branch on is a `Refused` result instead (result.ts).
 */
export const errorStatus = {
  /** The input does not match the contract. */
  invalid_input: 400,
  /** No valid session. */
  not_signed_in: 401,
  /** Signed in, but the active personality may not do this. */
  forbidden: 403,
  /** Sensitive, and the person has not proved who they are within the last five minutes. */
  step_up_needed: 403,
  /** The tenant asks a second factor of this person, who has none yet. */
  second_factor_needed: 403,
  /** The request lacks or mismatches the session's CSRF token. */
  csrf_token_invalid: 403,
  /** It does not exist, or it is not visible: the two are told alike on purpose. */
  not_found: 404,
  /** A shared link that does not hold: never made, ended, past its day. All are told alike on purpose. */
  link_not_valid: 404,
  /** Somebody changed the record after it was read. */
  stale: 409,
  /** Two worked on the same at the same moment, and the database let one of them pass: the other may try again. */
  collision: 409,
  /** The idempotency key was already used for a different request. */
  idempotency_key_reused: 422,
  /** The body is larger than the route accepts. */
  too_large: 413,
  /** Media type not accepted. */
  unsupported_media_type: 415,
  /** The body is packed (gzip and the like); bodies are read as they are sent. */
  encoding_not_accepted: 415,
  /** Too many requests or attempts: try again later. */
  too_many_requests: 429,
  /** A bug: logged with its request id. */
  internal: 500,
  /** A part of the house or a partner is down for the moment. */
  unavailable: 503,
  /** A question to the database was cut off after a minute. */
  took_too_long: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export interface FieldError {
  /** Path of the field in the input, dots between keys: `body.depositCents`. */
  readonly path: string;
  /** Stable code of what is wrong, for programs. */
  readonly code: string;
  /** Sentence in the user's language. */
  readonly message: string;
}

/** Thrown where only the door can react; becomes a problem document (RFC 9457). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string = code, options: { fields?: readonly FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A partner or helper process did not answer as agreed; `retryable` says whether trying again makes sense. */
export class UpstreamError extends Error {
  readonly partner: string;
  readonly retryable: boolean;

  constructor(partner: string, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UpstreamError';
    this.partner = partner;
    this.retryable = options.retryable;
  }
}

/** Asserts what only a bug can break; the message is for the log, never for the user. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
