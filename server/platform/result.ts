/**
 * A named refusal: the use case understood the request and declines it for a business reason.
 * `path` names the field of the input to change; `details` carries figures the words may need.
 */
export interface Refused<R extends string = string> {
  readonly ok: false;
  readonly refusal: R;
  readonly path?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

/** What a use case answers when its caller would write an `if`. */
export type Result<T, R extends string = never> = Done<T> | Refused<R>;

/** Wraps a successful answer. */
export function done<T>(value: T): Done<T> {
  return { ok: true, value };
}

/** Declines with a name from the contract's list; `path` points at the field to change. */
export function refuse<R extends string>(refusal: R, path?: string, details?: Refused['details']): Refused<R> {
  return { ok: false, refusal, path, details };
}
