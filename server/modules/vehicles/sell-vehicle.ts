import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { stockSold } from './events.ts';
import { mayEnd } from './release-reservation.ts';
import { stockStanding } from './reservation/reservation-rule.ts';
import { decideOnCar } from './ruled-vehicle.ts';
import { endReservation, lockCar, setSold } from './reservations.ts';

/**
 * Marks a car as sold, to the customer of a quote when one is named. A car that is held is sold by who holds it, from the quote
 * it is held for, or by a manager. Throws not_found for a car out of reach.
 */
export async function sellVehicle(ctx: Context, request: { readonly stockId: string; readonly quoteId: string | null }): Promise<Result<{ soldOn: string }, 'vehicle_sold' | 'vehicle_reserved'>> {
  const car = await lockCar(ctx, request.stockId);
  const standing = stockStanding(car.state, car.open, ctx.today);
  if (standing.state === 'sold') return refuse('vehicle_sold');
  if (standing.state === 'reserved') {
    const forThisQuote = request.quoteId !== null && car.open?.quoteId === request.quoteId;
    if (!forThisQuote && !mayEnd(ctx, car.open?.reservedBy ?? null)) return refuse('vehicle_reserved', undefined, { until: '' });
  }
  const decision = await decideOnCar(ctx, 'vehicles.stock.sell', car);
  if (car.open !== null) await endReservation(ctx, car, car.open, standing.state === 'reserved' ? 'sold' : 'expired');
  await setSold(ctx, car, request.quoteId);
  await audit(ctx, {
    action: 'vehicles.stock.sell', objectKind: 'stock-vehicle', objectId: car.stockId, before: { state: car.state, open: car.open }, after: { state: 'sold' },
    details: { soldOn: ctx.today, quoteId: request.quoteId },
    decision,
  });
  await publish(ctx, stockSold(car.nodeId, { stockId: car.stockId, quoteId: request.quoteId }));
  return done({ soldOn: ctx.today });
}
