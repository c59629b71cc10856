/** When a car in stock is free, held or gone, and who may hold it until when. Pure. */
import { addDays, type CivilDate } from '#platform/civil-date';

/** A reservation not yet ended. */
export interface OpenReservation {
  /** Quote it was made from; null = made by hand. */
  readonly quoteId: string | null;
  /** Personality that reserved; null = the program itself. */
  readonly reservedBy: string | null;
  /** Last day on which it holds. */
  readonly heldUntil: CivilDate;
}

/** State kept with the car, as the yard or its management system reported it. */
export type StoredState = 'available' | 'reserved' | 'sold';

export type StockStanding =
  | { readonly state: 'available' }
  /** `heldUntil` is null when the yard's own system holds the car and gave no end. */
  | { readonly state: 'reserved'; readonly heldUntil: CivilDate | null }
  | { readonly state: 'sold' };

/**
 * Where a car stands today. Sold is sold. Otherwise our reservation decides while there is one: it holds through its last
 * day and then leaves the car free. A car reserved elsewhere, without a reservation of ours, stays reserved.
 */
export function stockStanding(stored: StoredState, open: OpenReservation | null, today: CivilDate): StockStanding {
  if (stored === 'sold') return { state: 'sold' };
  if (open !== null) return open.heldUntil >= today ? { state: 'reserved', heldUntil: open.heldUntil } : { state: 'available' };
  return stored === 'reserved' ? { state: 'reserved', heldUntil: null } : { state: 'available' };
}

export interface ReservationRequest {
  readonly quoteId: string | null;
  readonly reservedBy: string | null;
  /** Days the car is to be held: 0 = through today. */
  readonly days: number;
}

export type ReservationRefusal =
  | 'vehicle_sold'
  /** Somebody else holds it; a reservation made from one quote is another's to every other quote. */
  | 'vehicle_reserved'
  /** Longer than `mostDays`, or not a whole number of days from today on. */
  | 'reservation_length';

export type ReservationAnswer =
  /** `prolongs`: the same quote (or, by hand, the same person) holds the car already; the earlier end is replaced, never shortened. */
  | { readonly ok: true; readonly heldUntil: CivilDate; readonly prolongs: boolean }
  | { readonly ok: false; readonly refusal: ReservationRefusal; readonly heldUntil: CivilDate | null };

/** Whether a car may be reserved today, and until when. `mostDays` is the company's limit. */
export function mayReserve(stored: StoredState, open: OpenReservation | null, request: ReservationRequest, limits: { readonly today: CivilDate; readonly mostDays: number }): ReservationAnswer {
  const standing = stockStanding(stored, open, limits.today);
  if (standing.state === 'sold') return { ok: false, refusal: 'vehicle_sold', heldUntil: null };
  const own = standing.state === 'reserved' && open !== null && isSame(open, request);
  if (standing.state === 'reserved' && !own) return { ok: false, refusal: 'vehicle_reserved', heldUntil: standing.heldUntil };
  if (!Number.isInteger(request.days) || request.days < 0 || request.days > limits.mostDays) return { ok: false, refusal: 'reservation_length', heldUntil: null };
  const wanted = addDays(limits.today, request.days);
  const heldUntil = own && open.heldUntil > wanted ? open.heldUntil : wanted;
  return { ok: true, heldUntil, prolongs: own };
}

function isSame(open: OpenReservation, request: ReservationRequest): boolean {
  if (open.quoteId !== null || request.quoteId !== null) return open.quoteId === request.quoteId;
  return open.reservedBy === request.reservedBy;
}
