/** Photos: what is taken is drawn anew, what is disguised or too much is refused by name and leaves nothing. */
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { deletePhotoRoute, listStockRoute, orderPhotosRoute, photoFileRoute, stockPageRoute, type StockPage, type StockPhoto } from './api.ts';
import { vehiclesRoutes } from './http.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
const people = new Map<string, SignedIn>();
let jpeg: Buffer;

const plain = (width: number, height: number, background = '#884422') => sharp({ create: { width, height, channels: 3, background } });

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, vehiclesRoutes, () => worldNow);
  for (const name of ['seller1', 'seller3', 'altSeller', 'areaManager'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
  jpeg = await plain(2400, 1200).withExif({ IFD0: { Make: 'Camera segreta' }, IFD3: { GPSLatitude: '41/1 53/1 0/1' } }).jpeg().toBuffer();
});
afterAll(() => http.close());
beforeEach(() => db.current.database.asOwner(async (tx) => {
  await tx.run(sql`delete from vehicles.stock_photos`);
  await tx.run(sql`delete from platform.files`);
}));

async function send(who: PersonName, bytes: Buffer, type = 'image/jpeg', id = showroom.newCar) {
  const answer = await http.app.inject({ method: 'POST', url: `/api/vehicles/stock/${id}/photos`, headers: { ...people.get(who)?.headers, 'content-type': type }, payload: bytes });
  return { status: answer.statusCode, body: answer.json<StockPhoto & { code?: string }>() };
}
const page = async () => (await http.call(people.get('seller1'), stockPageRoute, { params: { id: showroom.newCar } })).body as StockPage;
const stored = () => db.current.database.asOwner(async (tx) => (await tx.row<{ files: number }>(sql`select count(*) as files from platform.files`)).files);
const file = (who: PersonName | undefined, photoId: string, size: 'thumb' | 'full') =>
  http.call(who === undefined ? undefined : people.get(who), photoFileRoute, { params: { id: showroom.newCar, photoId, size } });

test('a photo is drawn anew in two sizes, without what its file told of its maker, and served with type and age', async () => {
  const sent = await send('seller1', jpeg);
  expect(sent).toMatchObject({ status: 200, body: { width: 1600, height: 800, illustration: false } });
  const full = await file('seller1', sent.body.photoId, 'full');
  expect(full).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=604800, immutable', 'x-content-type-options': 'nosniff' } });
  const about = await sharp(full.bytes).metadata();
  expect([about.format, about.width, about.exif, about.icc]).toEqual(['webp', 1600, undefined, undefined]);
  expect(full.bytes.includes('segreta')).toBe(false);
  const thumb = await sharp((await file('seller1', sent.body.photoId, 'thumb')).bytes).metadata();
  expect([thumb.width, thumb.height]).toEqual([320, 200]);
  const { items } = (await http.call(people.get('seller1'), listStockRoute, { query: {} })).body as { items: { stockId: string; photoId: string | null }[] };
  expect(items.find((one) => one.stockId === showroom.newCar)?.photoId).toBe(sent.body.photoId);
});

test.each<[string, PersonName | undefined, number]>([['the neighbour', 'seller3', 404], ['another company', 'altSeller', 404], ['nobody', undefined, 401]])('%s sees no photo and adds none', async (_, who, status) => {
  const { body } = await send('seller1', jpeg);
  expect((await file(who, body.photoId, 'thumb')).status).toBe(status);
  if (who !== undefined) expect((await send(who, jpeg)).status).toBe(status);
  expect((await http.call(who === undefined ? undefined : people.get(who), deletePhotoRoute, { params: { id: showroom.newCar, photoId: body.photoId } })).status).toBe(status);
  expect((await page()).photos).toHaveLength(1);
});

test('an area manager looks and changes nothing', async () => {
  const { body } = await send('seller1', jpeg);
  expect((await file('areaManager', body.photoId, 'full')).status).toBe(200);
  expect((await send('areaManager', jpeg)).status).toBe(403);
});

