/** The life of an item: written, published, read, confirmed, replaced, withdrawn; and who can do and see none of it. */
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digest } from '#platform/audit';
import { sql } from '#platform/sql';
import { createJobContext } from '#platform/system-context';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { exclude, include, newsWords, publishAs } from '../../testing/news-desk.ts';
import { createWorld, silentLog, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import {
  archiveRoute, confirmNewsRoute, createDraftRoute, listHeadsRoute, listNewsRoute, listWrittenRoute, newsBadgeRoute, newsFileRoute, newVersionRoute, openWrittenRoute, previewAudienceRoute, publishRoute, readNewsRoute,
  receiptPeopleRoute, receiptsByAreaRoute, saveDraftRoute, seenNewsRoute, setDigestRoute, unscheduleRoute, withdrawRoute, type WrittenVersion,
} from './api.ts';
import { archiveJob } from './archive-old.ts';
import { sendDigests } from './digest.ts';
import { newsRoutes } from './http.ts';
import { publishDue } from './publish-version.ts';
import { sendReminders } from './reminders.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;
const people = new Map<PersonName, SignedIn>();
const as = (name: PersonName): SignedIn => people.get(name) as SignedIn;
const job = (at = now) => createJobContext(db.current.database, silentLog, () => at, 'test');

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, newsRoutes, () => now);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'pricingManager', 'headOfCredit', 'customer', 'agencyUser', 'altSeller', 'altAdministrator'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());
beforeEach(() => {
  now = worldNow;
});
/** Another hour: sessions of the morning have run out by then, so the person signs in again. */
async function later(at: string, who: PersonName): Promise<void> {
  now = new Date(at);
  people.set(who, await world.signIn(who, { now }));
}

const everybody = () => [include(world.node('TST'))];
const sellers = () => [include(world.node('REG-01'), 'seller')];
const read = (who: PersonName, id: string, version?: number) => http.call(as(who), readNewsRoute, { params: { id }, query: version === undefined ? {} : { version } });
const listed = async (who: PersonName, query: object = {}) => ((await http.call(as(who), listNewsRoute, { query })).body as { items: { id: string }[] }).items.map(({ id }) => id);
const edited = (draft: WrittenVersion) => ({ ...newsWords(draft.audience.map(({ effect, nodeId, profile, personalityId }) => ({ effect, nodeId, profile, personalityId }))), revision: draft.revision });
const words = ({ kind: _kind, ...rest }: ReturnType<typeof newsWords>) => rest;

