import { sql, type SqlFragment } from '#platform/sql';
import type { QuoteFilter } from './list-contracts.ts';

/** Conditions on `quoting.quotes q` that a filter asks for, place and words apart: those have roads of their own. */
export function filterConditions(filter: QuoteFilter, today: string): SqlFragment[] {
  const conditions: SqlFragment[] = [];
  const add = (value: unknown, condition: SqlFragment): void => {
    if (value !== undefined) conditions.push(condition);
  };
  if (filter.status !== undefined) conditions.push(filter.status === 'open' ? sql`q.expires_on >= ${today}` : sql`q.expires_on < ${today}`);
  add(filter.madeFrom, sql`q.created_at >= ${filter.madeFrom}::date::timestamp at time zone 'Europe/Rome'`);
  add(filter.madeTo, sql`q.created_at < (${filter.madeTo}::date + 1)::timestamp at time zone 'Europe/Rome'`);
  add(filter.plan, sql`q.plan = ${filter.plan}`);
  add(filter.amountFromCents, sql`q.total_credit_cents >= ${filter.amountFromCents}`);
  add(filter.amountToCents, sql`q.total_credit_cents <= ${filter.amountToCents}`);
  add(filter.instalmentFromCents, sql`q.instalment_cents >= ${filter.instalmentFromCents}`);
  add(filter.instalmentToCents, sql`q.instalment_cents <= ${filter.instalmentToCents}`);
  if (filter.followUp !== undefined) conditions.push(filter.followUp === 'due' ? sql`q.follow_up_on <= ${today}` : sql`q.follow_up_on is not null`);
  add(filter.stockId, sql`q.stock_vehicle_id = ${filter.stockId}`);
  add(filter.customerType, sql`q.customer_type = ${filter.customerType}`);
  return conditions;
}

/** Condition: each word begins a word of the quote. strpos is no pattern matching: nothing typed has a meaning of its own. */
export function wordConditions(words: readonly string[], column: SqlFragment = sql`q.search_text`): SqlFragment[] {
  return words.map((word) => sql`strpos(${column}, ${` ${word}`}) > 0`);
}
