/** The orders of the list of quotes and the cursors by which a page begins where the one before ended. */
import { isCivilDate } from '#platform/civil-date';
import { uuid } from '#platform/contract';
import { AppError } from '#platform/errors';
import { nothing, sql, type SqlFragment } from '#platform/sql';
import type { QuoteFilter, QuoteSort, SortOrder } from './list-contracts.ts';

interface SortKey {
  readonly column: SqlFragment;
  /** The value of a row as a cursor carries it: exact, and the same on every server. */
  readonly text: SqlFragment;
  readonly cast: SqlFragment;
  readonly holds: (text: string) => boolean;
  readonly natural: SortOrder;
  /** No two quotes of a tenant share the value: it needs no tie-break. */
  readonly unique?: true;
  /** Equal values run newest first when the value ascends; otherwise ties run the way of the value. */
  readonly tiesAgainst?: true;
  /** Equal days run by the instant of the first save: the quotes of a day are then read newest first as well. */
  readonly tiesByMade?: true;
  /** The values of one place lie together. */
  readonly ofPlace?: true;
}

const cents = { cast: sql`bigint`, holds: (text: string) => /^-?\d{1,15}$/.test(text) };
const name = { cast: sql`text collate "it-x-icu"`, holds: (text: string) => text.length <= 300 };

const madeText = sql`to_char(q.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const isMade = (text: string): boolean => isCivilDate(text.slice(0, 10)) && /^[\d-]{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/.test(text);
/** A day and the instant behind it. */
const dayAndMade = { cast: sql`date`, holds: (text: string) => isCivilDate(text.slice(0, 10)) && text[10] === ' ' && isMade(text.slice(11)), natural: 'asc', tiesByMade: true } as const;

const keys: Readonly<Record<QuoteSort, SortKey>> = {
  newest: { column: sql`q.created_at`, text: madeText, cast: sql`timestamptz`, holds: isMade, natural: 'desc' },
  number: { column: sql`q.number`, text: sql`q.number`, cast: sql`text`, holds: name.holds, natural: 'asc', unique: true, ofPlace: true },
  amount: { column: sql`q.total_credit_cents`, text: sql`q.total_credit_cents::text`, ...cents, natural: 'desc' },
  instalment: { column: sql`q.instalment_cents`, text: sql`q.instalment_cents::text`, ...cents, natural: 'asc' },
  expiry: { column: sql`q.expires_on`, text: sql`q.expires_on::text || ' ' || ${madeText}`, ...dayAndMade },
  followUp: { column: sql`q.follow_up_on`, text: sql`q.follow_up_on::text || ' ' || ${madeText}`, ...dayAndMade },
  seller: { column: sql`q.seller_name collate "it-x-icu"`, text: sql`q.seller_name`, ...name, natural: 'asc', tiesAgainst: true, ofPlace: true },
};

export interface ListOrder {
  /** What `onFound` sorts by, as columns of rows found on the way. */
  readonly keys: SqlFragment;
  /** For `order by` over `quoting.quotes q`. */
  readonly onQuotes: SqlFragment;
  /** For `order by` over rows found, named f, with `keys` and id. */
  readonly onFound: SqlFragment;
  readonly cursorText: SqlFragment;
  /** Numbers begin with their dealer and names are a place's own: what an area shows may begin far down the index of the tenant. */
  readonly ofPlace: boolean;
  /** Rows after the one a cursor names. Throws invalid_input when the cursor is none of this order. */
  readonly after: (cursor: string) => SqlFragment;
}

const down = sql`desc`;
const up = sql`asc`;

function readCursor(cursor: string, key: SortKey): readonly [value: string, id: string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed as unknown[];
      const isText = typeof value === 'string' && !value.includes('\0');
      if (isText && key.holds(value) && uuid.safeParse(id).success) return [value, id as string];
    }
  } catch {
    // Not ours: told below like every other cursor that is not.
  }
  throw new AppError('invalid_input', 'cursor');
}

/** Cursor of the last row of a page. */
export function cursorAfter(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id]), 'utf8').toString('base64url');
}

/** The order asked for, or the one that suits the filter: each of these reads an index from the place where its rows begin. */
export function orderFor(query: QuoteFilter & { readonly sort?: QuoteSort | undefined; readonly order?: SortOrder | undefined }): { readonly sort: QuoteSort; readonly order: SortOrder | undefined } {
  if (query.sort !== undefined) return { sort: query.sort, order: query.order };
  if (query.followUp !== undefined) return { sort: 'followUp', order: query.order };
  return query.status === 'expired' ? { sort: 'expiry', order: query.order ?? 'desc' } : { sort: 'newest', order: query.order };
}

/** How a list in this order is sorted and read on. */
export function listOrder({ sort, order }: { readonly sort: QuoteSort; readonly order: SortOrder | undefined }): ListOrder {
  const key = keys[sort];
  const isDown = (order ?? key.natural) === 'desc';
  const way = isDown ? down : up;
  const idDown = key.tiesAgainst === true ? !isDown : isDown;
  const by = (column: SqlFragment, made: SqlFragment, id: SqlFragment): SqlFragment =>
    key.unique === true ? sql`${column} ${way}` : sql`${column} ${way}, ${key.tiesByMade === true ? sql`${made} ${way}, ` : nothing}${id} ${idDown ? down : up}`;
  return {
    keys: key.tiesByMade === true ? sql`${key.column} as key, q.created_at as made` : sql`${key.column} as key`,
    onQuotes: by(key.column, sql`q.created_at`, sql`q.id`),
    onFound: by(sql`f.key`, sql`f.made`, sql`f.id`),
    cursorText: key.text,
    ofPlace: key.ofPlace === true,
    after: (cursor) => {
      const [value, id] = readCursor(cursor, key);
      const { column } = key;
      if (key.tiesByMade === true) {
        const row = sql`(${value.slice(0, 10)}::date, ${value.slice(11)}::timestamptz, ${id}::uuid)`;
        return isDown ? sql`(${column}, q.created_at, q.id) < ${row}` : sql`(${column}, q.created_at, q.id) > ${row}`;
      }
      const at = sql`${value}::${key.cast}`;
      if (key.unique === true) return isDown ? sql`${column} < ${at}` : sql`${column} > ${at}`;
      // One comparison of rows is one place in the index; ties that run against their value need a second condition.
      if (idDown === isDown) return isDown ? sql`(${column}, q.id) < (${at}, ${id}::uuid)` : sql`(${column}, q.id) > (${at}, ${id}::uuid)`;
      return isDown
        ? sql`${column} <= ${at} and (${column} < ${at} or q.id > ${id}::uuid)`
        : sql`${column} >= ${at} and (${column} > ${at} or q.id < ${id}::uuid)`;
    },
  };
}
