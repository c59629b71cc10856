import { z } from 'zod';
import type { LedgerEvent } from '#engine/servicing';
import type { Declined } from './calculation.ts';
import { keep } from './change-rate.ts';
import { cents, count, date, listOf, pct } from './fields.ts';
import { holidayInterest } from './payment-holiday.ts';
import { optionalPpm } from './rates.ts';

/** What happens to a contract after signing, as callers write it. */
const event = z.strictObject({
  id: z.string().min(1).max(60),
  date,
  kind: z.enum(['payment', 'reversal', 'charge', 'partial-settlement', 'settlement', 'rate-change', 'holiday', 'due-day']),
  cents: cents.optional().describe('of a payment or a charge'),
  of: z.string().max(60).optional().describe('of a reversal: id of an event before it in the list, as if it had never been; a reversal can be reversed'),
  part: z.enum(['penalty', 'fee']).optional().describe('of a charge'),
  principalCents: cents.optional().describe('of a partial settlement: capital repaid early'),
  keep: keep.optional().describe('of a partial settlement or rate change: term or instalment'),
  nominalRatePct: pct.optional().describe('of a rate change'),
  periods: count.optional().describe('of a holiday'),
  interest: holidayInterest.optional().describe('of a holiday: paid, next-row or spread'),
  dayOfMonth: count.optional().describe('of a due-day'),
});
type EventInput = z.output<typeof event>;

const mostEvents = 1000;
/** Every event looks at every row: so many looks take about a second. */
const mostLooks = 40_000;

export const eventList = listOf(event, mostEvents).describe('in any order of days, on one day in the order of the list; events × rows of the contract at most 40,000');

/** Refuses more events than a contract of so many rows can take at once. */
export function tooManyEvents(events: number, rows: number): Declined | null {
  const nearest = Math.floor(mostLooks / Math.max(rows, 1));
  return events > nearest ? { ok: false, refusal: 'too_many_items', path: 'events', nearest } : null;
}

/** The fields of each kind beside id, date and kind. */
const own: Readonly<Record<EventInput['kind'], readonly (keyof EventInput)[]>> = {
  payment: ['cents'],
  reversal: ['of'],
  charge: ['part', 'cents'],
  'partial-settlement': ['principalCents', 'keep'],
  settlement: [],
  'rate-change': ['nominalRatePct', 'keep'],
  holiday: ['periods', 'interest'],
  'due-day': ['dayOfMonth'],
};

/** The first field that does not belong to the kind of its event. */
export function strangeField(events: readonly EventInput[]): Declined | null {
  for (const [index, given] of events.entries()) {
    const strange = (Object.keys(given) as (keyof EventInput)[]).find((key) => key !== 'id' && key !== 'date' && key !== 'kind' && !own[given.kind].includes(key));
    if (strange !== undefined) return { ok: false, refusal: 'choice_not_consistent', path: `events.${index}.${strange}` };
  }
  return null;
}

/** Fields that are missing stay missing: the engine names them. */
export const eventTerms = (events: readonly EventInput[]): LedgerEvent[] =>
  events.map(({ nominalRatePct, ...rest }) => ({ ...rest, ratePpm: optionalPpm(nominalRatePct) }) as LedgerEvent);
