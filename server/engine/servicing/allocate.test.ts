import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateOverRows, allocatePayment, legalRule } from '../servicing.ts';
import type { AllocationRule, DebtPart, DueMode, OutstandingRow } from '../servicing.ts';
import { runs, seeds } from '../proof/seeds.ts';

const parts: readonly DebtPart[] = ['penalty', 'fee', 'interest', 'principal'];
const modes: readonly DueMode[] = ['past-due', 'due', 'in-advance'];

const amounts = fc.record({ penalty: fc.nat(300), fee: fc.nat(300), interest: fc.nat(3_000), principal: fc.nat(30_000) });

describe('allocatePayment', () => {
  it('pays penalty, fees and interest before capital when nothing is agreed (art. 1194 c.c.)', () => {
    const outstandingCents = { penalty: 100, fee: 200, interest: 1_000, principal: 10_000 };
    expect(allocatePayment({ paymentCents: 1_500, outstandingCents })).toEqual({
      ok: true,
      allocatedCents: { penalty: 100, fee: 200, interest: 1_000, principal: 200 },
      unallocatedCents: 0,
    });
    expect(allocatePayment({ paymentCents: 20_000, outstandingCents })).toMatchObject({ allocatedCents: outstandingCents, unallocatedCents: 8_700 });
  });

  it('follows another order, and leaves out what the order leaves out', () => {
    const outstandingCents = { penalty: 100, fee: 200, interest: 1_000, principal: 10_000 };
    expect(allocatePayment({ order: ['principal', 'interest'], mode: 'in-advance', paymentCents: 12_000, outstandingCents })).toEqual({
      ok: true,
      allocatedCents: { penalty: 0, fee: 0, interest: 1_000, principal: 10_000 },
      unallocatedCents: 1_000,
    });
  });

  it('refuses by name', () => {
    const outstandingCents = { penalty: 0, fee: 0, interest: 0, principal: 1 };
    const input = { paymentCents: 1, outstandingCents };
    expect(allocatePayment({ ...input, paymentCents: -1 })).toEqual({ ok: false, refusal: 'amount_negative', path: 'paymentCents', nearest: 0 });
    expect(allocatePayment({ ...input, order: ['fee', 'fee'] })).toEqual({ ok: false, refusal: 'choice_not_consistent', path: 'order.1' });
    expect(allocatePayment({ ...input, mode: 'soon' as DueMode })).toEqual({ ok: false, refusal: 'choice_not_known', path: 'mode' });
    expect(allocatePayment({ ...input, outstandingCents: { ...outstandingCents, fee: 0.5 } })).toEqual({ ok: false, refusal: 'not_an_integer', path: 'outstandingCents.fee' });
    expect(allocatePayment(null as never)).toEqual({ ok: false, refusal: 'missing', path: '' });
  });

  it.each(seeds)('conserves every cent and starts nothing before the part ahead of it is paid (seed %i)', (seed) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...parts]), fc.constantFrom(...modes), fc.nat(40_000), amounts, (order, mode, paymentCents, outstandingCents) => {
        const result = allocatePayment({ order, mode, paymentCents, outstandingCents });
        if (!result.ok) return false;
        const sum = parts.reduce((total, part) => total + result.allocatedCents[part], 0);
        const inOrder = order.every((part, index) => index === 0 || result.allocatedCents[part] === 0 || result.allocatedCents[order[index - 1] ?? part] === outstandingCents[order[index - 1] ?? part]);
        return sum + result.unallocatedCents === paymentCents && inOrder && parts.every((part) => result.allocatedCents[part] <= outstandingCents[part]);
      }),
      { numRuns: runs(300), seed },
    );
  });
});

const row = (number: number, dueDate: string, penalty: number, fee: number, interest: number, principal: number): OutstandingRow => ({
  number,
  dueDate,
  outstandingCents: { penalty, fee, interest, principal },
});

const rows = [
  row(1, '2027-01-05', 20, 10, 100, 1_000),
  row(2, '2027-02-05', 5, 10, 90, 1_010),
  row(3, '2027-03-05', 0, 10, 80, 1_020),
  row(4, '2027-04-05', 0, 10, 70, 1_030),
];

