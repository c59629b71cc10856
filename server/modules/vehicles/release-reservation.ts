import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { stockReleased } from './events.ts';
import { decideOnCar } from './ruled-vehicle.ts';
import { endReservation, lockCar } from './reservations.ts';

export interface ReleaseRequest {
  readonly stockId: string;
  /** Quote whose reservation ends; null = by hand, where one's own may be released, and anybody's by a manager. */
  readonly quoteId: string | null;
}

/** Releases a reservation before its end. Throws not_found for a car out of reach. */
export async function releaseReservation(ctx: Context, { stockId, quoteId }: ReleaseRequest): Promise<Result<{ released: true }, 'not_reserved' | 'reserved_by_another'>> {
  const car = await lockCar(ctx, stockId);
  if (car.open === null || car.state === 'sold') return refuse('not_reserved');
  const own = quoteId === null ? mayEnd(ctx, car.open.reservedBy) : car.open.quoteId === quoteId;
  if (!own) return refuse('reserved_by_another');
  // A quote gives back what it took, whoever holds it now.
  const decision = quoteId === null ? await decideOnCar(ctx, 'vehicles.stock.release', car) : await decideOnCar(ctx, 'vehicles.stock.release-for-quote', car);
  await endReservation(ctx, car, car.open, 'released');
  await audit(ctx, { action: 'vehicles.stock.release', objectKind: 'stock-vehicle', objectId: stockId, before: car.open, details: { heldUntil: car.open.heldUntil, quoteId: car.open.quoteId }, decision });
  await publish(ctx, stockReleased(car.nodeId, { stockId, quoteId: car.open.quoteId, reason: 'released' }));
  return done({ released: true });
}

/** Whether the actor may end or sell over a reservation made by this personality. */
export function mayEnd(ctx: Context, reservedBy: string | null): boolean {
  return ctx.actor.privileges.has('vehicles.stock.manage') || (reservedBy !== null && reservedBy === ctx.actor.personalityId);
}
