import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { addStockVehicles, type NewStockVehicle } from './add-vehicles.ts';
import type { StockVehicle } from './api.ts';
import { getStockVehicle } from './stock.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
});

const car = (change: Partial<NewStockVehicle>): NewStockVehicle => ({
  nodeId: world.node('DLR001-B1'), versionId: showroom.versionId, label: 'Toyota Yaris Cross', vin: 'ZZZTEST0000000100', plate: null, firstRegistrationOn: null, mileageKm: 0, kind: 'used', priceCents: 100,
  state: 'available', colour: 'Blu', arrivedOn: '2026-11-01', ...change,
});
const countCars = () => world.asSystem({}, (ctx) => ctx.tx.row<{ cars: number }>(sql`select count(*) as cars from vehicles.stock_vehicles`));

describe('VIN and plate at the door', () => {
  test.each<[string, Partial<NewStockVehicle>, { path: string; code: string; message: string }[]]>([
    ['a short VIN', { vin: 'ZZZTEST000000010' }, [{ path: 'vehicles.1.vin', code: 'vin_length', message: 'Il telaio ha 17 caratteri.' }]],
    ['letters for digits', { vin: 'ZZZTEST00000001O0' }, [{ path: 'vehicles.1.vin', code: 'vin_letter_never_used', message: 'Nel telaio non si usano le lettere I, O e Q. ZZZTEST0000000100?' }]],
    ['a plate of no form, and no VIN', { vin: '', plate: 'PANDA' }, [
      { path: 'vehicles.1.vin', code: 'vin_missing', message: 'Il telaio manca.' },
      { path: 'vehicles.1.plate', code: 'plate_form', message: 'Non è una targa italiana: correggila o indica il Paese.' },
    ]],
  ])('%s keeps the whole delivery out', async (_, change, fields) => {
    const before = await countCars();
    await expect(world.context('dealerManager', {}, (ctx) => addStockVehicles(ctx, [car({}), car(change)]))).rejects.toMatchObject({ code: 'invalid_input', fields });
    expect(await countCars()).toEqual(before);
  });

  test('what is typed with spaces and small letters is tidied, stored and found; a foreign plate is free', async () => {
    await world.context('dealerManager', { today: '2026-11-23' }, async (ctx) => {
      const ids = await addStockVehicles(ctx, [car({ vin: ' zzztest 00000-00200', plate: 'gx 619 en' }), car({ vin: 'ZZZTEST0000000201', plate: 'B-MÜ 1234', plateCountry: 'DE' }), car({ vin: 'ZZZTEST0000000202', plate: ' ' })]);
      const read: StockVehicle[] = [];
      for (const id of ids) read.push(await getStockVehicle(ctx, id));
      expect(read.map(({ vin, plate, daysInStock }) => [vin, plate, daysInStock])).toEqual([
        ['ZZZTEST0000000200', 'GX619EN', 22], ['ZZZTEST0000000201', 'BMÜ1234', 22], ['ZZZTEST0000000202', null, 22],
      ]);
    });
    // A car that arrives tomorrow has no age yet.
    await world.context('dealerManager', { today: '2026-10-31' }, async (ctx) => {
      const [id] = await addStockVehicles(ctx, [car({ vin: 'ZZZTEST0000000203' })]);
      expect((await getStockVehicle(ctx, id ?? '')).daysInStock).toBe(0);
    });
  });

  test('the table keeps a malformed VIN out, whoever writes it', async () => {
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`
      insert into vehicles.stock_vehicles select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'vin', 'IOQ'))).*
      from vehicles.stock_vehicles s where s.id = ${showroom.newCar}`))).rejects.toMatchObject({ code: '23514' });
  });
});

describe('reservations', () => {
  const reserve = (stockId: string, nodeId: number) => sql`
    insert into vehicles.reservations (tenant_id, id, stock_id, node_id, reserved_on, held_until) values (${world.tenantId}, gen_random_uuid(), ${stockId}, ${nodeId}, '2026-11-23', '2026-11-30')`;
  const code = async (work: Promise<unknown>) => work.then(() => 'done', (error: { code?: string }) => error.code);

  test('one is open for a car at a time, within reach, at the car’s own site', async () => {
    const at = (branch: string) => world.node(branch);
    const as = (who: 'seller1' | 'altSeller', stockId: string, branch: string) => code(world.context(who, {}, (ctx) => ctx.tx.run(reserve(stockId, at(branch)))));
    expect(await as('seller1', showroom.newCar, 'DLR001-B1')).toBe('done');
    expect(await as('seller1', showroom.newCar, 'DLR001-B1')).toBe('23505');
    expect(await as('seller1', showroom.otherCar, 'DLR002-B1')).toBe('42501');
    // The neighbour's car under one's own branch: the walls let the row pass, the key to the car's site does not.
    expect(await as('seller1', showroom.otherCar, 'DLR001-B1')).toBe('23503');
    expect(await as('altSeller', showroom.usedCar, 'DLR001-B1')).toBe('42501');
    expect(await world.context('seller3', {}, (ctx) => ctx.tx.rows(sql`select 1 from vehicles.reservations`))).toEqual([]);
    expect(await world.context('seller2', {}, (ctx) => ctx.tx.rows(sql`select 1 as one from vehicles.reservations`))).toEqual([{ one: 1 }]);
    await world.context('seller1', {}, (ctx) => ctx.tx.run(sql`update vehicles.reservations set ended_at = ${ctx.now}, end_reason = 'released'`));
    expect(await as('seller1', showroom.newCar, 'DLR001-B1')).toBe('done');
  });
});
