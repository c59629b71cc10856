import { z } from 'zod';
import { allocatePayment } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { debtPart, dueMode, partsResult } from './debt-fields.ts';
import { cents, listOf } from './fields.ts';

const parts = { penalty: cents.default(0), fee: cents.default(0), interest: cents.default(0), principal: cents.default(0) };

export const allocateCalculation = defineCalculation({
  do: 'allocate',
  summary: 'Allocates a payment to the parts of a debt in an order; by default that of art. 1194 c.c.',
  input: z.strictObject({
    order: listOf(debtPart, 4).optional().describe('penalty, fee, interest, principal unless said; a part left out receives nothing'),
    mode: dueMode.default('past-due'),
    paymentCents: cents,
    outstandingCents: z.strictObject(parts),
  }),
  result: z.object({
    allocatedCents: partsResult,
    unallocatedCents: cents,
  }),
  example: { order: ['penalty', 'fee', 'interest', 'principal'], mode: 'past-due', paymentCents: 30_000, outstandingCents: { penalty: 120, fee: 300, interest: 8_500, principal: 21_500 } },
  run: (input) => {
    const answer = allocatePayment(input);
    return answer.ok ? { ok: true, result: { allocatedCents: answer.allocatedCents, unallocatedCents: answer.unallocatedCents } } : answer;
  },
});
