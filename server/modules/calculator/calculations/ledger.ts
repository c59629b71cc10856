import { z } from 'zod';
import { ledger } from '#engine/servicing';
import { defineCalculation, renamed, type Declined } from './calculation.ts';
import {
  compensationTerms, contractFields, costsLeftResult, costsTerms, earlyFields, servicesTerms, signedContractDeclined, signedContractOf, standingAnswer, standingResult,
} from './contract-fields.ts';
import { allocationRule, debtPart, partsResult } from './debt-fields.ts';
import { cents, count, date, listOf } from './fields.ts';
import { lateTerms, ledgerLate } from './late-fields.ts';
import { eventList, eventTerms, strangeField, tooManyEvents } from './ledger-events.ts';

const { compensation, interestTo, linearBy, consumer } = earlyFields;

export const ledgerCalculation = defineCalculation({
  do: 'ledger',
  summary: 'State of a contract on a day from its events alone: payments, reversals, charges, early repayments, changes; the same events give the same state.',
  input: z.strictObject({
    ...contractFields,
    events: eventList,
    asOf: date.describe('the day of the picture; later events are not counted'),
    late: ledgerLate.describe('default interest, as in `defaultInterest`'),
    lateOn: listOf(debtPart, 4).optional().describe('parts of a row that bear default interest; principal alone unless said (TUB art. 120 c. 2)'),
    allocation: allocationRule.optional().describe('how payments are spread, as `rule` in `allocateRows`'),
    compensation,
    interestTo,
    linearBy,
    consumer,
  }),
  result: z.object({
    closed: z.boolean().describe('settled in full, or every row paid'),
    rows: z.array(z.object({ number: count.describe('below zero: a charge by event'), dueDate: date, outstandingCents: partsResult.describe('default interest in `penalty`'), paidCents: partsResult })).describe('those fallen due before a change and those of the contract'),
    creditCents: cents.describe('money received and not yet due for anything'),
    overdueCents: cents.describe('rows past due, default interest apart'),
    defaultInterestCents: cents,
    daysPastDue: count,
    entries: z.array(z.object({ id: z.string(), date, kind: z.string(), cents: cents.describe('money that moved'), allocatedCents: partsResult, unallocatedCents: cents })).describe('what each event did'),
    contract: z.object(standingResult).describe('from its last change on: as in `changeRate`'),
    costsLeft: costsLeftResult,
  }),
  example: {
    plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, every: 1, start: '2026-12-01' },
    events: [
      { id: 'p1', date: '2027-01-01', kind: 'payment', cents: 505_810 },
      { id: 'p2', date: '2027-02-01', kind: 'payment', cents: 505_810 },
      { id: 'r2', date: '2027-02-08', kind: 'reversal', of: 'p2' },
      { id: 'c1', date: '2027-02-08', kind: 'charge', part: 'fee', cents: 500 },
      { id: 'p3', date: '2027-02-20', kind: 'payment', cents: 300_000 },
    ],
    asOf: '2027-02-25',
    late: { rates: [{ from: '2026-12-01', pct: '9.5' }] },
  },
  run: ({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn, events, late, allocation, costs, services, compensation: agreed, ...rest }) => {
    const strange = strangeField(events);
    if (strange !== null) return strange;
    const found = signedContractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn }, rest.asOf);
    if (!found.ok) return found;
    const tooMany = tooManyEvents(events.length, found.contract.rows.length);
    if (tooMany !== null) return tooMany;
    const answer = ledger({
      ...rest,
      contract: found.contract,
      signedOn: found.signedOn,
      events: eventTerms(events),
      late: lateTerms(late),
      allocation,
      costs: costsTerms(costs),
      services: servicesTerms(services),
      compensation: compensationTerms(agreed),
    });
    if (!answer.ok) return inInput(answer, signedOn);
    const { closed, creditCents, overdueCents, defaultInterestCents, daysPastDue } = answer;
    return {
      ok: true,
      result: {
        closed,
        rows: [...answer.rows],
        creditCents,
        overdueCents,
        defaultInterestCents,
        daysPastDue,
        entries: [...answer.entries],
        contract: standingAnswer(answer.contract),
        costsLeft: [...answer.costs],
      },
    };
  },
});

/**
 * A refusal under the names of the input. What an event cannot do to the contract as it then stands is a fault of the
 * event; what it needs of the rest of the input keeps its own name.
 */
function inInput(declined: Declined, signedOn: string | undefined): Declined {
  const found = /^(events\.\d+)\.(.+)$/.exec(declined.path);
  if (found === null) return signedContractDeclined(declined, signedOn);
  const [, event = '', inner = ''] = found;
  if (/^contract(\.|$)/.test(inner)) return { ...declined, path: event };
  if (/^(late|costs|services|compensation|signedOn|interestTo|linearBy|consumer)(\.|$)/.test(inner)) return { ...declined, path: inner };
  if (inner.startsWith('rules.')) return signedContractDeclined({ ...declined, path: inner }, signedOn);
  const renamedInner = renamed({ ...declined, path: inner }, { on: 'date', ratePpm: 'nominalRatePpm' });
  return { ...renamedInner, path: `${event}.${renamedInner.path}` };
}
