/**
 * Child of bench/type-ahead.ts: the program over a catalogue of 50,000 versions and a stock of 50,000 cars at 250 dealers. Tells
 * its address and who asks, then serves until it is ended.
 */
import { createDatabase } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { addStockVehicles, addVersions, type NewStockVehicle } from '#vehicles';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addNode } from '#identity';
import { allRoutes } from '../server/main.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { createTestHttp } from '../server/testing/http.ts';
import { createWorld, worldNow } from '../server/testing/world.ts';

const versionCount = 50_000;
const carCount = 50_000;
const dealerCount = 250;
const makes = ['Fiat', 'Toyota', 'Volkswagen', 'Renault', 'Peugeot', 'Citroën', 'Ford', 'Opel', 'Hyundai', 'Kia', 'Jeep', 'Škoda', 'Nissan', 'Suzuki', 'Audi', 'BMW', 'Mercedes-Benz', 'Dacia', 'Mazda', 'Volvo'];
const lines = ['Panda', 'Yaris', 'Golf', 'Clio', '208', 'C3', 'Puma', 'Corsa', 'Tucson', 'Sportage', 'Avenger', 'Fabia', 'Qashqai', 'Vitara', 'A3', 'Serie 1', 'GLA', 'Sandero', 'CX-30', 'XC40'];
const trims = ['Hybrid', 'Diesel', 'Elettrica', 'Turbo', 'Plug-in', 'GPL'];

const begun = performance.now();
const cluster = await startTestCluster();
await migrate(cluster.url, moduleNames);
const database = createDatabase(cluster.url, { maxConnections: 16 });
const world = await createWorld(database);

await world.asSystem({}, async (ctx) => {
  const versions = Array.from({ length: versionCount }, (_, i) => ({
    externalCode: `v${i}`, make: makes[i % 20] ?? '', carline: `${lines[i % 20] ?? ''} ${Math.floor(i / 2000)}`, segment: 'B', name: `${1 + (i % 3)}.${i % 10} ${trims[i % 6] ?? ''} ${60 + (i % 240)} CV ${i}`,
    body: 'suv', fuel: 'petrol', powerKw: 80, powerCv: 109, co2GKm: 120, seats: 5, listPriceCents: 2_000_000 + i, vatPpm: 220_000, validFrom: '2026-01-01',
  }));
  const ids = await addVersions(ctx, versions);
  const sites = [world.node('DLR001-B1')];
  for (let dealer = 0; dealer < dealerCount; dealer += 1) {
    const node = await addNode(ctx, { parentId: world.node('REG-01'), kind: 'dealer', code: `N${dealer}`, name: `Rete ${dealer}`, validFrom: '2020-01-01' });
    sites.push(await addNode(ctx, { parentId: node, kind: 'branch', code: `N${dealer}-B1`, name: `Sede ${dealer}`, validFrom: '2020-01-01' }));
  }
  for (let from = 0; from < carCount; from += 10_000) {
    await addStockVehicles(ctx, Array.from({ length: 10_000 }, (_, at): NewStockVehicle => {
      const i = from + at;
      const version = versions[(i * 37) % versionCount];
      const letters = 'ABCDEFGHJKLMNPRSTVWXYZ';
      return {
        nodeId: sites[i % sites.length] ?? 0, versionId: ids.get(version?.externalCode ?? '') ?? '', label: `${version?.make} ${version?.carline} ${version?.name}`, vin: `ZZZ${String(i).padStart(14, '0')}`,
        plate: `G${letters[i % 22]}${String(i % 1000).padStart(3, '0')}${letters[(i >> 3) % 22]}${letters[(i >> 7) % 22]}`, firstRegistrationOn: '2024-01-15', mileageKm: i % 90_000, kind: 'used', priceCents: 900_000 + i, state: 'available', colour: 'Blu', arrivedOn: '2026-11-01',
      };
    }));
  }
});
process.stderr.write(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
for (const table of ['vehicles.versions', 'vehicles.stock_vehicles', 'identity.node_closure', 'identity.nodes']) await database.pool.query(`vacuum analyze ${table}`);

const folder = mkdtempSync(join(tmpdir(), 'volano-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const routes = allRoutes({ auditKeyFile: join(folder, 'k'), dataDir: folder }, { version: 'bench', demo: false, demoPassword: null, demoAccounts: [] });
const http = await createTestHttp(database, routes, () => worldNow);
const people = Object.fromEntries(await Promise.all((['seller1', 'pricingManager'] as const).map(async (name) => [name, (await world.signIn(name, { now: worldNow })).headers])));
const { cars } = await database.asOwner((tx) => tx.row<{ cars: number }>(sql`select count(*) as cars from vehicles.stock_vehicles`));
process.send?.({ address: await http.app.listen({ port: 0, host: '127.0.0.1' }), people, versions: versionCount, cars });
process.on('disconnect', () => {
  void http.close().then(async () => {
    await database.close();
    await cluster.stop();
    process.exit(0);
  });
});
