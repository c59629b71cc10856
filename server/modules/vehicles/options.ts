/** SQL that loads the options of a version as they stand on the day of the question. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { ListedOption, TechnicalData, VersionOptions } from './api.ts';
import { toVersion, versionColumns, type VersionRow } from './catalogue.ts';

interface TechnicalRow extends VersionRow {
  category: string | null;
  mass_kg: number | null;
  produced_from: string | null;
  produced_to: string | null;
}

interface OptionRow {
  code: string;
  kind: ListedOption['kind'];
  category: string;
  name: string;
  price_cents: number;
  only_fuels: string[];
  not_fuels: string[];
  valid_from: string;
  valid_to: string | null;
  rules: { rule: 'requires' | 'requiresAny' | 'excludes' | 'includes'; alternative: number; other: string }[];
}

function toListedOption(row: OptionRow): ListedOption {
  const others = (rule: string, alternative = 0) => row.rules.filter((one) => one.rule === rule && one.alternative === alternative).map((one) => one.other);
  const groups = [...new Set(row.rules.filter((one) => one.rule === 'requiresAny').map((one) => one.alternative))];
  return {
    code: row.code,
    kind: row.kind,
    category: row.category,
    name: row.name,
    priceCents: row.price_cents,
    requires: others('requires'),
    requiresAny: groups.map((group) => others('requiresAny', group)),
    excludes: others('excludes'),
    includes: others('includes'),
    onlyFuels: row.only_fuels,
    notFuels: row.not_fuels,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

/**
 * Options of a carline, or of one of its versions when given, as they stand on a day: colours, packs, then options. Of the rows
 * of one code that in force goes first, the version's own before the carline's; a code that is not in force is listed as it
 * was last (or will be), so that a choice naming it can be told when it could be ordered.
 */
export async function optionsOf(ctx: Context, of: { readonly carlineId: string; readonly versionId: string | null }, onDay: string): Promise<ListedOption[]> {
  const rows = await ctx.tx.rows<OptionRow>(sql`
    select o.code, o.kind, o.category, o.name, o.price_cents, o.only_fuels, o.not_fuels, o.valid_from, o.valid_to, coalesce(r.rules, '[]') as rules
    from (
      select distinct on (a.code) a.* from vehicles.options a
      where a.tenant_id = ${ctx.tenant.id} and a.carline_id = ${of.carlineId} and (a.version_id is null or a.version_id = ${of.versionId}::uuid)
      order by a.code, (a.valid_from <= ${onDay} and (a.valid_to is null or a.valid_to > ${onDay})) desc, a.version_id is null, a.valid_from desc
    ) o
    left join lateral (
      select jsonb_agg(jsonb_build_object('rule', l.rule, 'alternative', l.alternative, 'other', l.other_code) order by l.rule, l.alternative, l.other_code) as rules
      from vehicles.option_rules l where l.tenant_id = o.tenant_id and l.option_id = o.id
    ) r on true
    order by array_position(array['colour', 'pack', 'option'], o.kind), o.category, o.price_cents, o.code`);
  return rows.map(toListedOption);
}

/** A version with its technical data and its options of today. Throws not_found. */
export async function getVersionOptions(ctx: Context, versionId: string): Promise<VersionOptions> {
  const row = await ctx.tx.maybeRow<TechnicalRow>(sql`
    select v.category, v.mass_kg, v.produced_from, v.produced_to, ${versionColumns} where v.tenant_id = ${ctx.tenant.id} and v.id = ${versionId}`);
  if (row === undefined) throw new AppError('not_found', `version ${versionId}`);
  const technical: TechnicalData = {
    powerKw: row.power_kw,
    powerCv: row.power_cv,
    co2GKm: row.co2_g_km,
    category: row.category,
    massKg: row.mass_kg,
    producedFrom: row.produced_from,
    producedTo: row.produced_to,
  };
  return { version: toVersion(row), technical, onDay: ctx.today, options: await optionsOf(ctx, { carlineId: row.carline_id, versionId }, ctx.today) };
}
