import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/civil-date';
import { anyContract, contractOf, dayOf } from '../proof/servicing-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';
import { ledger, settlement } from '../servicing.ts';
import type { LedgerEvent, LedgerRequest, LedgerState } from '../servicing.ts';

const late = { rates: [{ from: '2020-01-01', ratePpm: 100_000 }], graceDays: 5 };

function state(request: LedgerRequest): LedgerState {
  const result = ledger(request);
  if (!result.ok) throw new Error(`${result.refusal} at ${result.path}`);
  return result;
}

/** Collection fee of 3.50 on each row, arrangement fee financed, life policy of 48 months. */
const contract = contractOf({ charges: [{ kind: 'collection', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false }] });
const request = {
  contract,
  signedOn: '2026-12-05',
  late,
  costs: [{ kind: 'arrangement', cents: 35_000, state: 'financed' as const }],
  services: [{ code: 'life', cents: 60_000, state: 'financed' as const }],
  compensation: { agreedPpm: 10_000 },
};
const [first, second, third, fourth] = contract.rows;
if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('no rows');
const instalment = first.dueCents;

describe('a contract told day by day', () => {
  const at = (asOf: string, events: readonly LedgerEvent[]): LedgerState => state({ ...request, asOf, events });
  const events: LedgerEvent[] = [];

  it('5 December 2026: signed, nothing is due', () => {
    expect(at('2026-12-05', events)).toMatchObject({ closed: false, overdueCents: 0, daysPastDue: 0, creditCents: 0 });
  });

  it('5 January 2027: the first row is paid on its day', () => {
    events.push({ id: 'sdd-1', kind: 'payment', date: '2027-01-05', cents: instalment });
    const now = at('2027-01-05', events);
    expect(now.entries.at(-1)?.allocatedCents).toEqual({ penalty: 0, fee: 350, interest: first.interestCents, principal: first.principalCents });
    expect(now.overdueCents).toBe(0);
  });

  it('5 February: the second is missed; within the five days of grace it costs nothing, on the sixth it counts from day one', () => {
    expect(at('2027-02-10', events)).toMatchObject({ overdueCents: instalment, daysPastDue: 5, defaultInterestCents: 0 });
    const mora = (days: number): number => Math.round((second.principalCents * 0.1 * days) / 365);
    expect(at('2027-02-11', events)).toMatchObject({ daysPastDue: 6, defaultInterestCents: mora(6) });
    expect(at('2027-02-25', events)).toMatchObject({ daysPastDue: 20, defaultInterestCents: mora(20) });
  });

  it('25 February: paid late with its default interest, and five euro too many wait in credit', () => {
    const mora = Math.round((second.principalCents * 0.1 * 20) / 365);
    events.push({ id: 'transfer-2', kind: 'payment', date: '2027-02-25', cents: instalment + mora + 500 });
    const now = at('2027-02-25', events);
    expect(now.entries.at(-1)).toMatchObject({ allocatedCents: { penalty: mora, fee: 350, interest: second.interestCents, principal: second.principalCents }, unallocatedCents: 500 });
    expect(now).toMatchObject({ overdueCents: 0, defaultInterestCents: 0, creditCents: 500, daysPastDue: 0 });
  });

  it('5 March: the credit meets the third row on its due date, the direct debit pays it and leaves five euro again', () => {
    events.push({ id: 'sdd-3', kind: 'payment', date: '2027-03-05', cents: instalment });
    const now = at('2027-03-05', events);
    expect(now.creditCents).toBe(500);
    expect(now.rows[2]?.outstandingCents).toEqual({ penalty: 0, fee: 0, interest: 0, principal: 0 });
  });

  it('20 March: a part of 3,000 euro is repaid early; the instalment falls, the term stays, the fee is reduced', () => {
    events.push({ id: 'part', kind: 'partial-settlement', date: '2027-03-20', principalCents: 300_000, keep: 'term' });
    const now = at('2027-03-20', events);
    const capital = third.balanceCents;
    const interest = Math.round((capital * 0.0695 * 15) / 360);
    const entry = now.entries.at(-1);
    expect(entry?.allocatedCents).toEqual({ penalty: 0, fee: 0, interest, principal: 300_000 });
    // Compensation of 1 % and the reduction of the fee enter the money, the credit of five euro leaves it.
    const reduction = 35_000 - (now.costs[0]?.cents ?? 0);
    expect(reduction).toBeGreaterThan(0);
    expect(now.creditCents).toBe(0);
    expect(now.contract.rows.length).toBe(45);
    expect(now.contract.rows[0]?.dueCents).toBeLessThan(instalment);
    expect(now.contract.terms.principalCents).toBe(capital - 300_000);
  });

  it('8 April: the third direct debit comes back unpaid; history is replayed as if it had never been', () => {
    const before = at('2027-04-08', events);
    events.push({ id: 'sdd-3-returned', kind: 'reversal', date: '2027-04-08', of: 'sdd-3' });
    const now = at('2027-04-08', events);
    const never = events.filter((event) => event.id !== 'sdd-3' && event.id !== 'sdd-3-returned');
    expect(now).toEqual(at('2027-04-08', never));
    // The early repayment of 20 March then had to pay the third row first, with 15 days of default interest.
    const owed = third.principalCents;
    const mora = Math.round((owed * 0.1 * 15) / 365);
    const part = now.entries.find((entry) => entry.id === 'part');
    const partBefore = before.entries.find((entry) => entry.id === 'part');
    expect(part?.allocatedCents.penalty).toBe(mora);
    expect((part?.cents ?? 0) - (partBefore?.cents ?? 0)).toBe(instalment + mora);
    expect(now.contract).toEqual(before.contract);
  });

  it('10 May: settled in full; the two rows missed since are in the sum, the policy comes back, nothing is left', () => {
    const before = at('2027-05-10', events);
    events.push({ id: 'end', kind: 'settlement', date: '2027-05-10' });
    const now = at('2027-06-30', events);
    expect(now).toMatchObject({ closed: true, overdueCents: 0, defaultInterestCents: 0, creditCents: 0, daysPastDue: 0 });
    const asked = settlement({
      ...request,
      contract: before.contract,
      costs: before.costs,
      on: '2027-05-10',
      unpaidRows: before.rows.filter((row) => row.dueDate <= '2027-05-10'),
    });
    expect(asked.ok && asked.dueCents).toBe(now.entries.at(-1)?.cents);
    expect(asked.ok && asked.serviceRefundCents).toBeGreaterThan(50_000);
    // All capital ever lent has come back.
    const capital = now.entries.reduce((sum, entry) => sum + entry.allocatedCents.principal, 0);
    expect(capital).toBe(1_800_000);
  });
});

