import { describe, expect, test } from 'vitest';
import { mayReserve, stockStanding, type OpenReservation, type ReservationRequest, type StoredState } from './reservation-rule.ts';

const today = '2026-11-23';
const held = (heldUntil: string, quoteId: string | null = 'q1', reservedBy: string | null = 'anna'): OpenReservation => ({ quoteId, reservedBy, heldUntil });

test.each<[StoredState, OpenReservation | null, string, string | null | undefined]>([
  ['available', null, 'available', undefined],
  ['reserved', null, 'reserved', null],
  ['sold', null, 'sold', undefined],
  ['sold', held('2026-12-01'), 'sold', undefined],
  ['available', held('2026-12-01'), 'reserved', '2026-12-01'],
  ['reserved', held(today), 'reserved', today],
  ['reserved', held('2026-11-22'), 'available', undefined],
])('a car stored as %s with %j is %s', (stored, open, state, heldUntil) => {
  expect(stockStanding(stored, open, today)).toEqual(heldUntil === undefined ? { state } : { state, heldUntil });
});

describe('who may hold a car', () => {
  const request = (days: number, quoteId: string | null = 'q1', reservedBy: string | null = 'anna'): ReservationRequest => ({ quoteId, reservedBy, days });
  test.each<[string, StoredState, OpenReservation | null, ReservationRequest, string]>([
    ['a free car', 'available', null, request(7), '2026-11-30 new'],
    ['through today', 'available', null, request(0), '2026-11-23 new'],
    ['as long as allowed', 'available', null, request(15), '2026-12-08 new'],
    ['longer', 'available', null, request(16), 'reservation_length'],
    ['into the past', 'available', null, request(-1), 'reservation_length'],
    ['half a day', 'available', null, request(0.5), 'reservation_length'],
    ['a sold car', 'sold', null, request(7), 'vehicle_sold'],
    ['another quote’s car', 'reserved', held('2026-11-25', 'q2'), request(7), 'vehicle_reserved 2026-11-25'],
    ['another quote of the same seller', 'reserved', held('2026-11-25', 'q2'), request(7, 'q1'), 'vehicle_reserved 2026-11-25'],
    ['held by hand by another', 'reserved', held('2026-11-25', null, 'bruno'), request(7, null), 'vehicle_reserved 2026-11-25'],
    ['held by hand by oneself', 'reserved', held('2026-11-25', null), request(7, null), '2026-11-30 prolonged'],
    ['by hand by oneself, now from a quote', 'reserved', held('2026-11-25', null), request(7), 'vehicle_reserved 2026-11-25'],
    ['the same quote again', 'reserved', held('2026-11-25'), request(7), '2026-11-30 prolonged'],
    ['the same quote, shorter', 'reserved', held('2026-12-05'), request(1), '2026-12-05 prolonged'],
    ['one that ran out yesterday', 'reserved', held('2026-11-22', 'q2'), request(7), '2026-11-30 new'],
    ['one that runs out today', 'reserved', held(today, 'q2'), request(7), 'vehicle_reserved 2026-11-23'],
    ['held by the yard’s own system', 'reserved', null, request(7), 'vehicle_reserved'],
  ])('%s', (_, stored, open, asked, expected) => {
    const answer = mayReserve(stored, open, asked, { today, mostDays: 15 });
    expect(answer.ok ? `${answer.heldUntil} ${answer.prolongs ? 'prolonged' : 'new'}` : [answer.refusal, answer.heldUntil].filter(Boolean).join(' ')).toBe(expected);
  });
});
