import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractOf } from '../proof/servicing-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';
import * as servicing from '../servicing.ts';

const contract = contractOf({ rows: 6 });
const on = '2027-02-20';
const signedOn = '2026-12-05';
const cost = { kind: 'fee', cents: 100, state: 'paid', criterion: 'linear' };
const late = { rates: [{ from: '2020-01-01', ratePpm: 1 }], thresholds: [{ from: '2020-01-01', ratePpm: 1 }] };
const outstandingCents = { penalty: 1, fee: 1, interest: 1, principal: 1 };

/** One good request of each function that answers figures or a refusal. */
const good: Readonly<Record<string, object>> = {
  allocatePayment: { paymentCents: 3, outstandingCents, order: ['fee'], mode: 'due' },
  allocateOverRows: { rows: [{ number: 1, dueDate: on, outstandingCents }], on, paymentCents: 3, rule: servicing.legalRule },
  settlement: { contract, signedOn, on, costs: [cost], services: [{ code: 's', cents: 5, state: 'paid' }], compensation: { agreedPpm: 1 }, explain: true },
  partialSettlement: { contract, signedOn, on, costs: [cost], principalCents: 5, keep: 'term', rules: servicing.lawRules },
  withdrawalTerm: { signedOn, informedOn: null, rightExplained: true },
  withdrawal: { contract, signedOn, noticeOn: signedOn, on, costs: [cost] },
  defaultInterest: { rows: [{ number: 1, dueDate: on, cents: 5 }], until: '2027-03-01', terms: late, payments: [{ date: on, cents: 1 }] },
  changeRate: { contract, on, ratePpm: 5, keep: 'instalment' },
  reAmortise: { contract, on, repaidCents: 5, keep: 'term' },
  paymentHoliday: { contract, on, periods: 1, interest: 'spread' },
  changeDueDay: { contract, on, dayOfMonth: 9 },
  ledger: { contract, signedOn, asOf: on, late, events: [{ id: 'a', kind: 'payment', date: on, cents: 7 }, { id: 'b', kind: 'settlement', date: on }] },
};

const call = (name: string, input: unknown): { ok: boolean; refusal?: string; path?: string } =>
  (servicing as unknown as Record<string, (input: unknown) => { ok: boolean }>)[name]?.(input) ?? { ok: false };

const junk = fc.oneof(
  fc.constantFrom(null, undefined, Number.NaN, Infinity, -1, 0.5, 1e300, '', 'x', '9999-01-01', '2199-12-31', '1900-01-01', [], {}, true, 600, -0, Number.MAX_SAFE_INTEGER),
  fc.anything(),
);

/** The request with one field, however deep, replaced. */
function withField(value: unknown, path: readonly number[], put: unknown): unknown {
  if (path.length === 0 || typeof value !== 'object' || value === null) return put;
  const [first = 0, ...rest] = path;
  const entries = Object.entries(value);
  if (entries.length === 0) return put;
  const place = first % entries.length;
  const changed = entries.map(([key, each], index) => [key, index === place ? withField(each, rest, put) : each] as const);
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

const onlyFiniteNumbers = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null || Object.values(value).every(onlyFiniteNumbers);

describe('bad input', () => {
  it.each(Object.keys(good))('%s accepts its good request', (name) => {
    expect(call(name, good[name])).toMatchObject({ ok: true });
  });

  it.each(Object.keys(good))('%s answers figures or a named refusal to anything, and never a number that is none', (name) => {
    for (const seed of seeds) {
      fc.assert(
        fc.property(fc.array(fc.nat(40), { minLength: 0, maxLength: 5 }), junk, (path, put) => {
          const answer = call(name, withField(good[name], path, put));
          if (answer.ok === false) return typeof answer.refusal === 'string' && typeof answer.path === 'string';
          return answer.ok === true && onlyFiniteNumbers(answer);
        }),
        { numRuns: runs(200), seed },
      );
    }
  });

  it.each(Object.keys(good))('%s takes null for absent in every optional field', (name) => {
    const nulls = { order: null, mode: null, rule: null, costs: null, services: null, compensation: null, interestTo: null, linearBy: null, paidThrough: null, unpaidRows: null, consumer: null, rules: null, explain: null, paymentCents: null, accruedInterest: null, rightExplained: null, linkedReturnUntil: null, payments: null, allocation: null, lateOn: null };
    const terms = { ...contract.terms, weights: null, balloonCents: null, gracePrincipalRows: null, graceInterestRows: null, firstPeriod: null, firstDueDate: null, dueDates: null, drawdowns: null, capitalisation: null, charges: null };
    const asked: Record<string, unknown> = { ...nulls, ...good[name] };
    if ('contract' in asked) asked['contract'] = { ...contract, terms, carriedInterestCents: null, deferredInterest: null, instalmentCents: null };
    const plain = Object.fromEntries(Object.entries(call(name, asked)).filter(([key]) => key !== 'contract'));
    expect(plain).toEqual(Object.fromEntries(Object.entries(call(name, good[name])).filter(([key]) => key !== 'contract')));
    expect(call(name, { ...good[name], paymentCents: (good[name] as { paymentCents?: number }).paymentCents ?? null })).toMatchObject({ ok: true });
  });

  it('names the field', () => {
    const rows = contract.rows.map((row, index) => (index === 2 ? { ...row, principalCents: 1 } : row));
    expect(call('settlement', { contract: { ...contract, rows }, signedOn, on })).toEqual({ ok: false, refusal: 'choice_not_consistent', path: 'contract.rows.2.dueCents' });
    const swapped = contract.rows.toReversed();
    expect(call('settlement', { contract: { ...contract, rows: swapped }, signedOn, on })).toMatchObject({ refusal: 'date_out_of_range', path: 'contract.rows.1.dueDate' });
    expect(call('settlement', { contract: { ...contract, rows: [] }, signedOn, on })).toEqual({ ok: false, refusal: 'missing', path: 'contract.rows' });
    expect(call('settlement', { contract: { ...contract, terms: { ...contract.terms, dayCount: 'act/366' } }, signedOn, on })).toEqual({ ok: false, refusal: 'choice_not_known', path: 'contract.terms.dayCount' });
    expect(call('settlement', { contract, signedOn, on: '9999-01-01' })).toEqual({ ok: false, refusal: 'date_not_valid', path: 'on' });
  });
});
