/** Imports through the door and the worker's own step, with the kinds of vehicles. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetBytes, writeSheet } from '#platform/sheets/write-sheet';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createWorld, silentLog, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { exportStockRoute, exportVersionsRoute } from '../vehicles/api.ts';
import { vehiclesRoutes } from '../vehicles/http.ts';
import { vehicleImports } from '../vehicles/import/vehicle-imports.ts';
import {
  addPartRoute, getImportRoute, listFaultsRoute, listImportKindsRoute, listImportsRoute, previewImportRoute, readFileRoute, reportCsvRoute, reportXlsxRoute, runImportRoute, startImportRoute,
  type ImportFaultListed, type ImportKindListed, type ImportListed,
} from './api.ts';
import { carryOutImport } from './carry-out-import.ts';
import { importKindsOf } from './import-kinds.ts';
import { silentImports } from './import-turns.ts';
import { flowsModule } from './module.ts';

const db = useTestDatabase();
const kinds = importKindsOf(vehicleImports);
let world: World;
let http: TestHttp;
const people = new Map<PersonName, SignedIn>();
const who = (name: PersonName): SignedIn => people.get(name) as SignedIn;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, [...(flowsModule(vehicleImports).routes ?? []), ...vehiclesRoutes], () => worldNow);
  for (const name of ['seller1', 'dealerManager', 'pricingManager', 'systemAdministrator', 'altManager', 'areaManager'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());

const host = () => ({ database: db.current.database, log: silentLog, now: worldNow, requestId: 'test' });

async function upload(name: PersonName, kind: string, bytes: Buffer | string, fileName = 'file.csv'): Promise<{ status: number; body: unknown; id: string }> {
  const buffer = Buffer.from(bytes as string);
  const started = await http.call(who(name), startImportRoute, { body: { kind, fileName, sizeBytes: buffer.length } });
  if (started.status !== 200) return { status: started.status, body: started.body, id: '' };
  const id = (started.body as ImportListed).importId;
  for (let at = 0, number = 1; at < buffer.length; at += 1000, number += 1) {
    const part = await http.call(who(name), addPartRoute, { params: { id, number }, body: { data: buffer.subarray(at, at + 1000).toString('base64') } });
    expect(part.status).toBe(200);
  }
  const read = await http.call(who(name), readFileRoute, { params: { id } });
  return { status: read.status, body: read.body, id };
}

async function run(name: PersonName, kind: string, bytes: Buffer | string, order: { mode?: 'all' | 'validOnly' | 'check'; missing?: 'keep' | 'withdraw'; keepMappingAs?: string } = {}): Promise<ImportListed> {
  const { status, body, id } = await upload(name, kind, bytes);
  expect(status, JSON.stringify(body)).toBe(200);
  const ordered = await http.call(who(name), runImportRoute, { params: { id }, body: { mapping: (body as ImportListed).mapping, mode: order.mode ?? 'all', missing: order.missing ?? 'keep', ...(order.keepMappingAs === undefined ? {} : { keepMappingAs: order.keepMappingAs }) } });
  expect(ordered, JSON.stringify(ordered.body)).toMatchObject({ status: 200, body: { state: 'queued' } });
  expect(await carryOutImport(host(), kinds, world.tenantId, id)).toBe(true);
  return (await http.call(who(name), getImportRoute, { params: { id } })).body as ImportListed;
}
const faultsOf = async (name: PersonName, id: string) => ((await http.call(who(name), listFaultsRoute, { params: { id } })).body as { items: ImportFaultListed[] }).items;
const state = (what: 'versions' | 'options' | 'option_rules' | 'stock_vehicles') =>
  world.asSystem({}, (ctx) => ctx.tx.listRows<Record<string, unknown>>({ text: [`select * from vehicles.${what} order by 1, 2`], values: [] }));

const versions =
  'Codice;Marca;Modello;Versione;Alimentazione;kW;Listino;Posti;CO2\n' +
  'gp-12;Fiat;Grande Panda;1.2 T100;benzina;74;16.950,00;5;127\n' +
  'gp-el;FIAT;Grande Panda;Elettrica;BEV;83;"24.900";;0\n' +
  "id3;Volkswagen;ID.3;Pure;elettrica;125;€ 33.300,50;5;0\n";
const stock =
  'Telaio;Codice versione;Sede;Tipo;Prezzo;Targa;Immatricolazione;Km;Colore;Stato\n' +
  'ZFA3120000J000001;gp-12;DLR001-B1;usato;12.900,00;GX 619 EN;15/03/2023;38.500;Bianco;disponibile\n' +
  'zfa 3120000j000002;gp-12;DLR001-B1;nuovo;16.500;;;;Rosso;\n' +
  'ZFA3120000J000003;id3;dlr001-b1;km0;30.000,00;;;;Blu;riservata\n';

test('versions come in, again change nothing, and a changed cell changes one row', async () => {
  expect(await run('pricingManager', 'vehicles.versions', versions, { mode: 'check' })).toMatchObject({ state: 'done', rowsRead: 3, rowsFaulty: 0, added: 0 });
  expect(await state('versions')).toEqual([]);
  expect(await run('pricingManager', 'vehicles.versions', versions)).toMatchObject({ state: 'done', added: 3, changed: 0, same: 0, rowsFaulty: 0 });
  const first = await state('versions');
  expect(first.find((row) => row['external_code'] === 'gp-el')).toMatchObject({ fuel: 'electric', power_cv: 113, list_price_cents: 2_490_000, seats: 5, vat_ppm: 220_000, valid_from: '2026-11-23', search_text: ' fiat grande panda elettrica' });
  expect(await world.asSystem({}, (ctx) => ctx.tx.listRows(sql`select m.name from vehicles.makes m order by 1`))).toEqual([{ name: 'Fiat' }, { name: 'Volkswagen' }]);
  expect(await run('pricingManager', 'vehicles.versions', versions)).toMatchObject({ added: 0, changed: 0, same: 3 });
  expect(await state('versions')).toEqual(first);
  expect(await run('systemAdministrator', 'vehicles.versions', versions.replace('16.950,00', '17.100,00'))).toMatchObject({ added: 0, changed: 1, same: 2 });
  expect((await state('versions')).filter((row) => !first.some((before) => JSON.stringify(before) === JSON.stringify(row)))).toMatchObject([{ external_code: 'gp-12', list_price_cents: 1_710_000, seats: 5 }]);
});

test('the same rows as XLSX say the same', async () => {
  const columns = ['Codice', 'Marca', 'Modello', 'Versione', 'Alimentazione'].map((header) => ({ header, type: 'text' as const }));
  const sheet = writeSheet([['gp-12', 'Fiat', 'Grande Panda', '1.2 T100', 'benzina', 74, 1_710_000]], [...columns, { header: 'Potenza kW', type: 'integer' }, { header: 'Prezzo di listino', type: 'amount' }], 'xlsx');
  expect(await run('pricingManager', 'vehicles.versions', await sheetBytes(sheet))).toMatchObject({ format: 'xlsx', same: 1, changed: 0 });
});

test('one wrong row keeps all out, or itself alone; the report names row, column, value and remedy', async () => {
  const bad = `${versions}new;Fiat;Panda;1.0;carbone;51;quindicimila;5;1\nnew2;Fiat;Panda;1.0;benzina;51;15.900;5;1\nnew2;Fiat;Panda;1.1;benzina;51;15.900;5;1\n`.replace('17.100,00', '16.950,00');
  const before = await state('versions');
  const refused = await run('pricingManager', 'vehicles.versions', bad);
  expect(refused).toMatchObject({ state: 'refused', rowsRead: 6, rowsFaulty: 2, faults: 3, added: 0, failure: { code: 'rows_faulty' } });
  expect(await state('versions')).toEqual(before);
  const faults = await faultsOf('pricingManager', refused.importId);
  expect(faults.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
    [5, 'Alimentazione', 'carbone', 'not_a_choice'], [5, 'Listino (Prezzo di listino)', 'quindicimila', 'not_an_amount'], [7, 'Codice', 'new2', 'duplicate_in_file'],
  ]);
  expect(faults[0]?.remedy).toContain('Usa uno di questi: benzina, diesel');
  const csv = (await http.call(who('pricingManager'), reportCsvRoute, { params: { id: refused.importId } }, { language: 'en' })).bytes.toString();
  expect(csv).toContain('Row,Column,Value,Problem,Remedy\r\n5,Alimentazione (Fuel),carbone,');
  expect((await http.call(who('pricingManager'), reportXlsxRoute, { params: { id: refused.importId } })).bytes.subarray(0, 2).toString()).toBe('PK');
  expect(await run('pricingManager', 'vehicles.versions', bad, { mode: 'validOnly' })).toMatchObject({ state: 'done', added: 1, rowsFaulty: 2 });
});

const options = (rules = '') =>
  'Marca;Modello;Codice versione;Codice optional;Genere;Descrizione;Prezzo;Richiede;Richiede uno fra;Comprende;Valido dal\n' +
  `fiat;grande panda;;PACK;pacchetto;Pack;900;;;CAM;01/01/2026\nFiat;Grande Panda;;CAM;optional;Telecamera;350;;;;01/01/2026\nFiat;Grande Panda;;NAV;optional;Navigatore;600;${rules};CAM|PACK;;01/01/2026\nFiat;Grande Panda;gp-el;CAM;optional;Telecamera HD;500;;;;01/01/2026\n`;

describe('options', () => {
  test('come in with their rules, and again change nothing', async () => {
    expect(await run('pricingManager', 'vehicles.options', options())).toMatchObject({ state: 'done', added: 4, rowsFaulty: 0 });
    const rules = await state('option_rules');
    expect(rules.map((row) => `${String(row['rule'])} ${String(row['alternative'])} ${String(row['other_code'])}`).toSorted()).toEqual(['includes 0 CAM', 'requiresAny 0 CAM', 'requiresAny 0 PACK']);
    const before = await state('options');
    expect(await run('pricingManager', 'vehicles.options', options())).toMatchObject({ added: 0, changed: 0, same: 4 });
    expect([await state('options'), await state('option_rules')]).toEqual([before, rules]);
    expect(await run('pricingManager', 'vehicles.options', options('PACK'))).toMatchObject({ added: 0, changed: 1, same: 3 });
    expect((await state('option_rules')).length).toBe(4);
    expect(await run('pricingManager', 'vehicles.options', options())).toMatchObject({ changed: 1, same: 3 });
  });

  test('a later list ends the earlier, and the earlier sent again changes nothing', async () => {
    const later = options().replaceAll('01/01/2026', '01/12/2026').replace('350', '380');
    expect(await run('pricingManager', 'vehicles.options', later)).toMatchObject({ added: 4 });
    const rows = await state('options');
    expect(rows.filter((row) => row['valid_from'] === '2026-01-01').map((row) => row['valid_to'])).toEqual(['2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01']);
    expect(await run('pricingManager', 'vehicles.options', options())).toMatchObject({ same: 4, changed: 0 });
    expect(await run('pricingManager', 'vehicles.options', later)).toMatchObject({ same: 4, changed: 0 });
    expect(await state('options')).toEqual(rows);
  });

  test('rules that contradict themselves are named by row', async () => {
    const wrong = await run('pricingManager', 'vehicles.options', `${options('NOWHERE')}Fiat;Duna;;X;optional;x;1;;;;01/01/2026\nFiat;Grande Panda;id3;X;optional;x;1;;;;01/01/2026\n`);
    expect((await faultsOf('pricingManager', wrong.importId)).map(({ row, code, problem }) => [row, code, problem])).toEqual([
      [4, 'unknown_code', 'Una regola nomina codici che il listino non ha: NOWHERE.'],
      [6, 'carline_unknown', 'Il catalogo non ha questo modello di questa marca.'],
      [7, 'version_unknown', 'Il modello non ha una versione con questo codice.'],
    ]);
  });
});

describe('stock', () => {
  test('comes in by VIN, again changes nothing, and a full file withdraws what it no longer names', async () => {
    expect(await run('dealerManager', 'vehicles.stock', stock)).toMatchObject({ state: 'done', added: 3, rowsFaulty: 0 });
    const first = await state('stock_vehicles');
    expect(first.map((row) => [row['vin'], row['plate'], row['kind'], row['price_cents'], row['mileage_km'], row['state'], row['first_registration_on']])).toEqual([
      ['ZFA3120000J000001', 'GX619EN', 'used', 1_290_000, 38_500, 'available', '2023-03-15'], ['ZFA3120000J000002', null, 'new', 1_650_000, 0, 'available', null],
      ['ZFA3120000J000003', null, 'kmZero', 3_000_000, 0, 'reserved', null],
    ]);
    expect(await run('dealerManager', 'vehicles.stock', stock, { missing: 'withdraw' })).toMatchObject({ same: 3, changed: 0, withdrawn: 0 });
    const without = stock.split('\n').filter((line) => !line.includes('000002') && !line.includes('000003')).join('\n');
    expect(await run('dealerManager', 'vehicles.stock', without)).toMatchObject({ same: 1, withdrawn: 0 });
    // The reserved one is held by the yard: a file does not take it away.
    expect(await run('dealerManager', 'vehicles.stock', without, { missing: 'withdraw' })).toMatchObject({ same: 1, withdrawn: 1 });
    expect((await state('stock_vehicles')).map((row) => row['state'])).toEqual(['available', 'withdrawn', 'reserved']);
    expect(await run('dealerManager', 'vehicles.stock', stock)).toMatchObject({ changed: 1, same: 2 });
    expect((await state('stock_vehicles')).map((row) => row['state'])).toEqual(['available', 'available', 'reserved']);
  });

  test('of another dealer’s site, and a car of another dealer, are refused by name; faults keep the withdrawal back', async () => {
    await run('systemAdministrator', 'vehicles.versions', versions);
    const theirs = stock.replaceAll('000001', '000009').replaceAll('DLR001-B1', 'DLR002-B1').split('\n').slice(0, 2).join('\n');
    // Somebody of the house brings it for the other dealer.
    const { id } = await uploadAsSystem(theirs);
    expect(await carryOutImport(host(), kinds, world.tenantId, id)).toBe(true);
    const before = await state('stock_vehicles');
    const refused = await run('dealerManager', 'vehicles.stock', `${stock.split('\n').slice(0, 2).join('\n')}\nZFA3120000J000009;gp-12;DLR001-B1;usato;1;;;;;\nZFA3120000J000010;gp-12;DLR002-B1;usato;1;;;;;\nZFA3120000J000011;none;DLR001-B1;usato;1;;;;;\nZFA312OO00J000012;gp-12;DLR001-B1;usato;1;XX1;01/01/2030;;;\n`, { mode: 'validOnly', missing: 'withdraw' });
    expect(refused).toMatchObject({ state: 'done', rowsFaulty: 4, withdrawn: 0, same: 1 });
    expect((await faultsOf('dealerManager', refused.importId)).map(({ row, columnKey, code }) => [row, columnKey, code])).toEqual([
      [3, 'vin', 'vin_elsewhere'], [4, 'site', 'site_not_yours'], [5, 'versionCode', 'version_unknown'],
      [6, 'firstRegistrationOn', 'registered_in_future'], [6, 'plate', 'plate_form'], [6, 'vin', 'vin_letter_never_used'],
    ]);
    expect(await state('stock_vehicles')).toEqual(before);
  });
});

/** An import that the program itself brought, ready to be carried out. */
async function uploadAsSystem(bytes: string): Promise<{ id: string }> {
  const { startImport, addPart, readFile } = await import('./bring-file.ts');
  const { prepareRun } = await import('./run-import.ts');
  return world.asSystem({}, async (ctx) => {
    const started = await startImport(ctx, kinds, { kind: 'vehicles.stock', fileName: 'x.csv', sizeBytes: Buffer.byteLength(bytes) });
    if (!started.ok) throw new Error(started.refusal);
    const id = started.value.importId;
    await addPart(ctx, id, 1, Buffer.from(bytes));
    const read = await readFile(ctx, kinds, id);
    if (!read.ok) throw new Error(read.refusal);
    expect(await prepareRun(ctx, kinds, id, { mapping: read.value.mapping, mode: 'all', missing: 'keep' })).toMatchObject({ ok: true });
    return { id };
  });
}

