import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { JobDefinition } from '#platform/jobs';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import { stockReleased } from './events.ts';
import { endReservation, findExpired, lockCar } from './reservations.ts';

/** Few enough that those who work at night wait for one car at most for a moment. */
const atOnce = 200;

/** Closes reservations that ran out; answers how many of those found this time. The rule leaves the cars free already since midnight. */
async function closeExpired(ctx: Context): Promise<number> {
  let closed = 0;
  for (const stockId of await findExpired(ctx, atOnce)) {
    const car = await lockCar(ctx, stockId);
    // Somebody may have reserved or sold it meanwhile.
    if (car.open === null || car.open.heldUntil >= ctx.today) continue;
    await endReservation(ctx, car, car.open, 'expired');
    await audit(ctx, { action: 'vehicles.stock.expire', objectKind: 'stock-vehicle', objectId: stockId, before: car.open, details: { heldUntil: car.open.heldUntil, quoteId: car.open.quoteId } });
    await publish(ctx, stockReleased(car.nodeId, { stockId, quoteId: car.open.quoteId, reason: 'expired' }));
    closed += 1;
  }
  return closed;
}

export const closeExpiredReservations: JobDefinition = {
  name: 'vehicles:close-expired-reservations',
  run: async (job) => {
    const tenants = await job.database.asOwner((tx) => tx.rows<{ id: number }>(sql`select t.id from platform.tenants t order by t.id`));
    for (const { id } of tenants) {
      let closed = 0;
      let last: number;
      do {
        last = await job.inTenant(id, closeExpired);
        closed += last;
      } while (last > 0);
      if (closed > 0) job.log.info({ tenantId: id, closed }, 'reservations ran out');
    }
  },
};
