/** SQL that loads makes and versions of the catalogue. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { allOf, sql } from '#platform/sql';
import type { Version } from './api.ts';
import { searchWords } from './search-text.ts';

export interface VersionRow {
  version_id: string;
  external_code: string;
  make_id: string;
  make: string;
  carline_id: string;
  carline: string;
  segment: string;
  name: string;
  body: string;
  fuel: string;
  power_kw: number;
  power_cv: number;
  co2_g_km: number | null;
  seats: number;
  list_price_cents: number;
}

export const versionFields = sql`v.id as version_id, v.external_code, m.id as make_id, m.name as make, c.id as carline_id, c.name as carline, c.segment, v.name, v.body, v.fuel,
  v.power_kw, v.power_cv, v.co2_g_km, v.seats, v.list_price_cents`;

export const versionJoins = sql`join vehicles.carlines c on c.tenant_id = v.tenant_id and c.id = v.carline_id
  join vehicles.makes m on m.tenant_id = c.tenant_id and m.id = c.make_id`;

/** Columns and tables of a version, ready for a `where`. */
export const versionColumns = sql`${versionFields} from vehicles.versions v ${versionJoins}`;

export function toVersion(row: VersionRow): Version {
  return {
    versionId: row.version_id,
    code: row.external_code,
    makeId: row.make_id,
    make: row.make,
    carlineId: row.carline_id,
    carline: row.carline,
    segment: row.segment,
    name: row.name,
    body: row.body,
    fuel: row.fuel,
    powerKw: row.power_kw,
    powerCv: row.power_cv,
    co2GKm: row.co2_g_km,
    seats: row.seats,
    listPriceCents: row.list_price_cents,
  };
}

/** A version in the catalogue; undefined when there is none. */
export async function findVersion(ctx: Context, id: string): Promise<Version | undefined> {
  const row = await ctx.tx.maybeRow<VersionRow>(sql`select ${versionColumns} where v.tenant_id = ${ctx.tenant.id} and v.id = ${id}`);
  return row === undefined ? undefined : toVersion(row);
}

/** A version that can be sold on the day of the question; undefined when it left the list, or is not in it yet. */
export async function findVersionOnSale(ctx: Context, id: string): Promise<Version | undefined> {
  const row = await ctx.tx.maybeRow<VersionRow>(sql`
    select ${versionColumns}
    where v.tenant_id = ${ctx.tenant.id} and v.id = ${id} and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})`);
  return row === undefined ? undefined : toVersion(row);
}

export async function getVersion(ctx: Context, id: string): Promise<Version> {
  const version = await findVersion(ctx, id);
  if (version === undefined) throw new AppError('not_found', `version ${id}`);
  return version;
}

/** Makes with their number of versions, by name. */
export async function listMakes(ctx: Context): Promise<{ makeId: string; name: string; versions: number }[]> {
  return ctx.tx.rows(sql`
    select m.id as "makeId", m.name, count(v.id) as versions from vehicles.makes m
    left join vehicles.carlines c on c.tenant_id = m.tenant_id and c.make_id = m.id
    left join vehicles.versions v on v.tenant_id = c.tenant_id and v.carline_id = c.id
    where m.tenant_id = ${ctx.tenant.id} group by m.id, m.name order by m.name collate "it-x-icu"`);
}

export interface VersionFilter {
  readonly text?: string | undefined;
  readonly makeId?: string | undefined;
  readonly fuel?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of versions by make, carline and name, for typed words or the beginning of a code; the cursor counts the rows before the page. */
export async function listVersions(ctx: Context, filter: VersionFilter): Promise<{ items: Version[]; nextCursor: string | null }> {
  const offset = filter.cursor === undefined ? 0 : Number(filter.cursor);
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw new AppError('invalid_input', 'cursor');
  const conditions = [sql`v.tenant_id = ${ctx.tenant.id}`];
  const words = searchWords(filter.text ?? '').map((word) => sql`strpos(v.search_text, ${` ${word}`}) > 0`);
  if (words.length > 0) conditions.push(sql`(${allOf(words)} or starts_with(lower(v.external_code), ${(filter.text ?? '').trim().toLowerCase()}))`);
  if (filter.makeId !== undefined) conditions.push(sql`m.id = ${filter.makeId}`);
  if (filter.fuel !== undefined) conditions.push(sql`v.fuel = ${filter.fuel}`);
  const rows = await ctx.tx.listRows<VersionRow>(sql`
    select ${versionColumns} where ${allOf(conditions)}
    order by m.name, c.name, v.name, v.id limit ${filter.limit + 1} offset ${offset}`);
  const items = rows.slice(0, filter.limit).map(toVersion);
  return { items, nextCursor: rows.length > filter.limit ? String(offset + filter.limit) : null };
}