describe('the file on its way', () => {
  test('a preview tells what would be wrong, and writes nothing', async () => {
    const { body, id } = await upload('dealerManager', 'vehicles.stock', stock.replace('DLR001-B1', 'DLR002-B1'));
    const preview = await http.call(who('dealerManager'), previewImportRoute, { params: { id }, body: { mapping: (body as ImportListed).mapping } });
    expect(preview).toMatchObject({ status: 200, body: { missing: [], faults: [{ row: 2, columnKey: 'site', code: 'site_not_yours' }], rows: [{ row: 2, values: { mileageKm: 38_500, price: 1_290_000 } }, { row: 3 }, { row: 4 }] } });
    const { price: _, ...without } = (body as ImportListed).mapping;
    expect(await http.call(who('dealerManager'), previewImportRoute, { params: { id }, body: { mapping: without } })).toMatchObject({ status: 200, body: { missing: ['Prezzo'] } });
    expect(await http.call(who('dealerManager'), runImportRoute, { params: { id }, body: { mapping: without, mode: 'all' } })).toMatchObject({ status: 422, body: { code: 'columns_missing' } });
    expect(await http.call(who('dealerManager'), previewImportRoute, { params: { id }, body: { mapping: { ...without, price: 'Prezzaccio' } } })).toMatchObject({ status: 422, body: { code: 'columns_unknown' } });
  });

  test.each<[string, Buffer | string, string]>([
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not_a_sheet'],
    ['a head line alone', 'a;b\n', 'file_empty'],
    ['an old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_or_locked_excel'],
  ])('%s is refused by name', async (_, bytes, fault) => {
    expect(await upload('pricingManager', 'vehicles.versions', bytes, 'listino.xlsx')).toMatchObject({ status: 422, body: { code: 'file_refused', details: { fault } } });
  });

  test('too much, too little and parts after the reading are refused', async () => {
    const start = (sizeBytes: number) => http.call(who('pricingManager'), startImportRoute, { body: { kind: 'vehicles.versions', fileName: 'a.csv', sizeBytes } });
    expect(await start(64 * 1_048_576 + 1)).toMatchObject({ status: 422, body: { code: 'file_too_large' } });
    const id = ((await start(10)).body as ImportListed).importId;
    const part = (number: number, text: string) => http.call(who('pricingManager'), addPartRoute, { params: { id, number }, body: { data: Buffer.from(text).toString('base64') } });
    expect(await part(1, 'a;b\n1')).toMatchObject({ status: 200, body: { bytes: 5 } });
    expect(await http.call(who('pricingManager'), readFileRoute, { params: { id } })).toMatchObject({ status: 422, body: { code: 'file_not_whole' } });
    expect(await part(2, ';2\n3;45678')).toMatchObject({ status: 422, body: { code: 'file_not_whole' } });
    expect(await part(1, 'a;b\n1')).toMatchObject({ status: 200, body: { bytes: 5 } });
    expect(await part(2, ';2\n3;')).toMatchObject({ status: 200, body: { bytes: 10 } });
    expect(await http.call(who('pricingManager'), readFileRoute, { params: { id } })).toMatchObject({ status: 200, body: { state: 'ready', headers: ['a', 'b'] } });
    expect(await part(3, 'x')).toMatchObject({ status: 422, body: { code: 'not_in_this_state' } });
  });

  test('a mapping kept by name is taken for the next file with these heads', async () => {
    const renamed = versions.replace('Codice;Marca;Modello', 'Kodnummer;Marca;Modello');
    const { body, id } = await upload('pricingManager', 'vehicles.versions', renamed);
    expect((body as ImportListed).mapping['externalCode']).toBeUndefined();
    await http.call(who('pricingManager'), runImportRoute, { params: { id }, body: { mapping: { ...(body as ImportListed).mapping, externalCode: 'Kodnummer' }, mode: 'all', keepMappingAs: 'Estero' } });
    expect(((await upload('pricingManager', 'vehicles.versions', renamed)).body as ImportListed).mapping['externalCode']).toBe('Kodnummer');
  });
});

