import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { mostReservationDays, type Reservation } from './api.ts';
import { stockReserved } from './events.ts';
import { mayReserve } from './reservation/reservation-rule.ts';
import { decideOnCar } from './ruled-vehicle.ts';
import { endReservation, insertReservation, lockCar, prolongReservation } from './reservations.ts';

export interface ReserveRequest {
  readonly stockId: string;
  /** Quote it is made from; null = by hand. */
  readonly quoteId: string | null;
  /** 0 = through today. */
  readonly days: number;
}

/**
 * Reserves a car within reach, or prolongs the same quote's (by hand: the same person's) reservation. Of two who ask at the same
 * moment the second waits and is refused. Throws not_found for a car that does not exist or stands at another dealer.
 */
export async function reserveVehicle(ctx: Context, request: ReserveRequest): Promise<Result<Reservation, 'vehicle_sold' | 'vehicle_reserved' | 'reservation_length'>> {
  const car = await lockCar(ctx, request.stockId);
  const answer = mayReserve(car.state, car.open, { quoteId: request.quoteId, reservedBy: ctx.actor.personalityId, days: request.days }, { today: ctx.today, mostDays: mostReservationDays });
  if (!answer.ok) return refuse(answer.refusal, 'body.days', { mostDays: mostReservationDays, heldUntil: answer.heldUntil, until: untilWords(ctx, answer.heldUntil) });
  const decision = await decideOnCar(ctx, 'vehicles.stock.reserve', car);
  // One that ran out and was not closed yet makes room.
  if (car.open !== null && !answer.prolongs) await endReservation(ctx, car, car.open, 'expired');
  const { heldUntil } = answer;
  const row = answer.prolongs && car.open !== null ? await prolongReservation(ctx, car, car.open, heldUntil) : await insertReservation(ctx, car, { quoteId: request.quoteId, heldUntil });
  await audit(ctx, {
    action: 'vehicles.stock.reserve', objectKind: 'stock-vehicle', objectId: car.stockId, before: car.open, after: row,
    details: { heldUntil, quoteId: request.quoteId, prolonged: answer.prolongs },
    decision,
  });
  await publish(ctx, stockReserved(car.nodeId, { stockId: car.stockId, quoteId: request.quoteId, heldUntil }));
  return done({ reservationId: row.id, quoteId: row.quoteId, reservedBy: ctx.actor.displayName, reservedOn: row.reservedOn, heldUntil, own: true });
}

/** The end of somebody else's reservation as words of a refusal; nothing when the yard's own system gave none. */
function untilWords(ctx: Context, heldUntil: string | null): string {
  if (heldUntil === null) return '';
  const day = `${heldUntil.slice(8)}/${heldUntil.slice(5, 7)}/${heldUntil.slice(0, 4)}`;
  return ctx.language === 'it' ? ` fino al ${day}` : ` until ${day}`;
}
