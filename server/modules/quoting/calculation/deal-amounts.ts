/** What a deal comes to before any credit: car, options, accessories, discount, car given in. Pure. */
import { percentOf } from '#platform/money';
import type { PricedCar, QuoteInput } from './quote-shapes.ts';

/** A car whose house price is not known and that has no options: prices of quotes made before both were kept. */
export const bareCar: PricedCar = { housePriceCents: null, options: [] };

/** Vehicle, options and accessories before the discount, VAT included. */
export function fullPriceCents(input: Pick<QuoteInput, 'priceCents' | 'accessories'>, car: PricedCar = bareCar): number {
  const options = car.options.reduce((sum, option) => sum + option.priceCents, 0);
  return input.priceCents + options + input.accessories.reduce((sum, accessory) => sum + accessory.cents, 0);
}

/** What the car given in brings: its value less what its old loan still asks; negative when the loan asks more. */
export function tradeInEquityCents(input: Pick<QuoteInput, 'tradeInCents' | 'tradeIn'>): number {
  return input.tradeInCents - (input.tradeIn?.payoffCents ?? 0);
}

type DepositBase = Pick<QuoteInput, 'priceCents' | 'discountCents' | 'accessories' | 'tradeInCents' | 'tradeIn'>;

/**
 * The least deposit that satisfies an offer asking `minDepositPpm` of the net price (rounded half-up) between deposit and
 * car given in: to the cent, never negative. Where an old loan asks more than the car is worth, it covers that too.
 */
export function leastDepositCents(input: DepositBase, minDepositPpm: number, car: PricedCar = bareCar): number {
  const netCents = Math.max(0, fullPriceCents(input, car) - input.discountCents);
  return Math.max(0, percentOf(netCents, minDepositPpm, 'half-up') - tradeInEquityCents(input));
}