describe('rights', () => {
  test('each brings what is his, and sees what was brought within his scope', async () => {
    const offered = async (name: PersonName) => ((await http.call(who(name), listImportKindsRoute, {})).body as { items: ImportKindListed[] }).items?.map(({ key }) => key);
    expect(await offered('dealerManager')).toEqual(['vehicles.stock']);
    expect(await offered('pricingManager')).toEqual(['vehicles.versions', 'vehicles.options']);
    expect(await offered('systemAdministrator')).toEqual(['vehicles.versions', 'vehicles.options']);
    for (const name of ['seller1', 'areaManager'] as const) expect(await http.call(who(name), startImportRoute, { body: { kind: 'vehicles.stock', fileName: 'a', sizeBytes: 1 } })).toMatchObject({ status: 403 });
    expect(await http.call(who('dealerManager'), startImportRoute, { body: { kind: 'vehicles.versions', fileName: 'a', sizeBytes: 1 } })).toMatchObject({ status: 422, body: { code: 'kind_unknown' } });
    const { id } = await upload('pricingManager', 'vehicles.versions', versions);
    for (const name of ['dealerManager', 'altManager'] as const) {
      for (const route of [getImportRoute, readFileRoute, listFaultsRoute, reportCsvRoute]) expect((await http.call(who(name), route, { params: { id } })).status).toBe(404);
      const listed = (await http.call(who(name), listImportsRoute, {})).body as { items: ImportListed[] };
      expect(listed.items.some(({ kind }) => kind === 'vehicles.versions')).toBe(false);
      await world.context(name, {}, async (ctx) => expect(await ctx.tx.listRows(sql`select 1 from flows.import_parts p where p.import_id = ${id}`)).toEqual([]));
    }
    await expect(world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`delete from flows.import_faults`))).rejects.toMatchObject({ code: '42501' });
  });

  test('who lost the right meanwhile writes nothing', async () => {
    const { body, id } = await upload('dealerManager', 'vehicles.stock', stock.replaceAll('12.900', '9.900'));
    await http.call(who('dealerManager'), runImportRoute, { params: { id }, body: { mapping: (body as ImportListed).mapping, mode: 'all' } });
    const before = await state('stock_vehicles');
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = '2026-11-01' where id = ${world.person('dealerManager').personalityId}`));
    await carryOutImport(host(), kinds, world.tenantId, id);
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = null where id = ${world.person('dealerManager').personalityId}`));
    expect((await http.call(who('dealerManager'), getImportRoute, { params: { id } })).body).toMatchObject({ state: 'refused', failure: { code: 'rights_gone' } });
    expect(await state('stock_vehicles')).toEqual(before);
  });
});

