import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../testing/world.ts';
import { addOptions, type NewOption } from './add-options.ts';
import { addVersions } from './add-vehicles.ts';
import { checkConfigurationRoute, versionOptionsRoute, type VersionOptions } from './api.ts';
import { getVersion } from './catalogue.ts';
import { configureVersion } from './configure-version.ts';
import { vehiclesRoutes } from './http.ts';
import { getVersionOptions } from './options.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let seller: SignedIn;
let petrol = '';
let electric = '';
let retired = '';
let carlineId = '';

const option = (code: string, euro: number, rules: Partial<NewOption> = {}): NewOption => ({
  code, kind: 'option', category: 'comfort', name: `Opzione ${code}`, priceCents: euro * 100, requires: [], requiresAny: [], excludes: [], includes: [], onlyFuels: [], notFuels: [], validTo: null, ...rules,
});
const list = [
  option('RED', 0, { kind: 'colour' }),
  option('BLUE', 700, { kind: 'colour' }),
  option('PACK', 900, { kind: 'pack', includes: ['CAM'] }),
  option('CAM', 350),
  option('NAV', 600, { requiresAny: [['SCR', 'PACK'], ['CAM']] }),
  option('SCR', 350),
  option('CABLE', 300, { onlyFuels: ['electric', 'plug_in_hybrid'], requires: ['SCR'] }),
];

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, vehiclesRoutes, () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
  await world.asSystem({}, async (ctx) => {
    const base = { make: 'Fiat', carline: 'Grande Panda', segment: 'B', body: 'hatchback', powerKw: 74, powerCv: 101, co2GKm: 127, seats: 5, listPriceCents: 1_700_000, vatPpm: 220_000, validFrom: '2026-01-01' };
    const ids = await addVersions(ctx, [
      { ...base, externalCode: 'p', name: '1.2', fuel: 'petrol', category: 'M1', massKg: 1170, producedFrom: '2025-03-01', producedTo: '2027-01-01' },
      { ...base, externalCode: 'e', name: 'Elettrica', fuel: 'electric' },
      { ...base, externalCode: 'r', name: '1.0', fuel: 'petrol' },
    ]);
    [petrol, electric, retired] = ['p', 'e', 'r'].map((code) => ids.get(code) ?? '') as [string, string, string];
    carlineId = (await getVersion(ctx, petrol)).carlineId;
    expect(await addOptions(ctx, { carlineId, versionId: null, validFrom: '2026-01-01', options: list })).toEqual({ ok: true, value: 7 });
    // From autumn the electric one has its own, dearer screen; from December blue costs more for all.
    await addOptions(ctx, { carlineId, versionId: electric, validFrom: '2026-09-01', options: [option('SCR', 500)] });
    await addOptions(ctx, { carlineId, versionId: null, validFrom: '2026-12-01', options: [option('BLUE', 800, { kind: 'colour' })] });
  });
  await db.current.database.asOwner((tx) => tx.run(sql`update vehicles.versions set valid_to = '2026-11-01' where id = ${retired}`));
});
afterAll(() => http.close());

const priceOf = (versionId: string, code: string, today: string) =>
  world.context('seller1', { today }, async (ctx) => (await getVersionOptions(ctx, versionId)).options.find((one) => one.code === code)?.priceCents);

test('a version is read with its technical data, its days of production and its options with their rules', async () => {
  const { status, body } = await http.call(seller, versionOptionsRoute, { params: { id: petrol } });
  expect(status).toBe(200);
  const read = body as VersionOptions;
  expect(read.technical).toEqual({ powerKw: 74, powerCv: 101, co2GKm: 127, category: 'M1', massKg: 1170, producedFrom: '2025-03-01', producedTo: '2027-01-01' });
  expect(read.options.map((one) => one.code)).toEqual(['RED', 'BLUE', 'PACK', 'CABLE', 'CAM', 'SCR', 'NAV']);
  expect(read.options.find((one) => one.code === 'NAV')).toEqual({ ...list[4], requiresAny: [['PACK', 'SCR'], ['CAM']], validFrom: '2026-01-01' });
  expect(read.options.find((one) => one.code === 'CABLE')).toMatchObject({ onlyFuels: ['electric', 'plug_in_hybrid'], requires: ['SCR'] });
});

