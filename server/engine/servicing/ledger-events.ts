import { date, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { ruleFault } from './allocate-over-rows.ts';
import type { AllocationRule } from './allocate-over-rows.ts';
import { debtParts, highestAmount } from './allocate-payment.ts';
import type { DebtPart } from './allocate-payment.ts';
import { lateTerms, ratePpm } from './check-default-interest.ts';
import type { CompensationCase } from './compensation.ts';
import { costItems, linkedServices } from './cost-items.ts';
import type { CostItem, LinkedService } from './cost-items.ts';
import type { DefaultInterestTerms } from './default-interest.ts';
import type { LawRule } from './law-rules.ts';
import type { Keep } from './rest-of-plan.ts';
import { contractCheck } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

interface Dated {
  readonly id: string;
  readonly date: string;
}

/** What happens to a contract after signing. Settlements are told when they are paid; the money is what they ask. */
export type LedgerEvent =
  | (Dated & { readonly kind: 'payment'; readonly cents: number })
  | (Dated & { readonly kind: 'reversal'; readonly of: string })
  | (Dated & { readonly kind: 'charge'; readonly part: 'penalty' | 'fee'; readonly cents: number })
  | (Dated & { readonly kind: 'partial-settlement'; readonly principalCents: number; readonly keep: Keep })
  | (Dated & { readonly kind: 'settlement' })
  | (Dated & { readonly kind: 'rate-change'; readonly ratePpm: number; readonly keep: Keep })
  | (Dated & { readonly kind: 'holiday'; readonly periods: number; readonly interest: 'paid' | 'next-row' | 'spread' })
  | (Dated & { readonly kind: 'due-day'; readonly dayOfMonth: number });

export interface LedgerRequest {
  readonly contract: ServicedContract;
  readonly signedOn: string;
  readonly events: readonly LedgerEvent[];
  /** The day of the picture; later events are not counted. */
  readonly asOf: string;
  readonly late: DefaultInterestTerms;
  /** Parts of a row that bear default interest; default the capital alone (TUB 120 c. 2). */
  readonly lateOn?: readonly DebtPart[] | undefined;
  readonly allocation?: AllocationRule | undefined;
  readonly costs?: readonly CostItem[] | undefined;
  readonly services?: readonly LinkedService[] | undefined;
  readonly compensation?: CompensationCase | undefined;
  readonly interestTo?: 'day' | 'period-end' | undefined;
  readonly linearBy?: 'days' | 'rows' | undefined;
  readonly consumer?: boolean | undefined;
  readonly rules?: readonly LawRule[] | undefined;
}

const cents = integerWithin(1, highestAmount, 'amount_not_positive');
const keep = oneOf('term', 'instalment');

const eventChecks: Readonly<Record<LedgerEvent['kind'], Check>> = {
  payment: record({ cents }),
  reversal: record({ of: word }),
  charge: record({ part: oneOf('penalty', 'fee'), cents }),
  'partial-settlement': record({ principalCents: cents, keep }),
  settlement: record({}),
  'rate-change': record({ ratePpm, keep }),
  holiday: record({ periods: integerWithin(1, 60, 'term_out_of_range'), interest: oneOf('paid', 'next-row', 'spread') }),
  'due-day': record({ dayOfMonth: integerWithin(1, 31, 'number_out_of_range') }),
};

const kinds = Object.keys(eventChecks);

const event: Check = (value, path) => {
  const fault = record({ id: word, date, kind: oneOf(...kinds) })(value, path);
  if (fault !== null || !isBag(value)) return fault;
  return eventChecks[value['kind'] as LedgerEvent['kind']](value, path);
};

const request = record({
  contract: contractCheck,
  signedOn: date,
  events: listOf(event, 5_000),
  asOf: date,
  late: lateTerms,
  lateOn: unlessAbsent(listOf(oneOf(...debtParts), debtParts.length)),
  allocation: unlessAbsent(ruleFault),
  costs: costItems,
  services: linkedServices,
});

export function ledgerFault(value: unknown): Refusal | null {
  return request(value, '');
}

/**
 * The events that count, in order of day and then of the list. A reversal takes its event out of history as if it had
 * never been, whatever its own day, and a reversal reversed puts it back. Refuses ids used twice, and a reversal of an
 * event that is not in the list or stands after it.
 */
export function eventsThatCount(events: readonly LedgerEvent[]): { readonly ok: true; readonly events: readonly { readonly event: LedgerEvent; readonly place: number }[] } | Refusal {
  const places = new Map<string, number>();
  for (const [place, { id }] of events.entries()) {
    if (places.has(id)) return refuse('choice_not_consistent', `events.${place}.id`);
    places.set(id, place);
  }
  const undone = new Set<string>();
  for (let place = events.length - 1; place >= 0; place--) {
    const each = events[place];
    if (each?.kind !== 'reversal') continue;
    const target = places.get(each.of);
    if (target === undefined || target >= place) return refuse('choice_not_known', `events.${place}.of`);
    if (!undone.has(each.id)) undone.add(each.of);
  }
  const counting = events.map((each, place) => ({ event: each, place })).filter(({ event: each }) => each.kind !== 'reversal' && !undone.has(each.id));
  counting.sort((one, other) => (one.event.date < other.event.date ? -1 : one.event.date > other.event.date ? 1 : one.place - other.place));
  return { ok: true, events: counting };
}