describe('a broken run', () => {
  test('leaves nothing, is found by its silence, and is carried out once', async () => {
    const { body, id } = await upload('pricingManager', 'vehicles.versions', versions.replaceAll('gp-', 'broken-'));
    await http.call(who('pricingManager'), runImportRoute, { params: { id }, body: { mapping: (body as ImportListed).mapping, mode: 'all' } });
    // A process that dies is a connection that ends: its transaction is undone by the database.
    const dying = new Map([...kinds].map(([key, kind]) => [key, { ...kind, write: async (ctx, choices) => { await kind.write(ctx, choices); await ctx.tx.run(sql`select pg_terminate_backend(pg_backend_pid())`); throw new Error('unreachable'); } } satisfies typeof kind] as const));
    await expect(carryOutImport(host(), dying, world.tenantId, id)).rejects.toThrow();
    const count = async () => (await state('versions')).filter((row) => String(row['external_code']).startsWith('broken-')).length;
    expect(await count()).toBe(0);
    await db.current.database.asOwner((tx) => tx.run(sql`update flows.imports set state = 'running', heartbeat_at = now() - interval '2 minutes' where id = ${id}`));
    expect((await silentImports(db.current.database)).map((one) => one.id)).toContain(id);
    const turns = await Promise.all([carryOutImport(host(), kinds, world.tenantId, id), carryOutImport(host(), kinds, world.tenantId, id)]);
    expect(turns.filter((mine) => mine).length).toBe(1);
    expect(await count()).toBe(2);
    expect(await carryOutImport(host(), kinds, world.tenantId, id)).toBe(false);
    expect((await silentImports(db.current.database)).map((one) => one.id)).not.toContain(id);
  });
});

