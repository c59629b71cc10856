/**
 * Route contracts: one object says what a route takes, answers and may refuse.
 * The server registers routes from them, OpenAPI is generated from them, the web client is typed by them.
 * Pure and importable by the web.
 */
import { z } from 'zod';
import { isCivilDate } from './civil-date.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: anybody, anybody signed in, or holders of one privilege (`quoting.quote.write`). */
export type Access = 'public' | 'signed-in' | (string & {});

export interface RouteContract {
  readonly method: Method;
  /** `/api/<module>/…`, parameters as `:name`. */
  readonly path: `/api/${string}`;
  /** One English sentence for the API page. */
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** JSON answer; for files see `produces`. */
  readonly response: z.ZodType;
  /** Media type of a file answer instead of JSON; several where the caller chooses. */
  readonly produces?: string | readonly string[];
  /** Media types of a file that is the body itself (`body: fileBytes`) instead of JSON; others are answered with 415. */
  readonly consumes?: readonly string[];
  /**
   * Business refusals, answered with status 422, and their words. `{name}` takes a value of the refusal's details:
   * `…Cents` is shown as euro, `…Ppm` as per cent, a calendar day as dd/mm/yyyy (fill-words.ts).
   */
  readonly refusals?: Readonly<Record<string, { readonly it: string; readonly en: string }>>;
  /** A POST that only calculates: no idempotency key, no CSRF exemption, read-only transaction. */
  readonly readOnly?: boolean;
  /** Largest body in bytes; 64 KiB when absent. */
  readonly bodyLimit?: number;
  /** Name of what must be open before this write: whoever has not yet confirmed what the house told him about it is refused (`must_read_first`). */
  readonly gatedBy?: string;
  /** Sensitive: refused (`step_up_needed`) unless the person proved who they are within the last five minutes. */
  readonly stepUp?: boolean;
  /** The answer shows a secret that is shown once: what an idempotency key keeps of it is sealed with the installation's own key. */
  readonly secretAnswer?: boolean;
  /** Open also to whoever still owes the second factor that the tenant asks for: what sets one up, and the way out. */
  readonly beforeSecondFactor?: boolean;
  /** Requests a minute per session or address; 600 when absent. */
  readonly ratePerMinute?: number;
}

/** Keeps the literal types of a contract, so that client and handler are typed by it. */
export function defineRoute<const C extends RouteContract>(contract: C): C {
  return contract;
}

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What the caller sends. */
export type RequestOf<C extends RouteContract> = Present<{
  params: InputOf<C['params']>;
  query: InputOf<C['query']>;
  body: InputOf<C['body']>;
}>;

/** What the handler receives after validation. */
export interface ParsedRequest<C extends RouteContract> {
  readonly params: OutputOf<C['params']>;
  readonly query: OutputOf<C['query']>;
  readonly body: OutputOf<C['body']>;
}

export type ResponseOf<C extends RouteContract> = z.output<C['response']>;
export type RefusalOf<C extends RouteContract> = C['refusals'] extends object ? keyof C['refusals'] & string : never;

/** RFC 9457 problem document as this program answers it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** Stable name for programs: an error code or a refusal name. */
  code: z.string(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type ProblemDocument = z.infer<typeof problemSchema>;

/** The body of a route that `consumes` files: its bytes as they came. A browser hands over a Blob. */
export const fileBytes = z
  .unknown()
  .refine((body) => body instanceof Uint8Array && body.length > 0, { params: { code: 'not_a_file', it: 'manca il file', en: 'the file is missing' } })
  .transform((body) => body as Uint8Array);

/** Integer cents within the safe range. */
export const cents = z.number().int().min(-9_007_199_254_740_991).max(9_007_199_254_740_991);
/** Integer cents, not negative, at most ten million euro: the range of every retail amount. */
export const amountCents = z.number().int().min(0).max(1_000_000_000);
/** Rate in parts per million: 69500 is 6.95 %. */
export const ratePpm = z.number().int().min(0).max(1_000_000);
/** Calendar day `YYYY-MM-DD` that exists. */
export const civilDate = z.string().regex(/^(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { abort: true }).refine(isCivilDate, { params: { code: 'not_a_day' } });
/** Instant in ISO 8601 with zone. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** One mail address and nothing beside it: no list, no name, no line of its own. */
export const mailAddress = z.string().min(3).max(120).regex(/^[^\s@<>"',;:()[\]\\]+@[^\s@<>"',;:()[\]\\]+\.[^\s@<>"',;:()[\]\\.]+$/);

function hasNoControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false;
  }
  return true;
}

/** Text that people type: trimmed, composed (NFC), no control characters, bounded. */
export function plainText(maxLength: number, minLength = 0) {
  return z
    .string()
    .max(maxLength)
    .refine(hasNoControlCharacters, { params: { code: 'control_character' } })
    .transform((text) => text.trim().normalize('NFC'))
    .pipe(z.string().min(minLength));
}

/** Query parameters of a list page: newest first, next page by cursor. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
