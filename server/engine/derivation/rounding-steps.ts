import type { Rounding } from '#platform/money';
import type { DerivationStep } from '../financing/types.ts';
import { whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import type { Words } from './words.ts';

/** An exact amount rounded once to a multiple of some cents: the division and the rounding, each a line. */
export function roundedToMultiple(words: Words, exact: Ratio, cents: number, multipleCents: number, rounding: Rounding): DerivationStep[] {
  const half = rounding === 'half-up' ? 'roundedHalfUp' : 'roundedHalfEven';
  if (multipleCents === 1) return [words.money(half, cents, words.exact(exact))];
  const multiple = words.amount(multipleCents);
  return [
    words.step('inMultiples', `${words.exact(exact).slice(0, -2)} / ${multiple}`, words.number({ top: exact.top, bottom: exact.bottom * BigInt(multipleCents) })),
    words.money(half, cents, `${words.number(whole(cents / multipleCents))} × ${multiple}`),
  ];
}
