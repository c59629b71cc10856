/** SQL of a car's photos. The car's row is locked by who writes them, so that places stay 1, 2, 3 … without a gap. */
import type { Context } from '#platform/context';
import { dropFiles } from '#platform/files/files';
import { sql } from '#platform/sql';
import type { StockPhoto } from './api.ts';
import { withinReach } from './stock.ts';

export const photoArea = 'vehicles.photo';

interface PhotoRow {
  photo_id: string;
  width: number;
  height: number;
  illustration: boolean;
}

export async function listPhotos(ctx: Context, stockId: string): Promise<StockPhoto[]> {
  const rows = await ctx.tx.rows<PhotoRow>(sql`
    select p.id as photo_id, p.width, p.height, p.illustration
    from vehicles.stock_photos p join vehicles.stock_vehicles s on s.tenant_id = p.tenant_id and s.id = p.stock_id
    where ${withinReach(ctx)} and p.stock_id = ${stockId} order by p.place`);
  return rows.map((row) => ({ photoId: row.photo_id, width: row.width, height: row.height, illustration: row.illustration }));
}

export interface NewPhoto extends StockPhoto {
  readonly stockId: string;
  readonly nodeId: number;
  readonly place: number;
  readonly fullDigest: string;
  readonly thumbDigest: string;
}

export async function insertPhotos(ctx: Context, photos: readonly NewPhoto[]): Promise<void> {
  await ctx.tx.run(sql`
    insert into vehicles.stock_photos (tenant_id, id, stock_id, node_id, place, full_digest, thumb_digest, width, height, illustration, added_by, added_at)
    select ${ctx.tenant.id}, u.id, u.stock_id, u.node_id, u.place, decode(u.full_digest, 'hex'), decode(u.thumb_digest, 'hex'), u.width, u.height, u.illustration,
      ${ctx.actor.personalityId}::uuid, ${ctx.now}
    from unnest(${photos.map((p) => p.photoId)}::uuid[], ${photos.map((p) => p.stockId)}::uuid[], ${photos.map((p) => p.nodeId)}::integer[], ${photos.map((p) => p.place)}::smallint[],
      ${photos.map((p) => p.fullDigest)}::text[], ${photos.map((p) => p.thumbDigest)}::text[], ${photos.map((p) => p.width)}::smallint[], ${photos.map((p) => p.height)}::smallint[],
      ${photos.map((p) => p.illustration)}::boolean[]) u (id, stock_id, node_id, place, full_digest, thumb_digest, width, height, illustration)`);
}

/** Gives the photos the places of the list. The key of places is checked at the end of the statement. */
export async function placePhotos(ctx: Context, stockId: string, photoIds: readonly string[]): Promise<void> {
  await ctx.tx.run(sql`
    update vehicles.stock_photos p set place = u.place
    from unnest(${[...photoIds]}::uuid[]) with ordinality u (id, place)
    where p.tenant_id = ${ctx.tenant.id} and p.stock_id = ${stockId} and p.id = u.id and p.place <> u.place`);
}

/** Deletes photos and the files nobody names any more; answers how many there were. */
export async function deletePhotos(ctx: Context, stockId: string, photoIds: readonly string[]): Promise<number> {
  const gone = await ctx.tx.rows<{ full_digest: string; thumb_digest: string }>(sql`
    delete from vehicles.stock_photos p where p.tenant_id = ${ctx.tenant.id} and p.stock_id = ${stockId} and p.id = any(${[...photoIds]}::uuid[])
    returning encode(p.full_digest, 'hex') as full_digest, encode(p.thumb_digest, 'hex') as thumb_digest`);
  const digests = [...new Set(gone.flatMap((row) => [row.full_digest, row.thumb_digest]))];
  // Rows of other dealers may name the same drawing: a function with the owner's rights looks at all of the tenant's.
  const unused = await ctx.tx.rows<{ digest: string }>(sql`select u.digest from vehicles.unused_photo_files(${digests}) u (digest)`);
  await dropFiles(ctx, photoArea, unused.map((row) => row.digest));
  return gone.length;
}

/** Digest of one size of a photo of a car within reach; undefined when there is none. */
export async function findPhotoDigest(ctx: Context, stockId: string, photoId: string, size: 'thumb' | 'full'): Promise<string | undefined> {
  const row = await ctx.tx.maybeRow<{ full_digest: string; thumb_digest: string }>(sql`
    select encode(p.full_digest, 'hex') as full_digest, encode(p.thumb_digest, 'hex') as thumb_digest
    from vehicles.stock_photos p join vehicles.stock_vehicles s on s.tenant_id = p.tenant_id and s.id = p.stock_id
    where ${withinReach(ctx)} and p.stock_id = ${stockId} and p.id = ${photoId}`);
  return size === 'thumb' ? row?.thumb_digest : row?.full_digest;
}