describe('allocateOverRows', () => {
  const paid = (paymentCents: number, rule?: AllocationRule): unknown => {
    const result = allocateOverRows({ rows, on: '2027-03-05', paymentCents, rule });
    return result.ok && [...result.rows.map(({ allocatedCents: at }) => [at.penalty, at.fee, at.interest, at.principal]), result.unallocatedCents];
  };

  it('horizontal: the oldest row whole, then the next', () => {
    expect(paid(1_300)).toEqual([[20, 10, 100, 1_000], [5, 10, 90, 65], [0, 0, 0, 0], [0, 0, 0, 0], 0]);
  });

  it('vertical: each part on every row due, oldest first, before the next part', () => {
    expect(paid(1_300, { ...legalRule, processing: 'vertical' })).toEqual([[20, 10, 100, 1_000], [5, 10, 90, 65], [0, 0, 0, 0], [0, 0, 0, 0], 0]);
    expect(paid(300, { ...legalRule, processing: 'vertical' })).toEqual([[20, 10, 100, 65], [5, 10, 90, 0], [0, 0, 0, 0], [0, 0, 0, 0], 0]);
    expect(paid(300)).toEqual([[20, 10, 100, 170], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], 0]);
  });

  it('past due before due today before in advance, which waits unless the rule opens it', () => {
    const dueSum = 1_130 + 1_115 + 1_110;
    expect(paid(dueSum + 500)).toEqual([[20, 10, 100, 1_000], [5, 10, 90, 1_010], [0, 10, 80, 1_020], [0, 0, 0, 0], 500]);
    expect(paid(dueSum + 500, { ...legalRule, inAdvance: 'next' })).toEqual([[20, 10, 100, 1_000], [5, 10, 90, 1_010], [0, 10, 80, 1_020], [0, 10, 70, 420], 0]);
  });

  it('takes the last row first when money in advance shortens the plan', () => {
    const ahead = allocateOverRows({ rows, on: '2027-01-01', paymentCents: 1_200, rule: { ...legalRule, inAdvance: 'last' } });
    expect(ahead.ok && ahead.rows.map(({ allocatedCents }) => allocatedCents.principal)).toEqual([0, 0, 0, 1_030]);
    expect(ahead.ok && ahead.rows[2]?.allocatedCents).toEqual({ penalty: 0, fee: 10, interest: 80, principal: 0 });
  });

  it('twelve atoms: capital past due may come before interest past due, and interest due before capital due', () => {
    const atoms = [
      ...(['principal', 'interest', 'fee', 'penalty'] as const).map((part) => ({ mode: 'past-due' as const, part })),
      ...(['interest', 'principal', 'fee', 'penalty'] as const).map((part) => ({ mode: 'due' as const, part })),
    ];
    expect(paid(2_500, { atoms, processing: 'vertical', inAdvance: 'none' })).toEqual([[20, 10, 100, 1_000], [5, 10, 90, 1_010], [0, 0, 80, 175], [0, 0, 0, 0], 0]);
  });

  const rule = fc.record({
    atoms: fc.shuffledSubarray(modes.flatMap((mode) => parts.map((part) => ({ mode, part })))),
    processing: fc.constantFrom('horizontal', 'vertical'),
    inAdvance: fc.constantFrom('next', 'last', 'none'),
  });
  const anyRows = fc.array(fc.record({ number: fc.nat(50), day: fc.integer({ min: 1, max: 28 }), outstandingCents: amounts }), { maxLength: 8 });

  it.each(seeds)('conserves every cent, exceeds no row, leaves nothing over while an open atom is owed (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyRows, fc.nat(120_000), rule, (drawn, paymentCents, drawnRule) => {
        const dated = drawn.map(({ day, ...rest }) => ({ ...rest, dueDate: `2027-02-${String(day).padStart(2, '0')}` }));
        const result = allocateOverRows({ rows: dated, on: '2027-02-14', paymentCents, rule: drawnRule });
        if (!result.ok) return false;
        let sum = 0;
        let open = 0;
        for (const [index, each] of dated.entries()) {
          const mode = each.dueDate < '2027-02-14' ? 'past-due' : each.dueDate === '2027-02-14' ? 'due' : 'in-advance';
          for (const part of parts) {
            const share = result.rows[index]?.allocatedCents[part] ?? -1;
            if (share < 0 || share > each.outstandingCents[part]) return false;
            sum += share;
            const named = drawnRule.atoms.some((atom) => atom.mode === mode && atom.part === part);
            if (named && !(mode === 'in-advance' && drawnRule.inAdvance === 'none')) open += each.outstandingCents[part] - share;
            else if (share > 0) return false;
          }
        }
        return sum + result.unallocatedCents === paymentCents && (result.unallocatedCents === 0 || open === 0);
      }),
      { numRuns: runs(300), seed },
    );
  });
});
