/** Demo catalogue and stock: 54 makes, and a believable yard for each branch. Everything follows from the seed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, addMonths } from '#platform/civil-date';
import { csvRecords } from '#platform/csv';
import type { Context } from '#platform/context';
import { seededRandom, type Random } from '#platform/demo-random';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { rootDir } from '#platform/root';
import { addDemoOptions } from './demo-options.ts';
import { addDemoDrawings, addDemoReservations } from './demo-stock.ts';
import { addStockVehicles, addVersions, type NewStockVehicle, type NewVersion } from './add-vehicles.ts';

const colours = ['Bianco', 'Nero', 'Grigio chiaro', 'Grigio scuro', 'Blu', 'Rosso', 'Azzurro', 'Verde', 'Argento', 'Sabbia'];
const plateLetters = 'ABCDEFGHJKLMNPRSTVWXYZ';
// Check letters I, O and Q never stand in a VIN. The manufacturer part ZZZ belongs to nobody: the numbers are visibly invented.
const vinLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const standardVatPpm = 220_000;
const catalogueFrom = '2026-01-01';

async function catalogue(): Promise<NewVersion[]> {
  const records = csvRecords(await readFile(join(rootDir, 'server/modules/vehicles/demo/vehicles.csv'), 'utf8'));
  return records.map((record) => ({
    externalCode: record['id'] ?? '',
    make: record['make'] ?? '',
    carline: record['model'] ?? '',
    segment: record['segment'] ?? '',
    name: record['version'] ?? '',
    body: record['body'] ?? '',
    fuel: record['fuel'] ?? '',
    powerKw: Number(record['power_kw']),
    powerCv: Number(record['power_cv']),
    co2GKm: record['co2_wltp_g_km'] === '' ? null : Number(record['co2_wltp_g_km']),
    seats: Number(record['seats']),
    listPriceCents: Number(record['list_price_from_eur_incl_vat']) * 100,
    vatPpm: standardVatPpm,
    validFrom: catalogueFrom,
    category: record['segment'] === 'Q' ? 'L6e' : record['segment'] === 'PU' ? 'N1' : 'M1',
  }));
}

const kindShares = [
  ['new', 0.5],
  ['used', 0.32],
  ['kmZero', 0.12],
  ['companyCar', 0.06],
] as const;

function pickKind(random: Random): NewStockVehicle['kind'] {
  let left = random.fraction();
  for (const [kind, share] of kindShares) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'new';
}

/** Age and price of a car of this kind: a fifth off in the first year, then an eighth a year; rounded to 50 euro. */
function condition(kind: NewStockVehicle['kind'], version: NewVersion, today: string, random: Random) {
  const roundTo50 = (cents: number) => Math.round(cents / 5000) * 5000;
  if (kind === 'new') return { firstRegistrationOn: null, mileageKm: 0, priceCents: version.listPriceCents };
  const months = kind === 'kmZero' ? random.whole(1, 5) : kind === 'companyCar' ? random.whole(7, 18) : random.whole(18, 84);
  const years = months / 12;
  const kept = kind === 'kmZero' ? 0.87 : 0.8 * Math.max(0.3, 1 - 0.125 * Math.max(0, years - 1));
  return {
    firstRegistrationOn: addMonths(today, -months).slice(0, 8) + String(random.whole(1, 28)).padStart(2, '0'),
    mileageKm: kind === 'kmZero' ? random.whole(5, 40) : Math.round((months * random.whole(800, 1700)) / 100) * 100,
    priceCents: roundTo50(version.listPriceCents * kept),
  };
}

/** Italian plates run AA000AA without I, O, Q and U; later registrations have later letters (2019 ≈ FX, 2026 ≈ HB). */
function plate(registeredOn: string, random: Random): string {
  const letter = () => plateLetters.charAt(random.whole(0, plateLetters.length - 1));
  const first = registeredOn < '2020-06-01' ? 'F' : registeredOn < '2025-06-01' ? 'G' : 'H';
  return `${first}${letter()}${String(random.whole(0, 999)).padStart(3, '0')}${letter()}${letter()}`;
}

