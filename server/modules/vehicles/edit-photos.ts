import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { findFile, storeFile } from '#platform/files/files';
import type { FileAnswer } from '#platform/http/route';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { mostPhotos, type StockPhoto } from './api.ts';
import { stockChanged } from './events.ts';
import { drawPhoto, keptMediaType, type PhotoRefusal } from './photo-sizes.ts';
import { lockCar, type HeldCar } from './reservations.ts';
import { decideOnCar } from './ruled-vehicle.ts';
import { deletePhotos, findPhotoDigest, insertPhotos, listPhotos, photoArea, placePhotos } from './stock-photos.ts';

/** Adds a photo at the end; the drawing that stood in for photos goes. Throws not_found for a car out of reach. */
export async function addPhoto(ctx: Context, stockId: string, bytes: Uint8Array, mediaType: string): Promise<Result<StockPhoto, PhotoRefusal | 'photos_full'>> {
  const car = await lockCar(ctx, stockId);
  const before = await listPhotos(ctx, stockId);
  const drawings = before.filter((photo) => photo.illustration).map((photo) => photo.photoId);
  if (before.length - drawings.length >= mostPhotos) return refuse('photos_full', 'body');
  const drawn = await drawPhoto(bytes, mediaType);
  if (!drawn.ok) return drawn;
  if (drawings.length > 0) await removeAndClose(ctx, car, before, drawings);
  const { full, thumb, width, height } = drawn.value;
  const photo: StockPhoto = { photoId: uuidv7(), width, height, illustration: false };
  const fullDigest = await storeFile(ctx, photoArea, { mediaType: keptMediaType, bytes: full });
  const thumbDigest = await storeFile(ctx, photoArea, { mediaType: keptMediaType, bytes: thumb });
  await insertPhotos(ctx, [{ ...photo, stockId, nodeId: car.nodeId, place: before.length - drawings.length + 1, fullDigest, thumbDigest }]);
  await tell(ctx, car, 'vehicles.photo.add', { photoId: photo.photoId, digest: fullDigest, sentBytes: bytes.length });
  return done(photo);
}

/** Another order of the photos: the list names each once. */
export async function orderPhotos(ctx: Context, stockId: string, photoIds: readonly string[]): Promise<Result<{ photos: StockPhoto[] }, 'photos_changed'>> {
  const car = await lockCar(ctx, stockId);
  const before = await listPhotos(ctx, stockId);
  const wanted = new Set(photoIds);
  if (wanted.size !== photoIds.length || wanted.size !== before.length || before.some((photo) => !wanted.has(photo.photoId))) return refuse('photos_changed', 'body.photoIds');
  await placePhotos(ctx, stockId, photoIds);
  await tell(ctx, car, 'vehicles.photo.order', { photos: photoIds.length });
  return done({ photos: await listPhotos(ctx, stockId) });
}

/** Deletes a photo; those after it move up. Throws not_found. */
export async function deletePhoto(ctx: Context, stockId: string, photoId: string): Promise<Result<{ photos: StockPhoto[] }>> {
  const car = await lockCar(ctx, stockId);
  const before = await listPhotos(ctx, stockId);
  if (!before.some((photo) => photo.photoId === photoId)) throw new AppError('not_found', `photo ${photoId}`);
  await removeAndClose(ctx, car, before, [photoId]);
  await tell(ctx, car, 'vehicles.photo.delete', { photoId });
  return done({ photos: await listPhotos(ctx, stockId) });
}

async function removeAndClose(ctx: Context, car: HeldCar, before: readonly StockPhoto[], photoIds: readonly string[]): Promise<void> {
  await deletePhotos(ctx, car.stockId, photoIds);
  await placePhotos(ctx, car.stockId, before.map((photo) => photo.photoId).filter((id) => !photoIds.includes(id)));
}

async function tell(ctx: Context, car: HeldCar, action: string, details: Readonly<Record<string, string | number>>): Promise<void> {
  const decision = await decideOnCar(ctx, 'vehicles.photo.edit', car);
  await audit(ctx, { action, objectKind: 'stock-vehicle', objectId: car.stockId, details, decision });
  await publish(ctx, stockChanged(car.nodeId, { stockId: car.stockId }));
}

/** A photo's content never changes under its address, so a browser may keep it; who may no longer see the car gets no new one. */
const keepSeconds = 604_800;

/** One size of a photo. Throws not_found when the car is out of reach or has no such photo. */
export async function photoFile(ctx: Context, stockId: string, photoId: string, size: 'thumb' | 'full'): Promise<FileAnswer> {
  const digest = await findPhotoDigest(ctx, stockId, photoId, size);
  const file = digest === undefined ? undefined : await findFile(ctx, photoArea, digest);
  if (file === undefined) throw new AppError('not_found', `photo ${photoId}`);
  return { bytes: file.bytes, fileName: `${photoId}-${size}.webp`, keepSeconds };
}