describe('ledger', () => {
  it('allocates by another rule when the contract has one', () => {
    const events: LedgerEvent[] = [{ id: 'a', kind: 'payment', date: '2027-02-20', cents: instalment }];
    const atoms = (['principal', 'interest', 'fee', 'penalty'] as const).map((part) => ({ mode: 'past-due' as const, part }));
    const now = state({ ...request, asOf: '2027-02-20', events, allocation: { atoms, processing: 'vertical', inAdvance: 'none' } });
    expect(now.entries[0]?.allocatedCents.principal).toBe(Math.min(instalment, first.principalCents + second.principalCents));
  });

  it('money paid ahead waits in credit and pays the row on its very due date', () => {
    const events: LedgerEvent[] = [{ id: 'early', kind: 'payment', date: '2026-12-20', cents: instalment }];
    expect(state({ ...request, asOf: '2027-01-04', events })).toMatchObject({ creditCents: instalment });
    const now = state({ ...request, asOf: '2027-01-05', events });
    expect(now.creditCents).toBe(0);
    expect(now.rows[0]?.paidCents).toEqual({ penalty: 0, fee: 350, interest: first.interestCents, principal: first.principalCents });
  });

  it('charges for lateness stand by themselves and bear no default interest', () => {
    const events: LedgerEvent[] = [
      { id: 'reminder', kind: 'charge', date: '2027-01-20', part: 'penalty', cents: 1_000 },
      { id: 'pay', kind: 'payment', date: '2027-02-01', cents: 1_500 },
    ];
    const now = state({ ...request, asOf: '2027-02-01', events });
    const mora = Math.round((first.principalCents * 0.1 * 27) / 365);
    expect(now.entries.at(-1)?.allocatedCents).toEqual({ penalty: mora, fee: 350, interest: 1_500 - mora - 350, principal: 0 });
    expect(now.defaultInterestCents).toBe(1_000);
  });

  it('a reversal reversed puts the event back', () => {
    const events: LedgerEvent[] = [
      { id: 'a', kind: 'payment', date: '2027-01-05', cents: instalment },
      { id: 'b', kind: 'reversal', date: '2027-01-08', of: 'a' },
      { id: 'c', kind: 'reversal', date: '2027-01-09', of: 'b' },
    ];
    expect(state({ ...request, asOf: '2027-01-09', events })).toEqual(state({ ...request, asOf: '2027-01-09', events: events.slice(0, 1) }));
  });

  it('refuses by name, with the event', () => {
    const refused = (...events: LedgerEvent[]): unknown => ledger({ ...request, asOf: '2027-12-31', events });
    expect(refused({ id: 'a', kind: 'payment', date: '2027-01-05', cents: 0 })).toMatchObject({ refusal: 'amount_not_positive', path: 'events.0.cents' });
    expect(refused({ id: 'a', kind: 'reversal', date: '2027-01-05', of: 'b' })).toMatchObject({ refusal: 'choice_not_known', path: 'events.0.of' });
    expect(refused({ id: 'a', kind: 'settlement', date: '2027-01-05' }, { id: 'b', kind: 'settlement', date: '2027-01-06' })).toMatchObject({ refusal: 'choice_not_consistent', path: 'events.1.date' });
    expect(refused({ id: 'a', kind: 'holiday', date: '2027-01-05', periods: 70, interest: 'paid' })).toMatchObject({ refusal: 'term_out_of_range', path: 'events.0.periods' });
    expect(refused({ id: 'a', kind: 'settlement', date: '2027-01-05' }, { id: 'a', kind: 'settlement', date: '2027-01-06' })).toMatchObject({ path: 'events.1.id' });
    expect(refused({ id: 'a', kind: 'partial-settlement', date: '2027-01-05', principalCents: 99_999_999, keep: 'term' })).toMatchObject({ refusal: 'amount_too_large', path: 'events.0.principalCents' });
  });
});