describe('reading', () => {
  test('notes the first time and the confirmation, each once, as the personality that did it', async () => {
    const id = await publishAs(world, 'pricingManager', sellers(), { mustConfirm: true });
    const of = { params: { id, version: 1 } };
    expect((await http.call(as('seller1'), newsBadgeRoute, {})).body).toEqual({ unread: 1, toConfirm: 1 });
    const seen = (await http.call(as('seller1'), seenNewsRoute, of)).body;
    now = new Date(worldNow.getTime() + 60_000);
    expect((await http.call(as('seller1'), seenNewsRoute, of)).body).toEqual(seen);
    const both = await Promise.all([1, 2, 3, 4].map(() => http.call(as('seller1'), confirmNewsRoute, of)));
    expect(new Set(both.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    now = worldNow;
    expect(await db.current.database.asOwner((tx) => tx.rows(sql`select action, count(*) as count from platform.audit_events where object_id = ${id} and action in ('news.item.see', 'news.item.confirm') group by action order by action`))).toEqual([
      { action: 'news.item.confirm', count: 1 }, { action: 'news.item.see', count: 1 },
    ]);
    expect((await http.call(as('seller1'), newsBadgeRoute, {})).body).toEqual({ unread: 0, toConfirm: 0 });
    expect((await http.call(as('seller2'), newsBadgeRoute, {})).body).toEqual({ unread: 1, toConfirm: 1 });
    await http.call(as('pricingManager'), withdrawRoute, { params: { id }, body: { reason: 'fine prova' } });
    const [told] = await db.current.database.asOwner((tx) => tx.rows<{ text: string }>(sql`select e::text as text from platform.audit_events e where e.object_id = ${id} and e.action = 'news.item.withdraw'`));
    expect(told?.text).toContain(digest({ reason: 'fine prova' }).toString('hex'));
    expect(told?.text).not.toContain('fine prova');
  });

  test('finds words of either language by their stem', async () => {
    const id = await publishAs(world, 'pricingManager', everybody(), { titleIt: 'Provvigioni liquidate', bodyIt: 'Il calendario delle fatture', titleEn: 'Commissions paid', bodyEn: 'Invoices are due' });
    expect(await listed('seller1', { q: 'provvigione' })).toContain(id);
    expect(await listed('seller1', { q: 'commission' })).toContain(id);
    expect(await listed('seller1', { q: 'fattura calendari' })).toContain(id);
    expect(await listed('seller1', { q: 'balena' })).toEqual([]);
    expect(await listed('seller1', { q: '\'; drop "(' })).toEqual([]);
  });

  test('stops with the last day, which is outside', async () => {
    const id = await publishAs(world, 'pricingManager', everybody(), { validFrom: '2026-11-23', validTo: '2026-11-24' });
    expect(await listed('seller1')).toContain(id);
    await later('2026-11-23T22:59:00Z', 'seller1');
    expect(await listed('seller1')).toContain(id);
    now = new Date('2026-11-23T23:00:00Z');
    expect(await listed('seller1')).not.toContain(id);
    expect(await listed('seller1', { view: 'archive' })).toContain(id);
    await later(worldNow.toISOString(), 'seller1');
  });
});

describe('nobody else', () => {
  test.each<[string, PersonName, number]>([['another dealer’s seller', 'seller3', 404], ['another tenant', 'altSeller', 404], ['a customer', 'customer', 404], ['a partner', 'agencyUser', 404], ['the addressee', 'seller1', 200]])('%s: %s', async (_, who, status) => {
    const id = await publishAs(world, 'dealerManager', [include(world.node('DLR001'))], { mustConfirm: true });
    expect((await read(who, id)).status).toBe(status);
    expect((await http.call(as(who), confirmNewsRoute, { params: { id, version: 1 } })).status).toBe(status);
    expect((await http.call(as(who), seenNewsRoute, { params: { id, version: 1 } })).status).toBe(status);
    expect((await listed(who)).includes(id)).toBe(status === 200);
  });

  test('reads a draft, or writes without the right', async () => {
    const draft = (await http.call(as('pricingManager'), createDraftRoute, { body: newsWords(everybody()) })).body as WrittenVersion;
    expect((await read('seller1', draft.id)).status).toBe(404);
    expect((await http.call(as('seller1'), createDraftRoute, { body: newsWords(everybody()) })).status).toBe(403);
    expect((await http.call(as('seller1'), openWrittenRoute, { params: { id: draft.id }, query: {} })).status).toBe(403);
    expect((await http.call(as('dealerManager'), openWrittenRoute, { params: { id: draft.id }, query: {} })).status).toBe(404);
    expect((await http.call(as('dealerManager'), publishRoute, { params: { id: draft.id }, body: { revision: 1, publishAt: null } })).status).toBe(404);
    expect((await http.call(as('altAdministrator'), openWrittenRoute, { params: { id: draft.id }, query: {} })).status).toBe(404);
  });

  test('addresses people outside his own part, neither through the door nor past it', async () => {
    for (const place of ['DLR002', 'REG-01', 'TST', 'ALT-DLR001']) {
      expect((await http.call(as('dealerManager'), createDraftRoute, { body: newsWords([include(world.node(place))]) })).body).toMatchObject({ code: 'place_outside_scope' });
      expect((await http.call(as('dealerManager'), previewAudienceRoute, { body: { audience: [include(world.node(place))] } })).body).toMatchObject({ code: 'place_outside_scope' });
    }
    const draft = (await http.call(as('dealerManager'), createDraftRoute, { body: newsWords([include(world.node('DLR001'))]) })).body as WrittenVersion;
    const past = (statement: ReturnType<typeof sql>) => world.context('dealerManager', {}, (ctx) => ctx.tx.run(statement)).catch((error: Error) => error.message);
    expect(await past(sql`insert into news.audience_lines (tenant_id, item_id, version, place, effect, node_id) values (1, ${draft.id}, 1, 9, 'include', ${world.node('DLR002')})`)).toMatch(/row-level security/);
    const above = await publishAs(world, 'pricingManager', everybody());
    expect(await past(sql`update news.versions set state = 'withdrawn' where item_id = ${above}`)).toBe(0);
    expect(await past(sql`delete from news.audience_lines where item_id = ${above}`)).toMatch(/only a draft can be edited/);
    expect(await past(sql`insert into news.receipts (tenant_id, item_id, version, personality_id, account_id, first_seen_at) values (1, ${above}, 1, ${world.person('seller1').personalityId}, ${world.person('seller1').accountId}, now())`)).toMatch(/row-level security/);
  });

  test('gets past the second wall: without any condition of ours each sees his own', async () => {
    const mine = await publishAs(world, 'dealerManager', [include(world.node('DLR001'))]);
    const seen = (who: PersonName) => world.context(who, {}, (ctx) => ctx.tx.rows<{ item_id: string }>(sql`select v.item_id from news.versions v`)).then((rows) => rows.some((row) => row.item_id === mine));
    expect([await seen('seller1'), await seen('seller3'), await seen('altAdministrator'), await seen('customer'), await seen('areaManager')]).toEqual([true, false, false, false, true]);
  });
});

describe('a version', () => {
  test('replaces the one before, whose receipts stay; only the new one can be confirmed', async () => {
    const id = await publishAs(world, 'pricingManager', sellers(), { mustConfirm: true, titleIt: 'Prima versione' });
    await http.call(as('seller1'), confirmNewsRoute, { params: { id, version: 1 } });
    const draft = (await http.call(as('pricingManager'), newVersionRoute, { params: { id } })).body as WrittenVersion;
    expect(draft).toMatchObject({ version: 2, state: 'draft', titleIt: 'Prima versione' });
    expect((await http.call(as('pricingManager'), newVersionRoute, { params: { id } })).body).toMatchObject({ code: 'draft_open' });
    expect((await read('seller1', id)).body).toMatchObject({ version: 1 });
    const saved = (await http.call(as('pricingManager'), saveDraftRoute, { params: { id }, body: { ...words(newsWords(sellers(), { titleIt: 'Seconda versione', mustConfirm: true })), revision: draft.revision } })).body as WrittenVersion;
    const twice = await Promise.all([1, 2].map(() => http.call(as('pricingManager'), publishRoute, { params: { id }, body: { revision: saved.revision, publishAt: null } })));
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    expect((await read('seller1', id)).body).toMatchObject({ version: 2, titleIt: 'Seconda versione', confirmedAt: null, canConfirm: true });
    expect((await read('seller1', id, 1)).body).toMatchObject({ version: 1, state: 'superseded', confirmedAt: worldNow.toISOString(), canConfirm: false });
    expect((await http.call(as('seller2'), confirmNewsRoute, { params: { id, version: 1 } })).body).toMatchObject({ code: 'newer_version' });
    expect((await http.call(as('seller1'), confirmNewsRoute, { params: { id, version: 2 } })).status).toBe(200);
    const edit = await world.asSystem({}, (ctx) => ctx.tx.run(sql`update news.versions set title_it = 'Altro' where item_id = ${id} and version = 2`)).catch((error: Error) => error.message);
    expect(edit).toMatch(/only a draft can be edited/);
    await http.call(as('pricingManager'), archiveRoute, { params: { id } });
    expect(await listed('seller1')).not.toContain(id);
    expect(await listed('seller1', { view: 'archive' })).toContain(id);
  });

  test('saved by two at once keeps the first; the second is told', async () => {
    const draft = (await http.call(as('pricingManager'), createDraftRoute, { body: newsWords(everybody()) })).body as WrittenVersion;
    const both = await Promise.all(['A titolo', 'B titolo'].map((titleIt) => http.call(as('pricingManager'), saveDraftRoute, { params: { id: draft.id }, body: { ...words({ ...newsWords(everybody()), titleIt }), revision: 1 } })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(edited(draft).revision).toBe(1);
  });

  test('dated in the future appears when its hour has come, once', async () => {
    const draft = (await http.call(as('pricingManager'), createDraftRoute, { body: newsWords(sellers(), { validFrom: '2026-11-24' }) })).body as WrittenVersion;
    const publish = (publishAt: string) => http.call(as('pricingManager'), publishRoute, { params: { id: draft.id }, body: { revision: 1, publishAt } });
    expect((await publish('2026-11-23T08:00:00Z')).body).toMatchObject({ code: 'time_is_past' });
    expect((await publish('2026-11-24T08:00:00Z')).body).toMatchObject({ state: 'scheduled' });
    expect((await http.call(as('pricingManager'), unscheduleRoute, { params: { id: draft.id } })).body).toMatchObject({ state: 'draft' });
    expect((await publish('2026-11-24T08:00:00Z')).body).toMatchObject({ state: 'scheduled' });
    expect(await publishDue(job())).toBe(0);
    now = new Date('2026-11-24T08:00:01Z');
    const ran = await Promise.all([publishDue(job()), publishDue(job())]);
    expect(ran[0] + ran[1]).toBe(1);
    await later('2026-11-24T08:00:02Z', 'seller1');
    expect(await listed('seller1')).toContain(draft.id);
    await later(worldNow.toISOString(), 'seller1');
  });

  test.each<[string, object, string]>([
    ['without end after its begin', { validTo: '2026-11-01' }, 'ends_before_begin'],
    ['with half an English', { titleEn: 'Half' }, 'english_incomplete'],
    ['that closes selling unasked', { gates: ['selling'] }, 'gate_needs_confirmation'],
    ['that reminds of no day', { remindDays: [-1] }, 'reminders_need_date'],
    ['for a profile nobody has', { audience: [{ effect: 'include', nodeId: 1, profile: 'astronaut', personalityId: null }] }, 'unknown_recipient'],
  ])('%s is refused', async (_, changes, code) => {
    const body = { ...newsWords(everybody()), ...changes };
    if ('audience' in changes) body.audience = [include(world.node('TST'), 'astronaut')];
    expect((await http.call(as('pricingManager'), createDraftRoute, { body })).body).toMatchObject({ code });
  });

  test('for nobody, or over already, is not published', async () => {
    const tried = async (body: object) => {
      const draft = (await http.call(as('pricingManager'), createDraftRoute, { body })).body as WrittenVersion;
      return ((await http.call(as('pricingManager'), publishRoute, { params: { id: draft.id }, body: { revision: 1, publishAt: null } })).body as { code: string }).code;
    };
    expect(await tried(newsWords([]))).toBe('nobody_addressed');
    expect(await tried(newsWords([include(world.node('DLR001')), exclude(world.node('TST'))]))).toBe('nobody_addressed');
    expect(await tried(newsWords(everybody(), { validTo: '2026-11-23' }))).toBe('over_already');
    expect(await tried(newsWords(everybody(), { bodyIt: '' }))).toBe('body_missing');
  });
});

test('attachments go with their version to its readers alone; active ones stay outside', async () => {
  const draft = (await http.call(as('dealerManager'), createDraftRoute, { body: newsWords([include(world.node('DLR001'))]) })).body as WrittenVersion;
  const send = (bytes: string) =>
    http.app.inject({ method: 'POST', url: `/api/news/written/${draft.id}/files?fileName=Listino%20è%202026.pdf&language=en`, headers: { ...as('dealerManager').headers, 'content-type': 'application/pdf' }, payload: Buffer.from(bytes) });
  expect((await send('%PDF-1.7 /OpenAction 1 0 R')).json()).toMatchObject({ code: 'file_active' });
  const sent = await send('%PDF-1.7 quiet %%EOF');
  expect(sent.json()).toMatchObject({ fileName: 'Listino-e-2026.pdf', sizeBytes: 20, language: 'en' });
  const file = { params: { id: draft.id, version: 1, fileId: (sent.json() as { id: string }).id } };
  expect((await http.call(as('seller1'), newsFileRoute, file)).status).toBe(404);
  await http.call(as('dealerManager'), publishRoute, { params: { id: draft.id }, body: { revision: 1, publishAt: null } });
  const got = await http.call(as('seller1'), newsFileRoute, file);
  expect(got).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' } });
  expect(got.bytes.toString()).toBe('%PDF-1.7 quiet %%EOF');
  expect((await http.call(as('seller3'), newsFileRoute, file)).status).toBe(404);
  expect((await send('%PDF-1.7 late')).json()).toMatchObject({ code: 'no_draft' });
});

test('a picture is kept without what it tells about place and device', async () => {
  const draft = (await http.call(as('dealerManager'), createDraftRoute, { body: newsWords([include(world.node('DLR001'))]) })).body as WrittenVersion;
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#445566' } }).jpeg().withExif({ IFD0: { Make: 'Telefono Esempio' }, IFD3: { GPSLatitude: '44/1 30/1 0/1' } }).toBuffer();
  const sent = await http.app.inject({ method: 'POST', url: `/api/news/written/${draft.id}/files?fileName=foto.jpg`, headers: { ...as('dealerManager').headers, 'content-type': 'image/jpeg' }, payload: photo });
  const { id: fileId, sizeBytes } = sent.json() as { id: string; sizeBytes: number };
  await http.call(as('dealerManager'), publishRoute, { params: { id: draft.id }, body: { revision: 1, publishAt: null } });
  const got = await http.call(as('seller1'), newsFileRoute, { params: { id: draft.id, version: 1, fileId } });
  expect([got.status, got.bytes.length, photo.includes('Telefono'), got.bytes.includes('Telefono'), got.bytes.includes('Exif')]).toEqual([200, sizeBytes, true, false, false]);
});

test('receipts are counted by area within the scope of whoever asks', async () => {
  const id = await publishAs(world, 'pricingManager', [include(world.node('TST'), 'seller'), include(world.node('TST'), 'dealerManager')]);
  await http.call(as('seller1'), seenNewsRoute, { params: { id, version: 1 } });
  const figures = async (who: PersonName, query: object = {}) => (await http.call(as(who), receiptsByAreaRoute, { params: { id, version: 1 }, query })).body;
  expect(await figures('areaManager')).toMatchObject({ total: { recipients: 5, seen: 1, confirmed: 0 }, areas: [{ code: 'DLR001', recipients: 3, seen: 1 }, { code: 'DLR002', recipients: 2, seen: 0 }] });
  expect(await figures('pricingManager', { nodeId: world.node('DLR001') })).toMatchObject({ total: { recipients: 3 }, areas: [{ code: 'DLR001-B1', recipients: 2, seen: 1 }], path: [{}, {}, {}, { nodeId: world.node('DLR001') }] });
  expect(await figures('dealerManager')).toMatchObject({ total: { recipients: 3 }, path: [{ nodeId: world.node('DLR001') }] });
  expect((await http.call(as('dealerManager'), receiptsByAreaRoute, { params: { id, version: 1 }, query: { nodeId: world.node('DLR002') } })).status).toBe(404);
  // Whoever looks after the readers finds what concerns them, addressed to him or not; the text stays with its readers.
  expect(((await http.call(as('areaManager'), listHeadsRoute, { query: {} })).body as { items: { id: string }[] }).items.some((item) => item.id === id)).toBe(true);
  expect((await read('areaManager', id)).status).toBe(404);
  expect((await http.call(as('altAdministrator'), receiptsByAreaRoute, { params: { id, version: 1 }, query: {} })).status).toBe(404);
  expect((await http.call(as('seller1'), receiptsByAreaRoute, { params: { id, version: 1 }, query: {} })).status).toBe(403);
  const missing = (await http.call(as('dealerManager'), receiptPeopleRoute, { params: { id, version: 1 }, query: {} })).body as { items: { displayName: string }[] };
  expect(missing.items.map(({ displayName }) => displayName)).toEqual(['Persona dealerManager', 'Persona seller2']);
  const file = await http.app.inject({ method: 'GET', url: `/api/news/items/${id}/versions/1/receipts/file?show=missing`, headers: as('dealerManager').headers });
  expect([file.statusCode, file.body.includes('Persona seller2'), file.body.includes('Persona seller1'), file.body.includes('Persona seller3')]).toEqual([200, true, false, false]);
});

test('reminders reach those who have not confirmed, once for each day', async () => {
  const id = await publishAs(world, 'pricingManager', [include(world.node('DLR001'), 'seller')], { mustConfirm: true, confirmBy: '2026-11-27', remindDays: [-2, 1] });
  await http.call(as('seller1'), confirmNewsRoute, { params: { id, version: 1 } });
  const on = (day: string) => sendReminders(job(new Date(`${day}T09:00:00Z`)), 1);
  expect([await on('2026-11-24'), await on('2026-11-25'), await on('2026-11-25'), await on('2026-11-27'), await on('2026-11-30'), await on('2026-12-01')]).toEqual([0, 1, 0, 0, 1, 0]);
  const told = await db.current.database.asOwner((tx) => tx.rows<{ personality_id: string }>(sql`select n.personality_id from communications.notifications n where n.kind = 'news.reminder'`));
  expect(told).toEqual([{ personality_id: world.person('seller2').personalityId }, { personality_id: world.person('seller2').personalityId }]);
});

test('the daily mail goes to those who chose it, once a day, while something is unread', async () => {
  expect(await sendDigests(job(), 1, 'https://auto.example')).toBe(0);
  await http.call(as('seller1'), setDigestRoute, { body: { daily: true } });
  expect(await sendDigests(job(), 1, 'https://auto.example')).toBe(1);
  expect(await sendDigests(job(), 1, 'https://auto.example')).toBe(0);
  expect(await sendDigests(job(new Date('2026-11-24T09:00:00Z')), 1, 'https://auto.example')).toBe(1);
  const mails = await db.current.database.asOwner((tx) => tx.rows<{ to_address: string; subject: string; body_text: string }>(sql`select m.to_address, m.subject, m.body_text from communications.mails m where m.cause = 'news.digest'`));
  expect(mails.map((mail) => mail.to_address)).toEqual([world.person('seller1').loginName, world.person('seller1').loginName]);
  expect(mails[0]?.body_text).toContain('https://auto.example/news/');
  expect(mails[0]?.subject).toMatch(/^\d+ comunicazioni da leggere$/);
  await http.call(as('seller1'), setDigestRoute, { body: { daily: false } });
  // Whoever reads English gets it in English, with the English title where there is one.
  await publishAs(world, 'pricingManager', [include(world.node('DLR001'), 'seller')], { titleEn: 'Only in English', bodyEn: 'Text.' });
  await db.current.database.asOwner((tx) => tx.run(sql`update identity.accounts set language = 'en' where id = ${world.person('seller2').accountId}`));
  await http.call(as('seller2'), setDigestRoute, { body: { daily: true } });
  expect(await sendDigests(job(), 1, 'https://auto.example')).toBe(1);
  const english = await db.current.database.asOwner((tx) => tx.row<{ subject: string; body_text: string }>(sql`select m.subject, m.body_text from communications.mails m where m.to_address = ${world.person('seller2').loginName}`));
  expect(english.subject).toMatch(/^\d+ items to read$/);
  expect(english.body_text).toContain('- Only in English [');
  expect(english.body_text).toContain('You can switch this summary off');
  await http.call(as('seller2'), setDigestRoute, { body: { daily: false } });
  expect(await sendDigests(job(new Date('2026-11-25T09:00:00Z')), 1, 'https://auto.example')).toBe(0);
});

test('what ended thirty days ago goes to the archive by itself', async () => {
  await archiveJob.run(job(new Date('2027-03-01T03:00:00Z')), {});
  const rows = await db.current.database.asOwner((tx) => tx.rows(sql`select distinct v.state from news.versions v where v.state = 'superseded' or (v.state = 'published' and v.valid_to < '2027-01-01')`));
  expect(rows).toEqual([]);
  const { items } = (await http.call(as('pricingManager'), listWrittenRoute, { query: { state: 'archived' } })).body as { items: unknown[] };
  expect(items.length).toBeGreaterThan(0);
});
