/** The stock as a sheet: rows drawn from a cursor of the database while the file is being sent. */
import { audit } from '#platform/audit';
import { daysBetween } from '#platform/civil-date';
import type { Context, Language } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { sql, type SqlFragment } from '#platform/sql';
import { mostStockExported, type StockState, type StockVehicle } from './api.ts';
import { versionJoins } from './catalogue.ts';
import { wholeStock, type StockFilter } from './stock-list.ts';
import { stateToday, withinReach } from './stock.ts';

type Words<K extends string> = Readonly<Record<K, Readonly<Record<Language, string>>>>;

const kinds: Words<StockVehicle['kind']> = {
  new: { it: 'Nuovo', en: 'New' },
  used: { it: 'Usato', en: 'Used' },
  kmZero: { it: 'Km zero', en: 'Zero km' },
  companyCar: { it: 'Aziendale', en: 'Company car' },
};
const states: Words<StockState> = { available: { it: 'Disponibile', en: 'Available' }, reserved: { it: 'Riservato', en: 'Reserved' }, sold: { it: 'Venduto', en: 'Sold' } };

interface ExportedCar {
  vin: string;
  plate: string | null;
  plate_country: string;
  label: string;
  version_code: string;
  kind: StockVehicle['kind'];
  state: StockState;
  held_until: string | null;
  site_name: string;
  site_code: string;
  arrived_on: string;
  first_registration_on: string | null;
  mileage_km: number;
  colour: string;
  price_cents: number;
  list_price_cents: number;
  power_kw: number;
  co2_g_km: number | null;
}

/** Under the heads that `vehicles.stock` reads: a sheet may be mended and brought back as it stands. */
function columnsOn(today: string): readonly SheetColumn<ExportedCar>[] {
  return [
    { head: { it: 'Telaio', en: 'VIN' }, type: 'text', width: 20, cell: (car) => car.vin },
    { head: { it: 'Targa', en: 'Plate' }, type: 'text', width: 11, cell: (car) => car.plate },
    { head: { it: 'Paese targa', en: 'Plate country' }, type: 'text', width: 11, cell: (car) => car.plate_country },
    { head: { it: 'Codice versione', en: 'Version code' }, type: 'text', width: 20, cell: (car) => car.version_code },
    { head: { it: 'Veicolo', en: 'Vehicle' }, type: 'text', width: 40, cell: (car) => car.label },
    { head: { it: 'Tipo', en: 'Kind' }, type: 'text', width: 12, cell: (car, language) => kinds[car.kind][language] },
    { head: { it: 'Disponibilità', en: 'State' }, type: 'text', width: 13, cell: (car, language) => states[car.state][language] },
    { head: { it: 'Riservato fino al', en: 'Held until' }, type: 'date', width: 16, cell: (car) => (car.state === 'reserved' ? car.held_until : null) },
    { head: { it: 'Sede', en: 'Site' }, type: 'text', width: 28, cell: (car) => car.site_name },
    { head: { it: 'Codice sede', en: 'Site code' }, type: 'text', width: 14, cell: (car) => car.site_code },
    { head: { it: 'Arrivata il', en: 'Arrived on' }, type: 'date', width: 12, cell: (car) => car.arrived_on },
    { head: { it: 'Giorni in giacenza', en: 'Days in stock' }, type: 'integer', width: 17, cell: (car) => Math.max(0, daysBetween(car.arrived_on, today)) },
    { head: { it: 'Immatricolazione', en: 'First registration' }, type: 'date', width: 17, cell: (car) => car.first_registration_on },
    { head: { it: 'Km', en: 'Km' }, type: 'integer', width: 10, cell: (car) => car.mileage_km },
    { head: { it: 'Colore', en: 'Colour' }, type: 'text', width: 14, cell: (car) => car.colour },
    { head: { it: 'Prezzo €', en: 'Price €' }, type: 'amount', cell: (car) => car.price_cents },
    { head: { it: 'Listino €', en: 'List price €' }, type: 'amount', cell: (car) => car.list_price_cents },
    { head: { it: 'kW', en: 'kW' }, type: 'integer', width: 7, cell: (car) => car.power_kw },
    { head: { it: 'CO₂ g/km', en: 'CO₂ g/km' }, type: 'integer', width: 10, cell: (car) => car.co2_g_km },
  ];
}

function statement(ctx: Context, where: SqlFragment, order: SqlFragment): SqlFragment {
  return sql`select s.vin, s.plate, s.plate_country, v.external_code as version_code, m.name || ' ' || c.name || ' ' || v.name as label, s.kind, ${stateToday(ctx)} as state, s.held_until, n.name as site_name, n.code as site_code, s.arrived_on,
      s.first_registration_on, s.mileage_km, s.colour, s.price_cents, v.list_price_cents, v.power_kw, v.co2_g_km
    from vehicles.stock_vehicles s join vehicles.versions v on v.tenant_id = s.tenant_id and v.id = s.version_id ${versionJoins}
    join identity.v_nodes n on n.tenant_id = s.tenant_id and n.id = s.node_id
    where ${where} order by ${order} limit ${mostStockExported}`;
}

function streamed(ctx: Context, rows: SqlFragment, shape: SheetShape, about: Readonly<Record<string, string>>): StreamAnswer {
  return streamSheet<ExportedCar>(ctx, rows, columnsOn(ctx.today), shape, { it: 'Giacenza', en: 'Stock' }, (told) =>
    audit(ctx, { action: 'vehicles.stock.export', objectKind: 'vehicles.stock-list', objectId: ctx.requestId, details: { format: shape.format, ...told, ...about } }),
  );
}

/** The filtered list in the order of the screen. */
export async function exportStock(ctx: Context, filter: Omit<StockFilter, 'cursor' | 'limit'>, shape: SheetShape): Promise<StreamAnswer> {
  const { where, order } = await wholeStock(ctx, filter);
  const { sort = 'latest', ...narrowed } = filter;
  const told = Object.entries(narrowed).filter(([, value]) => value !== undefined);
  // What was typed may be a plate: that something was typed is all the audit row keeps.
  return streamed(ctx, statement(ctx, where, order), shape, { filter: told.map(([name, value]) => (name === 'text' ? name : `${name}=${String(value)}`)).join(' '), sort });
}

/** Chosen cars, the latest arrived first; ids beyond reach leave no row. */
export function exportChosenStock(ctx: Context, ids: readonly string[], shape: SheetShape): StreamAnswer {
  return streamed(ctx, statement(ctx, sql`${withinReach(ctx)} and s.id = any(${[...ids]}::uuid[])`, sql`s.arrived_on desc, s.id desc`), shape, { chosen: String(ids.length) });
}