const eventOf = (contractDay: (share: number) => string): fc.Arbitrary<LedgerEvent> =>
  fc
    .record({
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      cents: fc.integer({ min: 1, max: 200_000 }),
      kind: fc.constantFrom('payment', 'payment', 'payment', 'payment', 'charge', 'partial-settlement', 'rate-change', 'holiday', 'due-day'),
      small: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ share, cents, kind, small }): LedgerEvent => {
      const dated = { id: '', date: contractDay(share) };
      if (kind === 'payment') return { ...dated, kind, cents };
      if (kind === 'charge') return { ...dated, kind, part: small % 2 === 0 ? 'fee' : 'penalty', cents: small * 100 };
      if (kind === 'partial-settlement') return { ...dated, kind, principalCents: cents, keep: small % 2 === 0 ? 'term' : 'instalment' };
      if (kind === 'rate-change') return { ...dated, kind, ratePpm: cents % 90_000, keep: 'term' };
      if (kind === 'holiday') return { ...dated, kind, periods: small, interest: small % 2 === 0 ? 'paid' : 'next-row' };
      return { ...dated, kind: 'due-day', dayOfMonth: small * 6 };
    });

const history = anyContract.chain((drawn) =>
  fc.record({
    drawn: fc.constant(drawn),
    events: fc.array(eventOf((share) => dayOf(drawn, share)), { maxLength: 8 }).map((events) => events.map((event, index) => ({ ...event, id: `e${index}` }))),
    out: fc.nat(),
    asOf: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => dayOf(drawn, share)),
  }),
);

describe('the state is a function of the events that count', () => {
  it.each(seeds)('reversing one gives exactly the state of the history without it (seed %i)', (seed) => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 400 }), ({ drawn, events, out, asOf }, delay) => {
        const reversed = events[out % Math.max(1, events.length)];
        if (reversed === undefined) return;
        const base = { contract: drawn, signedOn: '2026-11-20', late, asOf, consumer: true };
        const withReversal = ledger({ ...base, events: [...events, { id: 'r', kind: 'reversal', date: addDays(reversed.date, delay), of: reversed.id }] });
        const without = ledger({ ...base, events: events.filter((event) => event !== reversed) });
        if (withReversal.ok || without.ok) expect(withReversal).toEqual(without);
        else expect(withReversal.refusal).toBe(without.refusal);
      }),
      { numRuns: runs(25), seed },
    );
  });

  it.each(seeds)('money in = money allocated + credit, and no row is paid beyond what it asks (seed %i)', (seed) => {
    fc.assert(
      fc.property(history, ({ drawn, events, asOf }) => {
        const payments = events.filter((event) => event.kind === 'payment' || event.kind === 'charge');
        const result = ledger({ contract: drawn, signedOn: '2026-11-20', late, asOf, events: payments });
        if (!result.ok) throw new Error(result.path);
        const received = result.entries.reduce((sum, entry) => sum + entry.cents, 0);
        let paid = 0;
        for (const row of result.rows) {
          for (const part of ['penalty', 'fee', 'interest', 'principal'] as const) {
            expect(row.outstandingCents[part]).toBeGreaterThanOrEqual(0);
            paid += row.paidCents[part];
          }
        }
        expect(paid + result.creditCents).toBe(received);
      }),
      { numRuns: runs(25), seed },
    );
  });
});
