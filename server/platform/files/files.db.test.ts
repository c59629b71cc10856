import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { dropFiles, findFile, largestStoredFile, storeFile } from './files.ts';

const db = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(db.current.database);
});

const file = { mediaType: 'image/webp', bytes: Buffer.from([0, 1, 2, 255]) };

test('the same content is kept once, read as it was, by area and tenant, and dropped', async () => {
  const digest = await world.context('seller1', {}, (ctx) => storeFile(ctx, 'vehicles.photo', file));
  expect(await world.context('seller1', {}, (ctx) => storeFile(ctx, 'vehicles.photo', file))).toBe(digest);
  expect(await world.context('seller1', {}, (ctx) => findFile(ctx, 'vehicles.photo', digest))).toEqual({ mediaType: 'image/webp', bytes: file.bytes });
  expect(await world.context('seller1', {}, (ctx) => findFile(ctx, 'other.area', digest))).toBeUndefined();
  expect(await world.context('altSeller', {}, (ctx) => findFile(ctx, 'vehicles.photo', digest))).toBeUndefined();
  await world.context('altSeller', {}, (ctx) => dropFiles(ctx, 'vehicles.photo', [digest]));
  expect(await world.context('seller1', {}, (ctx) => findFile(ctx, 'vehicles.photo', digest))).toBeDefined();
  await world.context('seller1', {}, (ctx) => dropFiles(ctx, 'vehicles.photo', [digest]));
  expect(await world.context('seller1', {}, (ctx) => findFile(ctx, 'vehicles.photo', digest))).toBeUndefined();
});

test.each([0, largestStoredFile + 1])('a file of %i bytes is not kept', async (length) => {
  await expect(world.context('seller1', {}, (ctx) => storeFile(ctx, 'vehicles.photo', { mediaType: 'image/webp', bytes: Buffer.alloc(length) }))).rejects.toMatchObject({ code: '23514' });
});
