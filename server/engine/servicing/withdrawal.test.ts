import { describe, expect, it } from 'vitest';
import { contractOf } from '../proof/servicing-samples.ts';
import { withdrawal, withdrawalTerm } from '../servicing.ts';
import type { CostItem, WithdrawalRequest } from '../servicing.ts';

const until = (input: Parameters<typeof withdrawalTerm>[0]): string | null | undefined => {
  const term = withdrawalTerm(input);
  return term.ok ? term.until : undefined;
};

describe('withdrawalTerm', () => {
  it('14 calendar days after the contract, the day itself not counted; or after the information when it came later', () => {
    expect(until({ signedOn: '2026-12-03' })).toBe('2026-12-17');
    expect(until({ signedOn: '2026-12-03', informedOn: '2026-12-01' })).toBe('2026-12-17');
    expect(until({ signedOn: '2026-12-03', informedOn: '2026-12-21' })).toBe('2027-01-04');
    expect(until({ signedOn: '2024-02-20' })).toBe('2024-03-05');
  });

  it('a last day that is no working day moves to the next one (Reg. 1182/71 art. 3(4))', () => {
    expect(until({ signedOn: '2026-12-05' })).toBe('2026-12-21'); // Saturday the 19th
    expect(until({ signedOn: '2026-11-22' })).toBe('2026-12-07'); // Sunday the 6th
    expect(until({ signedOn: '2026-11-22', holidays: ['2026-12-07', '2026-12-08'] })).toBe('2026-12-09');
    expect(until({ signedOn: '2026-12-04', holidays: ['2026-12-25'] })).toBe('2026-12-18');
    expect(until({ signedOn: '2026-12-11', holidays: ['2026-12-25'] })).toBe('2026-12-28');
  });

  it('information never given: 12 months and 14 days under the text of 2026, no end before', () => {
    expect(until({ signedOn: '2026-11-20', informedOn: null })).toBe('2027-12-06');
    expect(until({ signedOn: '2026-11-19', informedOn: null })).toBe(null);
    expect(until({ signedOn: '2026-11-20', informedOn: '2029-01-01' })).toBe('2027-12-06');
  });

  it('the right never explained: no end; a longer return of the linked good carries the term with it', () => {
    expect(until({ signedOn: '2026-11-20', rightExplained: false })).toBe(null);
    expect(until({ signedOn: '2026-12-05', linkedReturnUntil: '2027-01-29' })).toBe('2027-01-29');
    expect(until({ signedOn: '2026-12-05', linkedReturnUntil: '2026-12-10' })).toBe('2026-12-21');
    expect(until({ signedOn: '2025-12-05', linkedReturnUntil: '2026-01-31' })).toBe('2025-12-19');
  });
});

const contract = contractOf({ dayCount: 'act/365f' });
const costs: CostItem[] = [
  { kind: 'arrangement', cents: 35_000, state: 'financed' },
  { kind: 'broker', cents: 20_000, state: 'paid' },
  { kind: 'substitute-tax', cents: 4_500, state: 'financed', nature: 'tax' },
  { kind: 'stamp', cents: 1_600, state: 'unpaid', nature: 'tax' },
  { kind: 'collection', cents: 350, state: 'unpaid' },
];
const request: WithdrawalRequest = { contract, signedOn: '2026-12-05', noticeOn: '2026-12-10', on: '2026-12-15', costs, services: [{ code: 'gap', cents: 90_000, state: 'financed' }] };

describe('withdrawal', () => {
  it('asks capital, interest to the day, sums paid to public bodies; gives back every other cost and the services', () => {
    const result = withdrawal({ ...request, explain: true });
    const interest = Math.round((1_800_000 * 0.0695 * 10) / 365);
    expect(result).toMatchObject({
      ok: true,
      until: '2026-12-21',
      repayBy: '2027-01-09',
      capitalCents: 1_800_000,
      interestCents: interest,
      publicSumsCents: 1_600,
      costsReturnedCents: 55_000,
      servicesEnded: [{ code: 'gap', refundCents: 90_000 }],
      dueCents: 1_800_000 + interest + 1_600 - 55_000 - 90_000,
    });
    expect(result.ok && result.proof?.map((line) => line.label)).toEqual([
      'withdrawalUntil', 'balance', 'accruedInterest', 'costReduced', 'costReduced', 'taxKept', 'taxKept', 'costReduced', 'serviceRefund', 'withdrawalDue',
    ]);
  });

  it('counts a row paid in the meantime as capital and interest returned, its fee as given back', () => {
    const withFee = contractOf({ dayCount: 'act/365f', charges: [{ kind: 'collection', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false }] });
    const late = { ...request, contract: withFee, signedOn: '2026-12-20', noticeOn: '2026-12-28', on: '2027-01-10', costs: [], services: [] };
    const first = withFee.rows[0];
    const paid = withdrawal({ ...late, paidThrough: 1 });
    const unpaid = withdrawal(late);
    expect(paid.ok && unpaid.ok && unpaid.dueCents - paid.dueCents).toBe(first?.dueCents);
    expect(unpaid.ok && unpaid.capitalCents).toBe(1_800_000);
  });

  it('refuses a notice after the last day, and days out of order', () => {
    expect(withdrawal({ ...request, noticeOn: '2026-12-22', on: '2026-12-23' })).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'noticeOn' });
    expect(withdrawal({ ...request, noticeOn: '2026-12-16' })).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'noticeOn' });
    expect(withdrawal({ ...request, signedOn: '2010-12-05', noticeOn: '2010-12-05' })).toEqual({ ok: false, refusal: 'rule_missing', path: 'rules.withdrawal.days' });
    expect(withdrawal({ ...request, informedOn: 'never' })).toEqual({ ok: false, refusal: 'date_not_valid', path: 'informedOn' });
  });
});