test('prices follow the day, and a version’s own row goes before the carline’s', async () => {
  expect(await priceOf(petrol, 'BLUE', '2026-11-30')).toBe(70_000);
  expect(await priceOf(petrol, 'BLUE', '2026-12-01')).toBe(80_000);
  expect(await priceOf(petrol, 'SCR', '2026-11-23')).toBe(35_000);
  expect(await priceOf(electric, 'SCR', '2026-08-31')).toBe(35_000);
  expect(await priceOf(electric, 'SCR', '2026-09-01')).toBe(50_000);
  expect(await world.context('seller1', { today: '2025-12-31' }, (ctx) => configureVersion(ctx, petrol, []))).toMatchObject({ ok: false, refusal: 'version_not_on_sale' });
});

test('a new list ends the row it takes the place of, of the same code and the same cars alone', async () => {
  const rows = await world.asSystem({}, (ctx) => ctx.tx.rows<{ code: string; valid_from: string; valid_to: string | null }>(sql`
    select o.code, o.valid_from, o.valid_to from vehicles.options o where o.code in ('BLUE', 'SCR', 'RED') order by o.code, o.valid_from`));
  expect(rows.map((row) => `${row.code} ${row.valid_from} ${row.valid_to ?? '-'}`)).toEqual([
    'BLUE 2026-01-01 2026-12-01', 'BLUE 2026-12-01 -', 'RED 2026-01-01 -', 'SCR 2026-01-01 -', 'SCR 2026-09-01 -',
  ]);
});

test('the same list twice changes nothing', async () => {
  const state = () => world.asSystem({}, (ctx) => ctx.tx.rows(sql`select o.*, (select count(*) from vehicles.option_rules r where r.option_id = o.id) as rules from vehicles.options o order by o.id`));
  const before = await state();
  await world.asSystem({}, async (ctx) => expect(await addOptions(ctx, { carlineId, versionId: null, validFrom: '2026-01-01', options: list })).toEqual({ ok: true, value: 0 }));
  expect(await state()).toEqual(before);
});

test.each<[string, NewOption, string, string]>([
  ['a rule into the void', option('X', 1, { requires: ['NOWHERE'] }), 'unknown_code', 'NOWHERE'],
  ['an exclusion of what it needs', option('X', 1, { requires: ['NAV'], excludes: ['NAV'] }), 'excludes_what_it_needs', 'X NAV'],
  ['a pack that brings itself', option('CAM', 1, { includes: ['PACK'] }), 'includes_in_circle', 'PACK'],
])('a list with %s is refused', async (_, bad, fault, others) => {
  const answer = await world.asSystem({}, (ctx) => addOptions(ctx, { carlineId, versionId: null, validFrom: '2026-11-01', options: [bad] }));
  expect(answer).toMatchObject({ ok: false, refusal: 'option_rules_broken', details: { fault, others, option: bad.code } });
});

