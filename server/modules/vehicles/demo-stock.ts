/** What makes a demo yard look lived in: a drawing for each car, and reservations that end on a day. */
import { v7 as uuidv7 } from 'uuid';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import type { Random } from '#platform/demo-random';
import { storeFile } from '#platform/files/files';
import type { DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { carDrawing, drawnBodies } from './demo/car-drawings.ts';
import { drawSizes, keptMediaType } from './photo-sizes.ts';
import { insertPhotos, photoArea, type NewPhoto } from './stock-photos.ts';

interface DemoCar {
  readonly id: string;
  readonly nodeId: number;
  readonly body: string;
}

/** One drawing a kind of body: kept once, named by all cars of the kind. */
async function drawings(ctx: Context): Promise<Map<string, Pick<NewPhoto, 'fullDigest' | 'thumbDigest' | 'width' | 'height'>>> {
  const { default: sharp } = await import('sharp');
  const kept = new Map<string, Pick<NewPhoto, 'fullDigest' | 'thumbDigest' | 'width' | 'height'>>();
  for (const body of drawnBodies) {
    const { full, thumb, width, height } = await drawSizes(sharp(Buffer.from(carDrawing(body))));
    const fullDigest = await storeFile(ctx, photoArea, { mediaType: keptMediaType, bytes: full });
    kept.set(body, { fullDigest, thumbDigest: await storeFile(ctx, photoArea, { mediaType: keptMediaType, bytes: thumb }), width, height });
  }
  return kept;
}

/** Gives every car of the demo a drawing, marked as one. */
export async function addDemoDrawings(ctx: Context, cars: readonly DemoCar[]): Promise<void> {
  const kept = await drawings(ctx);
  const plain = kept.get('hatchback');
  await insertPhotos(ctx, cars.flatMap((car) => {
    const drawing = kept.get(car.body) ?? plain;
    return drawing === undefined ? [] : [{ ...drawing, photoId: uuidv7(), stockId: car.id, nodeId: car.nodeId, place: 1, illustration: true }];
  }));
}

/** Reserves these cars for some days more, each by a seller of its dealer where the demo has one. */
export async function addDemoReservations(ctx: Context, world: DemoWorld, cars: readonly DemoCar[], random: Random): Promise<void> {
  const codes = new Map([...world.nodes].map(([code, id]) => [id, code.split('-')[0]?.toLowerCase() ?? '']));
  const people = [...world.personalities];
  const rows = cars.map((car) => {
    const colleagues = people.filter(([login]) => login.endsWith(`@${codes.get(car.nodeId)}.example`));
    const by = colleagues.length === 0 ? null : (colleagues[random.whole(0, colleagues.length - 1)]?.[1] ?? null);
    const made = random.whole(0, 3);
    return { id: uuidv7(), stockId: car.id, nodeId: car.nodeId, by, on: addDays(ctx.today, -made), until: addDays(ctx.today, random.whole(1, 11)) };
  });
  await ctx.tx.run(sql`
    insert into vehicles.reservations (tenant_id, id, stock_id, node_id, reserved_by, reserved_on, held_until)
    select ${ctx.tenant.id}, u.* from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.stockId)}::uuid[], ${rows.map((r) => r.nodeId)}::integer[], ${rows.map((r) => r.by)}::uuid[],
      ${rows.map((r) => r.on)}::date[], ${rows.map((r) => r.until)}::date[]) u`);
  await ctx.tx.run(sql`
    update vehicles.stock_vehicles s set held_until = r.held_until, state = 'available' from vehicles.reservations r
    where s.tenant_id = ${ctx.tenant.id} and r.tenant_id = s.tenant_id and r.stock_id = s.id and r.ended_at is null`);
}
