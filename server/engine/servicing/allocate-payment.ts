import { amountUpTo, isBag, oneOf, unlessAbsent, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** What a debt is made of: default interest and charges for lateness, fees, interest, capital. */
export type DebtPart = 'penalty' | 'fee' | 'interest' | 'principal';
/** Where a debt stands in time: fallen due before the day, on the day, or not yet due. */
export type DueMode = 'past-due' | 'due' | 'in-advance';
export type Amounts = Readonly<Record<DebtPart, number>>;

export const debtParts: readonly DebtPart[] = ['penalty', 'fee', 'interest', 'principal'];
export const dueModes: readonly DueMode[] = ['past-due', 'due', 'in-advance'];
export const noAmounts: Amounts = { penalty: 0, fee: 0, interest: 0, principal: 0 };
export const highestAmount = 100_000_000_000;

/** Art. 1194 c.c.: expenses and interest before capital, unless the creditor agrees otherwise; default interest and charges for lateness first. */
export const legalOrder: readonly DebtPart[] = debtParts;

export interface PaymentToAllocate {
  /** Default `legalOrder`. A part left out of the order receives nothing. */
  readonly order?: readonly DebtPart[] | undefined;
  /** Which of the three kinds of debt `outstandingCents` is (default past-due); see `allocatePayment`. */
  readonly mode?: DueMode | undefined;
  readonly paymentCents: number;
  readonly outstandingCents: Amounts;
}

export type AllocationResult =
  | { readonly ok: true; readonly allocatedCents: Amounts; readonly unallocatedCents: number }
  | Refusal;

/** First fault of an order: not a list, a part unknown or named twice. */
function orderFault(order: unknown, path: string): Refusal | null {
  if (!Array.isArray(order)) return refuse('missing', path);
  if (order.length > debtParts.length) return refuse('too_many_items', path, debtParts.length);
  for (const [index, part] of order.entries()) {
    if (!debtParts.includes(part)) return refuse('choice_not_known', `${path}.${index}`);
    if (order.indexOf(part) !== index) return refuse('choice_not_consistent', `${path}.${index}`);
  }
  return null;
}

const amount = amountUpTo(highestAmount);

export function amountsFault(amounts: unknown, path: string): Refusal | null {
  if (!isBag(amounts)) return refuse('missing', path);
  for (const part of debtParts) {
    const fault = amount(amounts[part], `${path}.${part}`);
    if (fault !== null) return fault;
  }
  return null;
}

/** Spreads money over the parts in their order; what is left comes back. */
export function spread(paymentCents: number, owed: Amounts, order: readonly DebtPart[]): { paid: Amounts; left: number } {
  const paid = { ...noAmounts };
  let left = paymentCents;
  for (const part of order) {
    paid[part] = Math.min(left, owed[part]);
    left -= paid[part];
  }
  return { paid, left };
}

/**
 * Allocates one payment to one debt: each part in its order is paid in full before the next sees a cent (art. 1194
 * c.c. by default). Together the three modes and the four parts are the twelve atoms from which lenders build their
 * rules: `past-due`, `due` and `in-advance` say when the debt falls due compared with the day of the payment. The mode
 * does not change the arithmetic of one debt; over dated rows it decides which debt comes first (`allocateOverRows`).
 * allocated + unallocated = payment, always. Refuses negative or broken amounts, unknown and repeated parts.
 */
export function allocatePayment(given: PaymentToAllocate): AllocationResult {
  const input = withoutMinusZero(given);
  if (!isBag(input)) return refuse('missing', '');
  const order = input.order ?? legalOrder;
  const fault =
    orderFault(order, 'order') ??
    unlessAbsent(oneOf(...dueModes))(input.mode, 'mode') ??
    amount(input.paymentCents, 'paymentCents') ??
    amountsFault(input.outstandingCents, 'outstandingCents');
  if (fault !== null) return fault;
  const { paid, left } = spread(input.paymentCents, input.outstandingCents, order);
  return { ok: true, allocatedCents: paid, unallocatedCents: left };
}