describe('a configuration', () => {
  const check = (id: string, body: unknown) => http.call(seller, checkConfigurationRoute, { params: { id }, body });

  test('is priced by the server, and what a pack brings is free', async () => {
    const { status, body } = await check(petrol, { chosen: ['CAM', 'PACK', 'BLUE', 'NAV'] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true, faults: [], repair: null,
      car: {
        versionId: petrol, onDay: '2026-11-23', listPriceCents: 1_700_000, optionsCents: 220_000, totalCents: 1_920_000, included: [],
        chosen: [{ code: 'BLUE', priceCents: 70_000 }, { code: 'PACK', priceCents: 90_000 }, { code: 'CAM', priceCents: 0 }, { code: 'NAV', priceCents: 60_000, name: 'Opzione NAV', kind: 'option' }],
      },
    });
    const standings = (body as { standings: { option: string; press: string; state: string }[] }).standings;
    expect(Object.fromEntries(standings.map((one) => [one.option, `${one.state} ${one.press}`]))).toEqual({
      RED: 'open withChanges', BLUE: 'chosen withChanges', PACK: 'chosen withChanges', CABLE: 'open never', CAM: 'chosen now', SCR: 'open now', NAV: 'chosen now',
    });
  });

  test('that cannot be built says why and what would mend it', async () => {
    const { body } = await check(petrol, { chosen: ['RED'], wish: { choose: 'NAV' } });
    expect(body).toMatchObject({ ok: true, repair: { ok: true, add: ['PACK', 'NAV'], remove: [], priceChangeCents: 150_000 } });
    const impossible = await check(petrol, { chosen: ['NAV', 'CABLE'], wish: 'buildable' });
    expect(impossible.body).toMatchObject({ ok: false, repair: { ok: true, remove: ['CABLE'] } });
    const faults = (impossible.body as { faults: { code: string; option: string }[] }).faults;
    expect(faults.map((fault) => `${fault.code} ${fault.option}`)).toEqual(['not_for_fuel CABLE', 'missing_required CABLE', 'missing_one_of NAV', 'missing_one_of NAV', 'missing_colour null']);
  });

  test('for a neighbour is a car or a refusal by name', async () => {
    await world.context('seller1', {}, async (ctx) => {
      expect(await configureVersion(ctx, electric, ['RED', 'SCR', 'CABLE'])).toMatchObject({ ok: true, value: { optionsCents: 80_000, totalCents: 1_780_000 } });
      expect(await configureVersion(ctx, petrol, ['SCR'])).toMatchObject({ ok: false, details: { fault: 'missing_colour', others: 'RED BLUE' } });
      expect(await configureVersion(ctx, petrol, [])).toMatchObject({ ok: true, value: { optionsCents: 0 } });
      expect(await configureVersion(ctx, petrol, ['RED', 'BLUE'])).toMatchObject({ ok: false, refusal: 'configuration_impossible', details: { fault: 'excluded_together', option: 'RED', others: 'BLUE' } });
      expect(await configureVersion(ctx, petrol, ['FREE-CAR'])).toMatchObject({ ok: false, details: { fault: 'unknown_option', option: 'FREE-CAR' } });
      expect(await configureVersion(ctx, retired, [])).toMatchObject({ ok: false, refusal: 'version_not_on_sale' });
    });
    await world.context('seller1', { today: '2027-01-01' }, async (ctx) => expect(await configureVersion(ctx, petrol, [])).toMatchObject({ ok: false, details: { fault: 'version_not_produced' } }));
  });

  test.each<[string, () => string, unknown, number, string]>([
    ['a price from the browser', () => petrol, { chosen: [{ code: 'CAM', priceCents: 1 }] }, 400, 'invalid_input'],
    ['a field nobody asked for', () => petrol, { chosen: [], totalCents: 1 }, 400, 'invalid_input'],
    ['too many codes', () => petrol, { chosen: Array.from({ length: 201 }, () => 'CAM') }, 400, 'invalid_input'],
    ['a version nobody knows', () => '00000000-0000-7000-8000-000000000000', { chosen: [] }, 404, 'not_found'],
    ['a version that left the list', () => retired, { chosen: [] }, 422, 'version_not_on_sale'],
  ])('with %s is refused', async (_, id, body, status, code) => {
    expect(await check(id(), body)).toMatchObject({ status, body: { code } });
  });
});

test('another tenant sees neither options nor rules, and adds none to this one', async () => {
  const neighbour = await world.signIn('altSeller', { now: worldNow });
  expect(await http.call(neighbour, versionOptionsRoute, { params: { id: petrol } })).toMatchObject({ status: 404 });
  expect(await http.call(undefined, versionOptionsRoute, { params: { id: petrol } })).toMatchObject({ status: 401 });
  await world.context('altSeller', {}, async (ctx) => {
    expect(await ctx.tx.rows(sql`select 1 from vehicles.options`)).toEqual([]);
    expect(await ctx.tx.rows(sql`select 1 from vehicles.option_rules`)).toEqual([]);
  });
  await expect(world.context('altSeller', {}, (ctx) => ctx.tx.run(sql`
    insert into vehicles.option_rules (tenant_id, option_id, rule, alternative, other_code) select ${world.tenantId}, ${petrol}::uuid, 'requires', 0, 'X'`))).rejects.toMatchObject({ code: '42501' });
});