test('an exported yard comes back as it stands, holds included, and every code in it is in the list of codes', async () => {
  await world.asSystem({}, (ctx) => ctx.tx.run(sql`update vehicles.stock_vehicles set held_until = '2026-12-31' where tenant_id = ${world.tenantId} and vin = 'ZFA3120000J000002'`));
  const before = await state('stock_vehicles');
  const sheet = (await http.call(who('dealerManager'), exportStockRoute, { query: { format: 'csv' } })).bytes.toString('utf8');
  const rows = sheet.trim().split('\r\n').length - 1;
  expect(sheet).toContain(';Riservato;31/12/2026;');
  const back = await run('dealerManager', 'vehicles.stock', sheet);
  expect(await faultsOf('dealerManager', back.importId)).toEqual([]);
  expect(back).toMatchObject({ state: 'done', rowsRead: rows, added: 0, changed: 0, same: rows });
  expect(await state('stock_vehicles')).toEqual(before);
  const codes = (await http.call(who('dealerManager'), exportVersionsRoute, { query: { format: 'csv' } })).bytes.toString('utf8').trim().split('\r\n').map((line) => line.split(';')[0]);
  expect(codes).toEqual(expect.arrayContaining(['Codice versione', 'gp-12', 'gp-el', 'id3']));
});