/** A PNG of a few kilobytes that says it unfolds to 400 million pixels. */
async function bomb(): Promise<Buffer> {
  return sharp({ create: { width: 20_000, height: 20_000, channels: 3, background: '#ffffff' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
}

describe('refused by name, and nothing is kept', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>');
  test.each<[string, () => Buffer | Promise<Buffer>, string, number, string]>([
    ['a page that calls itself a photo', () => Buffer.from('<html><script>alert(1)</script></html>'), 'image/jpeg', 422, 'photo_not_a_picture'],
    ['a drawing with a script', () => svg, 'image/png', 422, 'photo_not_a_picture'],
    ['a drawing that says so', () => svg, 'image/svg+xml', 415, 'unsupported_media_type'],
    ['a PNG that calls itself JPEG', () => plain(400, 400).png().toBuffer(), 'image/jpeg', 422, 'photo_disguised'],
    ['a beginning without a picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'image/jpeg', 422, 'photo_not_a_picture'],
    ['a photo cut short', () => jpeg.subarray(0, 3000), 'image/jpeg', 422, 'photo_not_a_picture'],
    ['a stamp', () => plain(100, 100).jpeg().toBuffer(), 'image/jpeg', 422, 'photo_too_small'],
    ['a bomb of pixels', bomb, 'image/png', 422, 'photo_too_many_pixels'],
    ['sixteen megabytes', () => Buffer.alloc(16_000_000, 1), 'image/jpeg', 413, 'too_large'],
    ['nothing', () => Buffer.alloc(0), 'image/jpeg', 400, 'invalid_input'],
    ['words', () => Buffer.from('{}'), 'application/json', 415, 'unsupported_media_type'],
  ])('%s', async (_, bytes, type, status, code) => {
    expect(await send('seller1', await bytes(), type)).toMatchObject({ status, body: { code } });
    expect([await stored(), (await page()).photos]).toEqual([0, []]);
  });

  test('the twenty-first', async () => {
    for (let at = 0; at < 20; at += 1) expect((await send('seller1', await plain(400, 300, `rgb(${at * 10},0,0)`).png().toBuffer(), 'image/png')).status).toBe(200);
    expect(await send('seller1', jpeg)).toMatchObject({ status: 422, body: { code: 'photos_full' } });
    expect(await page()).toMatchObject({ operations: { addPhoto: 'photos_full' } });
    expect(await stored()).toBe(40);
  });
});

test('what hides behind a picture stays behind', async () => {
  const polyglot = Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>PK')]);
  const { body } = await send('seller1', polyglot);
  const { bytes } = await file('seller1', body.photoId, 'full');
  expect(bytes.includes('<script>')).toBe(false);
});

test('photos are put in another order and deleted; files nobody names any more go, shared ones stay', async () => {
  const ids: string[] = [];
  for (const colour of ['#ff0000', '#00ff00', '#0000ff']) ids.push((await send('seller1', await plain(600, 400, colour).webp().toBuffer(), 'image/webp')).body.photoId);
  const [red = '', green = '', blue = ''] = ids;
  // The same content on another car is kept once.
  await send('seller1', await plain(600, 400, '#ff0000').webp().toBuffer(), 'image/webp', showroom.usedCar);
  expect(await stored()).toBe(6);
  const order = (photoIds: string[]) => http.call(people.get('seller1'), orderPhotosRoute, { params: { id: showroom.newCar }, body: { photoIds } });
  expect(await order([blue, red, green])).toMatchObject({ status: 200 });
  expect((await page()).photos.map((photo) => photo.photoId)).toEqual([blue, red, green]);
  for (const wrong of [[blue, red], [blue, red, red], [blue, red, showroom.newCar]]) expect(await order(wrong)).toMatchObject({ status: 422, body: { code: 'photos_changed' } });
  expect(await http.call(people.get('seller1'), deletePhotoRoute, { params: { id: showroom.newCar, photoId: red } })).toMatchObject({ status: 200 });
  expect((await page()).photos.map((photo) => photo.photoId)).toEqual([blue, green]);
  expect(await stored()).toBe(6);
  await http.call(people.get('seller1'), deletePhotoRoute, { params: { id: showroom.newCar, photoId: green } });
  expect(await stored()).toBe(4);
});

test('a repeated upload with the same key is one photo', async () => {
  const post = () => http.app.inject({ method: 'POST', url: `/api/vehicles/stock/${showroom.newCar}/photos`, headers: { ...people.get('seller1')?.headers, 'content-type': 'image/jpeg', 'idempotency-key': 'photo-key-1' }, payload: jpeg });
  const [one, two] = [await post(), await post()];
  expect(two.body).toBe(one.body);
  expect((await page()).photos).toHaveLength(1);
});