function vin(random: Random): string {
  let text = 'ZZZ';
  while (text.length < 17) text += vinLetters.charAt(random.whole(0, vinLetters.length - 1));
  return text;
}

function yard(nodeId: number, versions: readonly NewVersion[], ids: ReadonlyMap<string, string>, today: string, random: Random): NewStockVehicle[] {
  return Array.from({ length: random.whole(8, 15) }, () => {
    const version = versions[random.whole(0, versions.length - 1)];
    const versionId = ids.get(version?.externalCode ?? '');
    if (version === undefined || versionId === undefined) throw new Error('the demo catalogue is empty');
    const kind = pickKind(random);
    const { firstRegistrationOn, mileageKm, priceCents } = condition(kind, version, today, random);
    const fate = random.fraction();
    return {
      nodeId,
      versionId,
      label: `${version.make} ${version.carline} ${version.name}`,
      vin: vin(random),
      plate: firstRegistrationOn === null ? null : plate(firstRegistrationOn, random),
      firstRegistrationOn,
      mileageKm,
      kind,
      priceCents,
      state: fate < 0.86 ? 'available' : fate < 0.95 ? 'reserved' : 'sold',
      colour: colours[random.whole(0, colours.length - 1)] ?? 'Bianco',
      arrivedOn: addDays(today, -random.whole(0, 140)),
    } satisfies NewStockVehicle;
  });
}

/** Each dealer sells two or three makes; its branches hold cars of those makes, and used ones of any. */
function makesOfDealer(makes: readonly string[], random: Random): ReadonlySet<string> {
  const chosen = new Set<string>();
  while (chosen.size < 3) chosen.add(makes[random.whole(0, makes.length - 1)] ?? '');
  return chosen;
}

const volumeMakes = ['Fiat', 'Dacia', 'Toyota', 'Volkswagen', 'Renault', 'Peugeot', 'Citroën', 'Ford', 'Opel', 'Hyundai', 'Kia', 'Jeep', 'Škoda', 'Nissan', 'Suzuki', 'BYD', 'MG', 'Audi', 'BMW', 'Mercedes-Benz'];

export async function loadDemoVehicles(door: DemoDoor, world: DemoWorld): Promise<void> {
  const ctx: Context = await door.enter(1);
  const random = seededRandom(world.seed);
  const versions = await catalogue();
  const ids = await addVersions(ctx, versions);
  await addDemoOptions(ctx, catalogueFrom);
  const known = volumeMakes.filter((make) => versions.some((version) => version.make === make));
  const stock: NewStockVehicle[] = [];
  const makesByDealer = new Map<string, ReadonlySet<string>>();
  for (const [code, nodeId] of [...world.nodes].filter(([key]) => /^DLR\d+-B\d+$/.test(key))) {
    const dealer = code.slice(0, code.indexOf('-'));
    const makes = makesByDealer.get(dealer) ?? makesOfDealer(known, random);
    makesByDealer.set(dealer, makes);
    stock.push(...yard(nodeId, versions.filter((version) => makes.has(version.make)), ids, ctx.today, random));
  }
  const stockIds = await addStockVehicles(ctx, stock);
  const bodies = new Map(versions.map((version) => [ids.get(version.externalCode), version.body]));
  const cars = stock.map((car, at) => ({ id: stockIds[at] ?? '', nodeId: car.nodeId, body: bodies.get(car.versionId) ?? '', state: car.state }));
  await addDemoDrawings(ctx, cars);
  // Every third car that is held is held by the yard's own system, which tells no end.
  await addDemoReservations(ctx, world, cars.filter((car) => car.state === 'reserved').filter((_, at) => at % 3 !== 0), random);
}
